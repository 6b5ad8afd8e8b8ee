"""The form of every page in the admin."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms import ModelMultipleChoiceField
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.models import Page, Revision

from core.lines import plain_line
from core.pages.addresses import HOME_DEPTH, is_reserved, refusal, reserved_slugs
from core.pages.slugs import free_slug, pinyin_slug
from core.registry import Registry

# Of co-authors, links, comments: what is sent beyond them is not looked at.
MOST_ROWS = 200
# Pages that get another address with one they lie below: some seconds' work.
MOST_MOVED = 5000
# Says ValidationError where somebody, the first, may not choose the second.
Guard = Callable[[Any, Any], None]
GUARDS: Registry[str, Guard] = Registry("guards of choices")


def newer_revision(page: Page, sent: Mapping[str, Any]) -> Revision | None:
    """The revision the window that `sent` this form knows nothing of, if there is one."""
    loaded = sent.get("loaded_revision_id")
    if not loaded or not page.pk:
        return None
    stored = Page.objects.select_related("latest_revision__user")
    newest = stored.get(pk=page.pk).latest_revision
    if newest is None:
        return None
    # What this window's autosave has written is its own.
    if own := sent.get("overwrite_revision_id"):
        return None if own == str(newest.pk) else newest
    known = (loaded, sent.get("loaded_revision_created_at", ""))
    is_known = known == (str(newest.pk), newest.created_at.isoformat())
    return None if is_known else newest


class BasePageForm(WagtailAdminPageForm):
    """Leaves the address to us when the writer does not care: pinyin of the title."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        for formset in type(self).formsets.values():
            # Django would build a thousand rows more than anybody may send.
            formset.absolute_max = min(formset.absolute_max, MOST_ROWS)
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        title, slug = self.cleaned_data.get("title"), self.cleaned_data.get("slug")
        if "slug" in self.fields and title and not slug and "slug" not in self.errors:
            wanted = pinyin_slug(title, fallback=self.instance.slug_fallback)
            self.cleaned_data["slug"] = self._free_slug(wanted)
        self._refuse_reserved_slug()
        self._refuse_large_rename()
        self._refuse_past_moment()
        self._refuse_what_is_not_theirs()
        self._keep_what_is_not_shown()
        self._refuse_late_decision()
        self._refuse_stale_window()
        return super().clean()

    def _refuse_late_decision(self) -> None:
        """Wagtail would save a draft instead, and say that all is well."""
        if "action-workflow-action" in self.data and (
            not self.instance.workflow_in_progress
        ):
            self.add_error(
                None,
                ValidationError(
                    _("别人先一步处理了这次审核，你的决定没有生效。"), code="decided"
                ),
            )

    def _refuse_stale_window(self) -> None:
        """Somebody saved since this window was opened; Wagtail only asks autosave.

        The page that says so carries the newest version's mark, so that saving once
        more is a decision.
        """
        newest = newer_revision(self.instance, self.data)
        if newest is None:
            return
        name = getattr(newest.user, "display_name", "") or _("有人")
        moment = date_format(localtime(newest.created_at), "DATETIME_FORMAT")
        self.add_error(
            None,
            ValidationError(
                _(
                    "%(name)s 在 %(time)s 保存过这个页面，你打开的是之前的版本，"
                    "所以这次没有保存。你写的都还在下面：先在“历史”里看看新版本；"
                    "确定要用你的替换它，就再保存一次。"
                )
                % {"name": name, "time": moment},
                code="stale",
            ),
        )

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After an autosave the window knows the version it has just made."""
        newest = self.instance.latest_revision
        return [
            *super().get_field_updates_for_resave(),
            ("loaded_revision_id", str(newest.pk)),
            ("loaded_revision_created_at", newest.created_at.isoformat()),
        ]

    def _keep_what_is_not_shown(self) -> None:
        """Chosen once and no choice today, an unpublished topic say: it stays chosen."""
        for name, field in self.fields.items():
            is_list = isinstance(field, ModelMultipleChoiceField)
            if not is_list or name not in self.cleaned_data or not self.instance.pk:
                continue
            shown = list(self.cleaned_data[name])
            before = {getattr(row, "pk", row) for row in self.initial.get(name) or ()}
            offered = field.queryset.filter(pk__in=before).values_list("pk", flat=True)
            hidden = field.queryset.model._default_manager.filter(
                pk__in=before - set(offered)
            )
            self.cleaned_data[name] = [*shown, *hidden]

    def _refuse_reserved_slug(self) -> None:
        slug = self.cleaned_data.get("slug")
        if slug and is_reserved(slug, self.parent_page):
            self.add_error("slug", ValidationError(refusal(slug), code="slug_reserved"))

    def _refuse_large_rename(self) -> None:
        slug, page = self.cleaned_data.get("slug"), self.instance
        if not slug or not page.pk or slug == self.initial.get("slug"):
            return
        count = page.get_descendant_count()
        if count > MOST_MOVED:
            words = _(
                "下面有 %(count)d 页要跟着换地址，多于 %(most)d 页的不能在这里改地址。"
            )
            numbers = {"count": count, "most": MOST_MOVED}
            self.add_error("slug", ValidationError(words % numbers, code="too_many"))

    def _refuse_past_moment(self) -> None:
        """Wagtail would publish at once; whoever chose a moment meant another one.

        One that has come stays in the form, to the minute.
        """
        moment = self.cleaned_data.get("go_live_at")
        before = self.initial.get("go_live_at")
        is_kept = before and moment == before.replace(second=0, microsecond=0)
        if moment and not is_kept and moment < now():
            words = _("这个时间已经过去了。要马上发布，就把它留空。")
            self.add_error("go_live_at", ValidationError(words, code="past"))

    def _refuse_what_is_not_theirs(self) -> None:
        for name in set(self.changed_data) & set(self.cleaned_data):
            try:
                for refuse in GUARDS:
                    refuse(self.for_user, self.cleaned_data[name])
            except ValidationError as error:
                self.add_error(name, error)

    def _free_slug(self, wanted: str) -> str:
        siblings = self.parent_page.get_children()
        if self.instance.pk:
            siblings = siblings.exclude(pk=self.instance.pk)
        taken = siblings.filter(slug__startswith=wanted)
        in_use = {*taken.values_list("slug", flat=True)}
        if self.parent_page.depth == HOME_DEPTH:
            in_use |= reserved_slugs()
        return free_slug(wanted, in_use)


class BaseCopyForm(CopyForm):
    """Wagtail's form for a copy or an alias, and what holds for every page's names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, column in (("new_title", "title"), ("new_slug", "slug")):
            length = Page._meta.get_field(column).max_length
            self.fields[name].validators.append(MaxLengthValidator(length))
            self.fields[name].widget.attrs["maxlength"] = length
        self.fields["new_parent_page"].error_messages |= {
            "required": _("请选择要复制到哪里。"),
            "invalid_choice": _("选的位置已经不在了，请重新选择。"),
        }

    def clean_new_title(self) -> str:
        """One line of something visible, as `BasePage` asks of every title."""
        title = plain_line(self.cleaned_data["new_title"])
        if not title:
            raise ValidationError(_("这里没有看得见的字。"), code="invisible")
        return title

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        slug = cleaned.get("new_slug")
        if slug and is_reserved(slug, parent):
            self.add_error("new_slug", refusal(slug))
        return cleaned
