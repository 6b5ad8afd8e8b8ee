"""One post as the reader hands it on; nothing in it knows of the database."""

import datetime
from dataclasses import dataclass, field

from transfer.errors import Note
from transfer.reading.decode import Decoded

NOTHING = Decoded("")


@dataclass(slots=True)
class Post:
    """What one file says; `digest` is that of its bytes.

    `path` is relative to the source with forward slashes. `body` is the text
    after the head as written, LF line ends; `is_public` is the one word on
    visibility, `private_because` the key that said no; `chosen_by` is a key that says
    yes where those without it are not published. `date` is the one shown;
    the post is public from `goes_live`, where there is one, until `expires`. All
    are aware. `price` is in fen.
    """

    path: str
    digest: str
    raw: bytes
    decoded: Decoded
    head: str
    body: str
    title: str = ""
    title_in_head: bool = False
    subtitle: str = ""
    slug: str = ""
    date: datetime.datetime | None = None
    updated: datetime.datetime | None = None
    goes_live: datetime.datetime | None = None
    expires: datetime.datetime | None = None
    tags: list[str] = field(default_factory=list)
    categories: list[tuple[str, ...]] = field(default_factory=list)
    summary: str = ""
    excerpt: str = ""
    author: str = ""
    translator: str = ""
    source_url: str = ""
    cover: str = ""
    photos: list[str] = field(default_factory=list)
    language: str = ""
    redirects: list[str] = field(default_factory=list)
    private_because: str = ""
    chosen_by: str = ""
    is_top: bool = False
    comments_open: bool = True
    price: int = 0
    notes: list[Note] = field(default_factory=list)

    @property
    def is_public(self) -> bool:
        return not self.private_because

    @property
    def rank(self) -> tuple[bool, bool, float, str]:
        """Pinned ones come first, those without a date last."""
        seconds = self.date.timestamp() if self.date else 0.0
        return (not self.is_top, self.date is None, seconds, self.path)

    def lighten(self) -> None:
        """Let go of the text: what thousands of posts are told apart by stays."""
        self.raw, self.head, self.body, self.summary = b"", "", "", ""
        self.decoded = NOTHING

    def note(self, code: str, detail: str = "") -> None:
        """Add a remark once."""
        remark = Note(code, detail)
        if remark not in self.notes:
            self.notes.append(remark)
