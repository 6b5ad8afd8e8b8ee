"""What goes along with exported texts: their pictures, and where links lead."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.conf import settings

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from accounts.models import User
from core.pages.querysets import published_pages
from images.rights import showable
from texts import find_references
from transfer.markup.relink import relink
from transfer.reading.names import INDEX_NAMES

SAFE = "/!$&'*+,;=-._~"


@dataclass(frozen=True, slots=True)
class Packed:
    """A text for the file it goes to; `pictures` are path and content of files."""

    text: str
    cover: str
    pictures: list[tuple[str, bytes]]


@dataclass(slots=True)
class Attachments:
    """`paths` are the files of the articles by id, `taken` those not to be written.

    `user` is who takes them along: pictures and documents that no text of this
    person may show are left out. `placed` are the pictures that stand where a text
    looks for them.
    """

    paths: Mapping[int, str]
    user: User | None
    taken: set[str] = field(default_factory=set)
    placed: dict[str, int] = field(default_factory=dict)

    def pack(self, text: str, path: str, cover_id: int | None = None) -> Packed:
        """`text` as the file at `path` may say it anywhere else.

        Links lead to the other files, or to public addresses; what leads to
        neither loses its link and keeps its words.
        """
        found = find_references(text)
        places, pictures = self._pictures(found.images | {cover_id or 0}, path)
        known: dict[str, dict[int, str | None]] = {
            "image": dict.fromkeys(found.images) | places,
            "page": dict.fromkeys(found.pages) | self._pages(found.pages, path),
            "doc": dict.fromkeys(found.documents) | self._documents(found.documents),
        }
        cover = places.get(cover_id or 0, "")
        return Packed(relink(text, known), cover, pictures)

    def _pages(self, ids: Collection[int], path: str) -> dict[int, str]:
        own = {pk: relative(self.paths[pk], path) for pk in ids if pk in self.paths}
        others = [pk for pk in ids if pk not in own]
        if not others:
            return own
        public = published_pages().filter(pk__in=others)
        return own | {page.pk: page.full_url for page in public if page.full_url}

    def _pictures(
        self, ids: Collection[int], path: str
    ) -> tuple[dict[int, str], list[tuple[str, bytes]]]:
        places, pictures = {}, []
        for image, content in self._contents(ids):
            name = posixpath.basename(image.file.name)
            place = free_path(posixpath.join(_folder(path), name), self.taken)
            places[image.pk] = relative(place, path)
            pictures.append((place, content))
        return places, pictures

    def along(self, places: Mapping[str, int]) -> list[tuple[str, bytes]] | None:
        """Pictures for the `places` where a text looks for them, by the id of each.

        None where something else stands at one of them. What stands there already is
        not given again.
        """
        if any(self._is_taken(place, pk) for place, pk in places.items()):
            return None
        fresh = {p: pk for p, pk in places.items() if p.lower() not in self.placed}
        contents = {image.pk: raw for image, raw in self._contents(set(fresh.values()))}
        for place, pk in fresh.items():
            self.placed[place.lower()] = pk
            self.taken.add(place.lower())
        return [(p, contents[pk]) for p, pk in fresh.items() if pk in contents]

    def _is_taken(self, place: str, pk: int) -> bool:
        place = place.lower()
        return place in self.taken and self.placed.get(place) != pk

    def _contents(self, ids: Collection[int]) -> Iterator[tuple[Any, bytes]]:
        model = get_image_model()
        shown = self._showable(model, ids)
        for image in model.objects.filter(pk__in=shown).order_by("pk"):
            try:
                with image.file.open("rb") as file:
                    yield image, file.read()
            except OSError:
                continue

    def _documents(self, ids: Collection[int]) -> dict[int, str]:
        model = get_document_model()
        found = model.objects.filter(pk__in=self._showable(model, ids)) if ids else ()
        return {document.pk: settings.SITE_URL + document.url for document in found}

    def _showable(self, model: Any, ids: Collection[int]) -> set[int]:
        people = {self.user.pk} if self.user is not None else set()
        return showable(model, ids, people)


def _folder(path: str) -> str:
    """Pictures of a bundle stand in its folder, others in one named like the file."""
    stem = posixpath.splitext(path)[0]
    folder, name = posixpath.split(stem)
    return folder if name.lower() in INDEX_NAMES else stem


def relative(target: str, path: str) -> str:
    """The address of the file `target` in the text of the file `path`."""
    return quote(posixpath.relpath(target, posixpath.dirname(path) or "."), safe=SAFE)


def free_path(path: str, taken: set[str]) -> str:
    """`path`, or the next one with a number that is not in `taken`; it is now."""
    stem, suffix = posixpath.splitext(path)
    number, free = 1, path
    while free.lower() in taken:
        number += 1
        free = f"{stem}-{number}{suffix}"
    taken.add(free.lower())
    return free
