"""What others see of a person: name, picture and words. Everybody takes it from here."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol

# Sides of the squares a picture of a person is kept in, in pixels: the smaller one
# for lists and by-lines.
SMALL, LARGE = 96, 400


@dataclass(frozen=True, slots=True)
class FacePicture:
    """A square picture: where it is, and how many pixels wide."""

    address: str
    side: int


@dataclass(frozen=True, slots=True)
class Face:
    """`pictures` are one picture in several sizes, smallest first; none is no picture.

    `words` tell of the person, `line` says it in one line where somebody wrote one.
    """

    name: str
    pictures: tuple[FacePicture, ...] = ()
    words: str = ""
    line: str = ""

    @property
    def picture(self) -> str | None:
        """The address of the largest picture."""
        return self.pictures[-1].address if self.pictures else None

    @property
    def side(self) -> int:
        return self.pictures[-1].side if self.pictures else 0

    @property
    def small_picture(self) -> str | None:
        """The address of the picture for lists, by-lines and menus."""
        return self.pictures[0].address if self.pictures else None

    @property
    def srcset(self) -> str:
        return ", ".join(f"{p.address} {p.side}w" for p in self.pictures)

    @property
    def letter(self) -> str:
        """What stands where there is no picture."""
        return self.name[:1]

    @property
    def summary(self) -> str:
        """The line, or the words where there is none."""
        return self.line or self.words


class Person(Protocol):
    """An account, as far as a face needs it."""

    avatar: Any
    bio: str

    @property
    def display_name(self) -> str: ...


def face_of(person: Person) -> Face:
    """The face of an account; asks no database and opens no file."""
    return Face(person.display_name, _pictures(person.avatar), person.bio)


def _pictures(avatar: Any) -> tuple[FacePicture, ...]:
    if not avatar:
        return ()
    small = avatar.storage.url(small_name(avatar.name))
    return (FacePicture(small, SMALL), FacePicture(avatar.url, LARGE))


def small_name(name: str) -> str:
    """The file of the small picture that belongs to the large one called `name`."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-{SMALL}{path.suffix}"))
