"""The floor plan holds: every app has its place, and foreign keys point downwards.

Imports are checked by import-linter; a key named by a string escapes it. Inside an
app no files import each other, and no folder and no app is where everything lies.
"""

import ast
import inspect
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import models
from django.urls import get_resolver

from tests.house.files import circles, full_folders, imported, imports, shares

ROOT = Path(settings.BASE_DIR)
MOST_FILES = 20
LARGEST_SHARE = 0.25
# Folders that may be crowded, by how they begin or by their own name: others' files,
# the demo library, documents, and what is numbered or named by a tool.
CROWDS = ("static/vendor/", "demo/library/", "docs/", "locale/")
CROWDS_NAMED = ("migrations", "locale")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


# Whose routes are looked at.
OWN = frozenset(CONTRACTS["root_packages"])
# Known to Wagtail by these names, or to nobody: what no address names.
IN_NO_NAMESPACE = frozenset(
    {
        *("copy_page", "failwhale", "media", "unknown_address"),
        *("wagtail_serve", "wagtailadmin_dismissibles", "wagtailadmin_login"),
        *("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"),
        *("wagtailcore_authenticate_with_password", "wagtailcore_login"),
        "wagtaildocs_authenticate_with_password",
    }
)


def layers_of(contract_id: str) -> list[set[str]]:
    """The layers of a contract from top to bottom, optional ones included."""
    [contract] = [each for each in CONTRACTS["contracts"] if each["id"] == contract_id]
    return [
        {name.strip(" ()") for name in layer.split("|")} for layer in contract["layers"]
    ]


def heights() -> dict[str, tuple[int, int]]:
    """Module of an app: its layer, counted from the top, and its layer inside."""
    found = {
        name: (top, 0) for top, names in enumerate(layers_of("apps")) for name in names
    }
    top, _ = found["community"]
    for inside, names in enumerate(layers_of("community")):
        found |= {f"community.{name}": (top, inside) for name in names}
    return found


def own_apps() -> list[AppConfig]:
    return [
        config
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(ROOT) and "site-packages" not in config.path
    ]


def keys_between_own_apps() -> Iterator[tuple[str, str, str]]:
    """Every relation from one of our apps to another: its name, from, to."""
    own = {config.label: config.name for config in own_apps()}
    for config in own_apps():
        for model in config.get_models(include_auto_created=True):
            for field in model._meta.get_fields():
                target = relation_target(field)
                if target is None or target._meta.app_label not in own:
                    continue
                name = f"{model._meta.label}.{field.name}"
                yield name, config.name, own[target._meta.app_label]


def relation_target(field: models.Field) -> type[models.Model] | None:
    """The model a forward relation points at; reverse ones belong to the other side."""
    if not field.is_relation or field.auto_created and not field.concrete:
        return None
    target = field.related_model
    return target if isinstance(target, type) else None


def points_upwards(source: str, target: str) -> bool:
    """Whether a key leaves its own app for a layer that is not below."""
    if source == target:
        return False
    places = heights()
    return places[target] <= places[source]


def test_every_app_has_its_place_in_the_contracts():
    packages = {path.parent.name for path in ROOT.glob("*/apps.py")}
    packages |= {"community", "texts"}  # one holds apps, one knows no Django

    assert packages <= {name for layer in layers_of("apps") for name in layer}
    assert packages == set(CONTRACTS["root_packages"])
    assert {config.name for config in own_apps()} <= set(heights())


def test_no_foreign_key_points_upwards():
    keys = list(keys_between_own_apps())

    assert [
        name for name, source, target in keys if points_upwards(source, target)
    ] == []
    # The test sees keys at all, the string ones too.
    assert ("articles.ArticlePage.cover", "articles", "images") in keys
    assert ("articles.AuthorPage.user", "articles", "accounts") in keys


@pytest.mark.parametrize(
    ("source", "target", "upwards"),
    [
        ("articles", "images", False),
        ("images", "articles", True),
        ("search", "transfer", True),
        ("community.comments", "articles", False),
        ("community.comments", "community.blocks", False),
        ("community.blocks", "community.comments", True),
        ("community.history", "community.bookmarks", True),
        ("accounts", "accounts", False),
    ],
)
def test_direction_between_layers(source, target, upwards):
    assert points_upwards(source, target) is upwards


def test_no_file_imports_itself_by_way_of_others():
    found = circles(imports())

    assert found == [], (
        "These files import each other, be it inside functions. Take what both need "
        "into a file of its own below them, or have the lower one offer a registry "
        f"that the higher one fills in `ready()`: {found}"
    )


def test_no_folder_is_a_crowd():
    found = full_folders(MOST_FILES, CROWDS, CROWDS_NAMED)

    assert found == {}, (
        f"More than {MOST_FILES} files in one folder. Find what some of them are "
        "about, and give those a folder of that name, tests beside what they test: "
        f"{found}"
    )


def test_no_app_is_a_quarter_of_the_site():
    found = {
        app: f"{share:.0%}" for app, share in shares().items() if share > LARGEST_SHARE
    }

    assert found == {}, (
        f"More than {LARGEST_SHARE:.0%} of the source in one app. What in it has "
        "tables or words of its own is an app of its own (docs/architecture.md): "
        f"{found}"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import a.b", {"a.b"}),
        ("from a import b", {"a.b"}),
        ("from a import other", {"a"}),
        ("def later():\n    from a.b import thing", {"a.b"}),
        ("if TYPE_CHECKING:\n    from a import b", set()),
        ("from elsewhere import b", set()),
    ],
)
def test_what_counts_as_an_import(source, expected):
    assert set(imported(ast.parse(source), {"a", "a.b"})) == expected


def test_a_circle_is_found_however_long_it_is():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}

    assert circles(graph) == [["a", "b", "c"]]
    assert circles(graph | {"c": set()}) == []


def routes(patterns: list, namespaces: tuple[str, ...] = ()) -> Iterator[tuple]:
    """Every route of ours: its pattern, the namespaces it is in, its name."""
    for entry in patterns:
        if hasattr(entry, "url_patterns"):
            inside = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from routes(entry.url_patterns, inside)
        elif inspect.unwrap(entry.callback).__module__.split(".")[0] in OWN:
            yield str(entry.pattern), namespaces, entry.name


def test_every_route_has_a_name_in_a_namespace():
    found = list(routes(get_resolver().url_patterns))

    nameless = [pattern for pattern, _spaces, name in found if not name]
    homeless = {name for _pattern, spaces, name in found if name and not spaces}
    assert nameless == [], "Give these a name, so that nobody spells their address"
    assert homeless <= IN_NO_NAMESPACE, (
        "Give the `urls.py` of these an `app_name`, or say why they have none"
    )
    assert ("write/", ("permanent",), "write") in found
