"""An author leaves: the texts stay without a name, or go."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, PageLogEntry, ReferenceIndex

from accounts.leaving.erasing import deleted_name, deleted_username
from accounts.models import User
from articles.models import AuthorPage
from articles.services.notebooks import LIBRARIES, personal_group_name
from core.pages.tree import hold_places

# Nobody waits for it: whoever is at one of the pages may finish, an import its batch.
PATIENCE = timedelta(minutes=1)


def leave_texts(user: User, *, keeps_texts: bool) -> None:
    """Take `user` off the author pages, or delete them with all that is below.

    Repeatable. What others wrote together with `user` stays either way, and so do
    pictures that somebody else's pages show.
    """
    own = AuthorPage.objects.filter(user=user)
    # Before anything else: whoever is at the desk holds pages first, too.
    hold_places(set(own.values_list("pk", flat=True)), PATIENCE, below=not keeps_texts)
    for page in list(own.select_related("locale").order_by("path")):
        if keeps_texts:
            _take_off(page, user)
        else:
            _delete(page)
    if not keeps_texts:
        _empty_library(user)
    Group.objects.filter(name=personal_group_name(user)).delete()


def _delete(page: AuthorPage) -> None:
    _rename_in_log(page, deleted_name(page.locale.language_code))
    # Wagtail's own way: unpublished first, logged, out of the index.
    AuthorPage.objects.get(pk=page.pk).delete()


def _take_off(page: AuthorPage, user: User) -> None:
    """An author page that says nothing of its author, in none of its versions.

    The address changes too. Wagtail leads the old one on, so that links to the
    texts still work for those who have them.
    """
    faces = [page.portrait, page.social_image]
    name = deleted_name(page.locale.language_code)
    page.user = None  # whose name, picture and words the page would show
    page.title, page.slug = name, deleted_username(user.pk)
    page.portrait, page.social_image, page.is_trusted = None, None, False
    page.tagline = page.bio = page.seo_title = page.search_description = ""
    page.revisions.all().delete()
    page.latest_revision = page.live_revision = None
    revision = page.save_revision()
    if page.live:
        revision.publish()
    else:
        page.save()
    _rename_in_log(page, name)
    _delete_unused([face for face in faces if face is not None], but_for=page)


def _rename_in_log(page: AuthorPage, name: str) -> None:
    """Wagtail's log repeats titles, and what they were before."""
    entries = PageLogEntry.objects.filter(page=page.pk)
    entries.filter(action="wagtail.rename").delete()
    entries.update(label=name)


def _delete_unused(files: Iterable[Any], but_for: Page | None = None) -> None:
    """Delete pictures and documents no page shows, `but_for` not counted."""
    pages = ContentType.objects.get_for_model(Page)
    for file in files:
        shown = ReferenceIndex.get_references_to(file)
        if but_for is not None:
            shown = shown.exclude(base_content_type=pages, object_id=str(but_for.pk))
        if not shown.exists():
            file.delete()


def _empty_library(user: User) -> None:
    shelf = Collection.objects.filter(depth=2, name=LIBRARIES).first()
    if shelf is None:
        return
    library = shelf.get_children().filter(name=personal_group_name(user)).first()
    if library is None:
        return
    models = (get_image_model(), get_document_model())
    for model in models:
        own = model.objects.filter(collection=library)
        _delete_unused(own.filter(uploaded_by_user=user))
    if not any(model.objects.filter(collection=library).exists() for model in models):
        library.delete()
