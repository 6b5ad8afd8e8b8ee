from typing import Any

from rest_framework import serializers

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from search.analysis import clean
from search.kinds import DEFAULT_KIND, KINDS
from search.services import MAX_RESULTS, PER_PAGE


class SearchQuerySerializer(serializers.Serializer):
    """What may be asked."""

    q = serializers.CharField(
        help_text=_("要找的词；超过 100 个字的部分不看。"),
        error_messages={
            "required": _("请写要找的词。"),
            "blank": _("请写要找的词。"),
        },
    )
    kind = serializers.ChoiceField(
        choices=list(KINDS), default=DEFAULT_KIND, help_text=_("找哪一类。")
    )
    locale = serializers.ChoiceField(
        choices=settings.LANGUAGES,
        required=False,
        help_text=_("内容的语言；默认按 Accept-Language。"),
    )
    page = serializers.IntegerField(
        default=1,
        min_value=1,
        max_value=MAX_RESULTS // PER_PAGE,
        help_text=_("第几页，从 1 开始；一般不用自己填，跟着 next 走。"),
    )

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        values: dict[str, Any] = dict(data.items())
        if "q" in values:
            # Cleaned first: no character somebody types is a reason to refuse.
            values["q"] = clean(values["q"])
        return super().to_internal_value(values)


class SearchResultSerializer(serializers.Serializer):
    """One found page; `highlighted` and `excerpt` are safe HTML with `<mark>`."""

    id = serializers.IntegerField(source="page.pk")
    kind = serializers.ChoiceField(choices=list(KINDS))
    title = serializers.CharField()
    url = serializers.SerializerMethodField()
    highlighted = serializers.CharField()
    excerpt = serializers.CharField()

    def get_url(self, result: Any) -> str:
        return self.context["request"].build_absolute_uri(result.url)


class SearchPageSerializer(serializers.Serializer):
    """A page of results, best first."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = SearchResultSerializer(many=True)
