"""The test bed itself: a missing service skips, or fails where it is required."""

from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[2] / "conftest.py"
MARKED = """
import pytest

@pytest.mark.redis
def test_needs_redis():
    pass

@pytest.mark.sqlite
def test_needs_sqlite():
    pass

@pytest.mark.services
def test_needs_a_cache():
    pass

@pytest.mark.django_db
def test_needs_any_database():
    pass

@pytest.fixture
def db():
    pass

def test_asks_for_a_database(db):
    pass

def test_needs_nothing():
    pass
"""


@pytest.fixture
def bed(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    for name in ("DATABASE_URL", "REDIS_URL", "REQUIRE_SERVICES"):
        monkeypatch.delenv(name, raising=False)
    # The machine's own plugins would want Django's settings.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeconftest(CONFTEST.read_text())
    pytester.makepyfile(MARKED)
    return pytester


def test_missing_service_is_skipped_with_the_remedy(bed):
    result = bed.runpytest_subprocess("-rs")

    result.assert_outcomes(passed=5, skipped=1)
    result.stdout.fnmatch_lines(["*redis is not here: set REDIS_URL*"])


@pytest.mark.parametrize("asked", ["1", "redis", "browser, redis"])
def test_missing_service_fails_where_it_is_required(bed, monkeypatch, asked):
    monkeypatch.setenv("REQUIRE_SERVICES", asked)

    result = bed.runpytest_subprocess()

    result.assert_outcomes(passed=5, errors=1)
    result.stdout.no_fnmatch_line("*skipped*")


def test_other_required_services_leave_this_one_a_skip(bed, monkeypatch):
    monkeypatch.setenv("REQUIRE_SERVICES", "browser")

    bed.runpytest_subprocess().assert_outcomes(passed=5, skipped=1)


def test_present_service_runs_and_is_selected_by_the_common_marker(bed, monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")

    result = bed.runpytest_subprocess("-m", "services")

    result.assert_outcomes(passed=2, deselected=4)


def test_other_databases_run_what_opens_one_or_is_for_services(bed, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://renran@127.0.0.1:1/renran")

    result = bed.runpytest_subprocess("-v")

    result.assert_outcomes(passed=3, skipped=1, deselected=2)
    result.stdout.fnmatch_lines_random(
        [
            "*test_needs_a_cache*",
            "*test_needs_any_database*",
            "*test_asks_for_a_database*",
        ]
    )


def test_other_databases_leave_out_what_people_are_shown(bed, monkeypatch):
    """But what such a folder says it needs of a service."""
    monkeypatch.setenv("DATABASE_URL", "postgres://renran@127.0.0.1:1/renran")
    folder = bed.mkdir("home")
    folder.joinpath("test_shown.py").write_text(MARKED)

    result = bed.runpytest_subprocess("-v", "home")

    result.assert_outcomes(passed=1, skipped=1, deselected=4)
    result.stdout.fnmatch_lines_random(["*test_needs_a_cache*", "*test_needs_redis*"])
