from typing import Any

from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Site

from core.caching.making import note
from core.caching.pieces import are_shared, piece
from core.identity import Identity


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting, ClusterableModel):
    """What a site says of itself in its head and foot."""

    name = models.CharField(_("站名"), max_length=40, default="荏苒")
    slogan = models.CharField(_("一句话"), max_length=80, blank=True)
    mark = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("标志"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    icp_number = models.CharField(
        _("ICP 备案号"),
        max_length=60,
        blank=True,
        help_text=_("例如：京ICP备12345678号"),
    )
    police_number = models.CharField(
        _("公安备案号"),
        max_length=60,
        blank=True,
        help_text=_("例如：京公网安备 11010502030000号"),
    )
    copyright_notice = models.CharField(_("版权声明"), max_length=120, blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("slogan"), FieldPanel("mark")],
            heading=_("名称"),
        ),
        InlinePanel("footer_links", heading=_("页脚链接"), label=_("链接")),
        InlinePanel("social_accounts", heading=_("社交账号"), label=_("账号")),
        MultiFieldPanel(
            [
                FieldPanel("icp_number"),
                FieldPanel("police_number"),
                FieldPanel("copyright_notice"),
            ],
            heading=_("备案与版权"),
        ),
    ]
    select_related = ["mark"]

    class Meta:
        verbose_name = _("站点设置")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def for_request(cls, request: Any) -> "SiteSettings":
        """Of the site that is asked, read once for many pages: to be read only."""
        name = cls.get_cache_attr_name()
        if not hasattr(request, name) or are_shared():
            site = Site.find_for_request(request)
            found = piece(f"settings {site and site.pk}", lambda: cls._noted(site))
            setattr(request, name, found)
        known: SiteSettings = getattr(request, name)
        return known

    @classmethod
    def _noted(cls, site: Any) -> "SiteSettings":
        note("site")
        found: SiteSettings = cls.for_site(site)
        return found

    @classmethod
    def identity(cls) -> Identity:
        """Of the default site, for mails, feeds and apps; empty before there is one."""
        chosen = cls.objects.filter(site__is_default_site=True)
        return Identity(*(chosen.values_list("name", "slogan").first() or ()))


class FooterLink(Orderable):
    settings = ParentalKey(
        SiteSettings, on_delete=models.CASCADE, related_name="footer_links"
    )
    label = models.CharField(_("文字"), max_length=40)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("页面"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    url = models.CharField(_("或地址"), max_length=300, blank=True)

    panels = [FieldPanel("label"), FieldPanel("page"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("页脚链接")

    def __str__(self) -> str:
        return self.label

    @property
    def address(self) -> str:
        return (self.page.url if self.page else self.url) or "/"


class SocialAccount(Orderable):
    settings = ParentalKey(
        SiteSettings, on_delete=models.CASCADE, related_name="social_accounts"
    )
    label = models.CharField(_("名称"), max_length=40)
    url = models.URLField(_("地址"), max_length=300)

    class Meta(Orderable.Meta):
        verbose_name = _("社交账号")

    def __str__(self) -> str:
        return self.label
