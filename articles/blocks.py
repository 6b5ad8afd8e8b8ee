"""The pieces an article's body is made of."""

from typing import Any

from wagtailmarkdown.blocks import MarkdownBlock as BaseMarkdownBlock

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageChooserBlock

from articles.translating.segments import segments_of, string_of, text_of
from texts import find_references

LANGUAGES = [
    ("text", _("纯文本")),
    ("bash", "Bash"),
    ("c", "C"),
    ("cpp", "C++"),
    ("csharp", "C#"),
    ("css", "CSS"),
    ("diff", "Diff"),
    ("docker", "Dockerfile"),
    ("go", "Go"),
    ("html", "HTML"),
    ("java", "Java"),
    ("javascript", "JavaScript"),
    ("json", "JSON"),
    ("kotlin", "Kotlin"),
    ("nginx", "Nginx"),
    ("php", "PHP"),
    ("python", "Python"),
    ("r", "R"),
    ("ruby", "Ruby"),
    ("rust", "Rust"),
    ("sql", "SQL"),
    ("swift", "Swift"),
    ("toml", "TOML"),
    ("typescript", "TypeScript"),
    ("xml", "XML"),
    ("yaml", "YAML"),
]


class MarkdownBlock(BaseMarkdownBlock):
    """Markdown source; what it points at is known to Wagtail's reference index."""

    def extract_references(self, value: str) -> Any:
        """Pages, documents and images that the text links to by id."""
        from wagtail.documents import get_document_model
        from wagtail.images import get_image_model
        from wagtail.models import Page

        found = find_references(value or "")
        kinds = (
            (Page, found.pages),
            (get_document_model(), found.documents),
            (get_image_model(), found.images),
        )
        for model, ids in kinds:
            for pk in ids:
                yield model, str(pk), "", ""

    def get_translatable_segments(self, value: str) -> list[Any]:
        """What wagtail-localize has translated: one string for each block of text."""
        return segments_of(value)

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        return text_of(segments)

    class Meta:
        icon = "doc-full"
        label = _("Markdown 正文")
        group = _("文字")


class CodeTextBlock(blocks.TextBlock):
    """Code or a formula: translated to the byte, and not at all where it is ASCII."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        return [] if value.isascii() else [string_of(value)]

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        return text_of(segments)

    def deconstruct(self) -> Any:
        # What is stored is the same, so migrations need not tell the two apart.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.TextBlock", args, kwargs


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("图片"))
    caption = blocks.CharBlock(label=_("图注"), required=False, max_length=300)
    alt = blocks.CharBlock(
        label=_("替代文字"),
        required=False,
        max_length=300,
        help_text=_("读给看不见图片的人听；留空则用图片库里的说明。"),
    )

    class Meta:
        icon = "image"
        label = _("图片")
        group = _("图像")


class GalleryBlock(blocks.StructBlock):
    images = blocks.ListBlock(
        CaptionedImageBlock(),
        label=pgettext_lazy("plural", "图片"),
        min_num=2,
        max_num=24,
    )
    caption = blocks.CharBlock(label=_("图注"), required=False, max_length=300)

    class Meta:
        icon = "copy"
        label = _("图集")
        group = _("图像")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("引文"))
    attribution = blocks.CharBlock(label=_("出处"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("引用")
        group = _("文字")


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("类型"),
        choices=[
            ("note", _("注意")),
            ("tip", _("提示")),
            ("important", _("重要")),
            ("warning", _("警告")),
            ("caution", _("当心")),
        ],
        default="note",
    )
    title = blocks.CharBlock(label=_("标题"), required=False, max_length=100)
    text = MarkdownBlock(label=_("内容"))

    class Meta:
        icon = "info-circle"
        label = _("提示框")
        group = _("文字")


class CodeBlock(blocks.StructBlock):
    language = blocks.ChoiceBlock(label=_("语言"), choices=LANGUAGES, default="text")
    caption = blocks.CharBlock(label=_("说明"), required=False, max_length=200)
    code = CodeTextBlock(label=_("代码"), rows=12)

    class Meta:
        icon = "code"
        label = _("代码")
        group = _("技术")


class TableBlock(TypedTableBlock):
    def __init__(self, **kwargs: Any) -> None:
        columns = [
            ("text", blocks.CharBlock(label=_("文字"), required=False)),
            (
                "number",
                blocks.FloatBlock(label=_("数字"), required=False),
            ),
        ]
        super().__init__(columns, **kwargs)

    class Meta:
        icon = "table"
        label = _("表格")
        group = _("文字")


class FormulaBlock(blocks.StructBlock):
    tex = CodeTextBlock(
        label=_("公式"), help_text=_("LaTeX 写法，不需要 $ 符号。"), rows=3
    )
    caption = blocks.CharBlock(label=_("说明"), required=False, max_length=200)

    class Meta:
        icon = "superscript"
        label = _("公式")
        group = _("技术")


class DividerBlock(blocks.StaticBlock):
    class Meta:
        icon = "horizontalrule"
        label = _("分隔线")
        admin_text = _("一条分隔线")
        group = _("版面")


class PaywallBlock(blocks.StaticBlock):
    class Meta:
        icon = "lock"
        label = _("付费线")
        admin_text = _("设了价格以后，这条线以下的内容不公开")
        group = _("版面")


class ArticleBody(blocks.StreamBlock):
    """An article's body: Markdown first, at most one paywall mark."""

    markdown = MarkdownBlock()
    image = CaptionedImageBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    code = CodeBlock()
    table = TableBlock()
    embed = EmbedBlock(label=_("嵌入"), icon="media", group=_("图像"))
    formula = FormulaBlock()
    divider = DividerBlock()
    paywall = PaywallBlock()

    class Meta:
        block_counts = {"paywall": {"max_num": 1}}

    def clean(self, value: blocks.StreamValue, **kwargs: Any) -> blocks.StreamValue:
        cleaned = super().clean(value, **kwargs)
        ends_at_mark = len(cleaned) and cleaned[-1].block_type == "paywall"
        if ends_at_mark and not self.is_deferred_validation:
            message = ValidationError(
                _("付费线后面还没有内容。"), code="nothing_behind_paywall"
            )
            raise StreamBlockValidationError(non_block_errors=ErrorList([message]))
        return cleaned
