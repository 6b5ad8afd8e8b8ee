"""What articles keep of a person, for the copy of their data."""

from collections.abc import Iterator

from accounts.me.export.registry import ExportedFile, json_file
from accounts.models import User
from articles.models import Submission
from images.models import CustomImage

SUBMISSION = "article__title topic__title state reason created_at decided_at".split()
PICTURE = "title file created_at".split()


def submission_files(user: User) -> Iterator[ExportedFile]:
    """What was offered to topics, and what became of it."""
    rows = Submission.objects.filter(article__author_page__user=user).order_by("pk")
    yield json_file("submissions.json", list(rows.values(*SUBMISSION)))


def picture_files(user: User) -> Iterator[ExportedFile]:
    """What was uploaded; the pictures themselves go with the articles they are in."""
    rows = CustomImage.objects.filter(uploaded_by_user=user).order_by("pk")
    yield json_file("pictures.json", list(rows.values(*PICTURE)))
