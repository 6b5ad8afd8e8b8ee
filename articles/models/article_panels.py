"""The form of an article at the desk, from the title down."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Page

from articles.admin.forms import TagsWidget

CONTENT_PANELS = [
    *Page.content_panels,
    FieldPanel("subtitle"),
    FieldPanel("body"),
    MultiFieldPanel(
        [
            FieldPanel("cover"),
            FieldPanel("summary"),
            FieldPanel("tags", widget=TagsWidget),
        ],
        heading=_("封面与摘要"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("offered_topics", widget=CheckboxSelectMultiple),
            MultipleChooserPanel(
                "co_author_links",
                chooser_field_name="author",
                heading=pgettext_lazy("plural", "合著者"),
                label=_("合著者"),
                max_num=20,
            ),
        ],
        heading=_("投稿与合著"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("kind"),
            FieldPanel("source_name"),
            FieldPanel("source_url"),
            FieldPanel("comments_open"),
            FieldPanel("price"),
        ],
        heading=_("版权、评论与价格"),
    ),
]
