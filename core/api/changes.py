"""How a serializer writes a row that somebody else may be writing too."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model


class ChangedFieldsMixin:
    """For a ModelSerializer: saves what was asked for and no other column.

    DRF's own way writes the whole row as it was when the request began, over what
    other requests have changed since.
    """

    def update(self, instance: Model, validated_data: Mapping[str, Any]) -> Model:
        for name, value in validated_data.items():
            setattr(instance, name, value)
        instance.save(update_fields=[*validated_data])
        return instance
