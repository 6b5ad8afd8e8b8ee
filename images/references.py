"""The pictures and documents a page points at as it stands in memory."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from modelcluster.models import ClusterableModel, get_all_child_relations

from django.db.models import ForeignKey, Model

from wagtail.documents import get_document_model

from images.models import CustomImage

# By model and id, where it stands: paths as in Wagtail's reference index.
Files = dict[Any, dict[int, list[str]]]


def files_in(thing: Any) -> Files:
    """The files `thing` and its parts point at."""
    found: Files = defaultdict(lambda: defaultdict(list))
    for model, pk, path in _references(thing):
        found[model][int(pk)].append(path)
    return found


def _kinds() -> tuple[Any, ...]:
    return CustomImage, get_document_model()


def _references(thing: Any) -> Iterator[tuple[Any, Any, str]]:
    for field in thing._meta.get_fields():
        if isinstance(field, ForeignKey) and field.related_model in _kinds():
            if (pk := field.value_from_object(thing)) is not None:
                yield field.related_model, pk, field.name
        elif hasattr(field, "extract_references"):
            value = field.value_from_object(thing)
            for kind, pk, _model_path, path in field.extract_references(value):
                if kind in _kinds():
                    yield kind, pk, f"{field.name}.{path}"
    model: type[Model] = type(thing)
    for name in _parts_with_files(model):
        for part in getattr(thing, name).all():
            for kind, pk, path in _references(part):
                yield kind, pk, f"{name}.{part.pk}.{path}"


@cache
def _parts_with_files(model: type[Model]) -> tuple[str, ...]:
    if not issubclass(model, ClusterableModel):
        return ()
    return tuple(
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if shows_files(relation.related_model)
    )


@cache
def shows_files(model: type[Model]) -> bool:
    """Whether rows of `model`, or their parts, can point at files."""
    return bool(_parts_with_files(model)) or any(
        points_at_files(field) for field in model._meta.get_fields()
    )


def points_at_files(field: Any) -> bool:
    if isinstance(field, ForeignKey):
        return field.related_model in _kinds()
    return hasattr(field, "extract_references")
