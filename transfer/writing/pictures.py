"""Local images of the posts into the image library, each once."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote_to_bytes

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from wagtail.images import get_image_model
from wagtail.models import Collection

from accounts.models import User
from articles.models import AuthorPage
from articles.services.notebooks import personal_group_name
from images.fields import PictureField
from images.intake.originals import CleanPicture
from transfer.errors import ReadError
from transfer.reading.sources import Source


class BadImageError(Exception):
    """The file is no image this site takes; the message says why."""


class PictureLibrary:
    """The library of one author; equal pictures become one image.

    An image used only by posts that are not public is private; the first public
    post that uses it opens it.
    """

    def __init__(self, source: Source, author: AuthorPage, user: User | None) -> None:
        self.source = source
        self.user = user
        self.collection = _collection(author.user)
        # the id of each file's image, and whether it is private
        self.known: dict[str, tuple[int, bool]] = {}
        self.bad: dict[str, str] = {}
        self.fresh: list[str] = []

    def begin(self) -> None:
        """What is stored now belongs to one post."""
        self.fresh.clear()

    def forget(self) -> None:
        """The rows stored since `begin` were rolled back."""
        for path in self.fresh:
            self.known.pop(path, None)

    def image_id(self, path: str, *, is_public: bool) -> int:
        """The id of the image at `path`; raises BadImageError."""
        return self._image_id(path, lambda: self._read(path), is_public=is_public)

    def data_image_id(self, url: str, *, is_public: bool) -> int:
        """The id of the image that the `data:` address holds; raises BadImageError."""
        raw, suffix = decode_data(url)
        digest = _digest(raw)
        path = f"data/{digest[:12]}.{suffix}"
        return self._image_id(path, lambda: raw, is_public=is_public)

    def _image_id(
        self, path: str, read: Callable[[], bytes], *, is_public: bool
    ) -> int:
        if path in self.bad:
            raise BadImageError(self.bad[path])
        if path not in self.known:
            try:
                image = self._store(path, read(), is_public)
            except BadImageError as error:
                self.bad[path] = str(error)
                raise
            self.known[path] = image.pk, image.is_private
            self.fresh.append(path)
        pk, is_private = self.known[path]
        if is_public and is_private:
            self._open(path, pk)
        return pk

    def _open(self, path: str, pk: int) -> None:
        image = get_image_model().objects.get(pk=pk)
        image.is_private = False
        image.save(update_fields=["is_private"])
        self.known[path] = pk, False
        self.fresh.append(path)

    def _read(self, path: str) -> bytes:
        try:
            return self.source.read(path)
        except ReadError as error:
            raise BadImageError(path) from error

    def _store(self, path: str, raw: bytes, is_public: bool) -> Any:
        picture = _checked(path, raw)
        digests = {_digest(raw), _digest(picture.read())}
        model = get_image_model()
        existing = model.objects.filter(
            collection=self.collection,
            file_hash__in=digests,
            uploaded_by_user=self.user,
        ).first()
        if existing is not None:
            return existing
        image = model(
            title=PurePosixPath(path).stem[:255] or "image",
            uploaded_by_user=self.user,
            collection=self.collection,
            is_private=not is_public,
        )
        image.file.save(picture.name, picture, save=False)
        image._set_image_file_metadata()
        image.save()
        return image


def decode_data(url: str) -> tuple[bytes, str]:
    """What a `data:image/…` address holds, and the suffix of such files.

    Raises BadImageError if it cannot be decoded.
    """
    head, _comma, payload = url.partition(",")
    kind = re.sub(r"[^a-z0-9]+.*", "", head[len("data:image/") :].lower())
    raw = unquote_to_bytes(payload)
    if ";base64" in head.lower():
        try:
            raw = base64.b64decode(raw, validate=True)
        except ValueError as error:
            raise BadImageError("base64") from error
    return raw, {"jpeg": "jpg"}.get(kind, kind)


def _collection(user: User | None) -> Collection:
    own = None
    if user is not None:
        own = Collection.objects.filter(name=personal_group_name(user)).first()
    return own or Collection.get_first_root_node()


def _digest(content: bytes) -> str:
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


def _checked(path: str, raw: bytes) -> CleanPicture:
    """The picture, after the checks an upload by hand goes through."""
    upload = SimpleUploadedFile(PurePosixPath(path).name, raw)
    try:
        return PictureField().clean(upload)
    except ValidationError as error:
        raise BadImageError("；".join(error.messages)) from error
