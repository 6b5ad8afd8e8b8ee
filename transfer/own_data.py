"""An author's articles, for the copy of their data."""

from collections.abc import Iterator

from accounts.me.export.registry import ExportedFile, json_file
from accounts.models import User
from articles.models import AuthorPage
from transfer.exporting.exporting import export_posts


def article_files(user: User) -> Iterator[ExportedFile]:
    """Every article, drafts included, as Markdown; one folder for each language."""
    authors = AuthorPage.objects.filter(user=user).select_related("locale", "user")
    for author in authors.order_by("path"):
        folder = author.locale.language_code
        face = author.face
        about = {"name": face.name, "tagline": face.line, "bio": face.words}
        yield json_file(f"{folder}/author.json", about)
        for file in export_posts(author=author):
            yield ExportedFile(f"{folder}/{file.path}", file.content)
