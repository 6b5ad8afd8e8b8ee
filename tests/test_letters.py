"""Developers see every letter there is."""

import pytest

from accounts import letters as of_accounts
from articles import letters as of_articles
from core.letters import SAMPLES


@pytest.mark.parametrize("module", [of_accounts, of_articles])
def test_every_letter_has_a_sample(module):
    made = {name for sample in SAMPLES.values() for name in sample.__code__.co_names}
    letters = {name for name in vars(module) if name.endswith("_letter")}

    assert len(letters) > 5
    assert letters <= made
