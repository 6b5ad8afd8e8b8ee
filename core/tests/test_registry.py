"""A registry holds what features plug in, and never loses one of two silently."""

import re
from pathlib import Path

import pytest

from django.conf import settings

from core import registry
from core.registry import REGISTRIES, Registry, TakenError


@pytest.fixture
def letters(monkeypatch) -> Registry[str, str]:
    monkeypatch.setattr(registry, "REGISTRIES", {})
    return Registry("letters")


def test_what_is_plugged_in_is_read_in_that_order(letters):
    letters.register("乙", "b")
    letters.register("甲", "a")

    assert list(letters.items()) == [("乙", "b"), ("甲", "a")]
    assert list(letters) == ["b", "a"]
    assert ("甲" in letters, "丙" in letters) == (True, False)
    assert (letters.get("甲"), letters.get("丙")) == ("a", None)
    assert letters["乙"] == "b"


def test_two_features_cannot_take_one_key(letters):
    letters.register("甲", "a")
    letters.register("甲", "a")

    with pytest.raises(TakenError):
        letters.register("甲", "b")

    assert list(letters.items()) == [("甲", "a")]


def test_every_registry_is_known_by_its_name(letters):
    assert {"letters": letters} == registry.REGISTRIES


def test_the_documentation_lists_every_registry():
    text = (Path(settings.BASE_DIR) / "docs" / "new-app.md").read_text()
    listed = re.findall(r"^\| ([a-z ]+) \(`", text, re.MULTILINE)

    assert sorted(listed) == sorted(REGISTRIES)
