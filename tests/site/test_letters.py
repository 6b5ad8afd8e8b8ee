"""Developers see every letter there is."""

from importlib import import_module

import pytest

from accounts.apps import WITH_LETTERS
from articles.mail import letters as of_articles
from core.letters import SAMPLES

ROOMS = [import_module(f"accounts.{room}.letters") for room in WITH_LETTERS]


@pytest.mark.parametrize("module", [*ROOMS, of_articles])
def test_every_letter_has_a_sample(module):
    made = {name for sample in SAMPLES for name in sample.__code__.co_names}
    letters = {name for name in vars(module) if name.endswith("_letter")}

    assert letters
    assert letters <= made
