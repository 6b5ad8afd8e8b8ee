"""Shared by the tests of accounts."""

import pytest


@pytest.fixture
def believed(settings):
    """Everybody is believed to be human."""
    settings.HUMAN_PROVIDER = "off"
