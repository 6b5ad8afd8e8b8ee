"""What follows from saving pictures, and pages that show some."""

from typing import Any

from modelcluster.fields import ParentalKey

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete

from wagtail.documents import get_document_model
from wagtail.models import Collection, Page

from core.caching.purging import purge
from images.declared import FRAMES
from images.models import CustomImage, Rendition
from images.openness import open_to
from images.references import points_at_files, shows_files
from images.tasks import prepare_picture_task
from images.uses import record_frame, record_page

# Its name in the database, as the other shelves have theirs.
LEFT_BEHIND = "离开的人留下的文件"


def picture_came(sender: Any, instance: CustomImage, **kwargs: Any) -> None:
    # Most are shown in a text next; whoever saves it need not wait.
    if kwargs.get("created") and not kwargs.get("raw"):
        prepare_picture_task.delay_on_commit(instance.pk, ["text"])


def something_saved(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Write down which files a page or the frame shows, after it or a part changed."""
    if kwargs.get("raw") or not _concerns_files(sender, kwargs.get("update_fields")):
        return
    whole = _whole(instance)
    if isinstance(whole, Page):
        is_new = bool(kwargs.get("created")) and whole is instance
        record_page(whole.specific, is_new=is_new)
    elif isinstance(whole, tuple(FRAMES)):
        record_frame()


def something_deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """A part of a page went, or a frame; a page takes its own uses along."""
    if not _concerns_files(sender, None):
        return
    whole = _whole(instance)
    if isinstance(whole, tuple(FRAMES)):
        record_frame()
    elif isinstance(whole, Page) and whole is not instance:
        for page in Page.objects.filter(pk=whole.pk).specific():
            record_page(page)


def _concerns_files(model: type[Model], only: Any) -> bool:
    """Whether `model` is a page, a frame or a part of them, and such a field changed."""
    if not shows_files(model):
        return False
    if not issubclass(model, (Page, *FRAMES)) and not _parents(model):
        return False
    if only is None:
        return True
    return any(points_at_files(model._meta.get_field(name)) for name in only)


def _parents(model: type[Model]) -> list[Any]:
    return [f for f in model._meta.get_fields() if isinstance(f, ParentalKey)]


def _whole(instance: Any) -> Any:
    """The page or setting that `instance` is a part of, or itself."""
    while keys := _parents(type(instance)):
        above = getattr(instance, keys[0].name, None)
        if above is None:
            return None
        instance = above
    return instance


def person_goes(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """What somebody kept to themselves does not become everybody's without them."""
    kinds = (CustomImage, get_document_model())
    kept = [open_to(None, kind.objects.all()).values("pk") for kind in kinds]
    for kind, open_ones in zip(kinds, kept, strict=True):
        own = kind.objects.filter(uploaded_by_user=instance).exclude(pk__in=open_ones)
        if own.exists():
            own.update(collection=_shelf_of_the_gone())


def _shelf_of_the_gone() -> Collection:
    """For editors to look through: it is nobody's library."""
    root = Collection.get_first_root_node()
    shelf = root.get_children().filter(name=LEFT_BEHIND).first()
    return shelf or root.add_child(instance=Collection(name=LEFT_BEHIND))


def picture_changed(sender: Any, instance: CustomImage, **kwargs: Any) -> None:
    """Answers that show it are old; where it is deleted, nobody may see it any more."""
    if not kwargs.get("raw"):
        purge(instance.row_tag, gone="created" not in kwargs)


def size_drawn(sender: Any, instance: Rendition, **kwargs: Any) -> None:
    """Pages that had no picture of this size show the words in its place."""
    purge(f"image:{instance.image_id}")


def connect() -> None:
    """Called once, from `AppConfig.ready()`."""
    for receiver, sender in ((picture_changed, CustomImage), (size_drawn, Rendition)):
        for signal in (post_save, post_delete):
            uid = f"images.{receiver.__name__}"
            signal.connect(receiver, sender=sender, dispatch_uid=uid)
    post_save.connect(
        picture_came, sender=CustomImage, dispatch_uid="images.picture_came"
    )
    pre_delete.connect(
        person_goes, sender=get_user_model(), dispatch_uid="images.person_goes"
    )
    post_save.connect(something_saved, dispatch_uid="images.something_saved")
    post_delete.connect(something_deleted, dispatch_uid="images.something_deleted")
