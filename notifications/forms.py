from typing import Any

from django import forms

from notifications.kinds import Way, offered


class ChoicesForm(forms.Form):
    """A box for each kind and way; filled in with what `choices` says."""

    def __init__(
        self, *args: Any, choices: dict[tuple[str, Way], bool], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._keys: dict[str, tuple[str, str]] = {}
        for kind, way in offered():
            is_only = len(kind.ways) == 1
            name = f"{kind.name}-{way}"
            self._keys[name] = (kind.name, str(way))
            self.fields[name] = forms.BooleanField(
                label=kind.label if is_only else f"{kind.label} · {way.label}",
                help_text=kind.help_text,
                required=False,
                initial=choices[kind.name, way],
            )

    def wanted(self) -> dict[tuple[str, str], bool]:
        """What a good form says, as `choose` takes it."""
        return {key: self.cleaned_data[name] for name, key in self._keys.items()}
