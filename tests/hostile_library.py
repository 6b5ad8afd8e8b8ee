"""A small site whose every field holds scripts in disguise."""

from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

from wagtail.models import Site

from accounts.models import User
from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage, Submission
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
    author_index,
    topic_index,
)
from home.models import CarouselSlide, EditorsPick, SiteSettings
from home.models.settings import FooterLink, SocialAccount
from home.tests.factories import StandardPageFactory, home_page
from images.tests.factories import CustomImageFactory
from texts.tests.vectors import VECTORS

# A database keeps no NUL; the Markdown tests know those vectors.
PAYLOADS = [
    vector.replace("alert(1)", "alert(__xss=1)")
    for vector in VECTORS
    if "\x00" not in vector
]
SCRIPT_ADDRESS = "javascript:alert(__xss=1)"
ARTICLES = 30
# A card shows 60 characters of an author's line: one payload each.
AUTHORS = 66


def packed(limit: int) -> Iterator[str]:
    """Texts of at most `limit` characters holding the payloads in turn, for ever."""
    texts, text = [], ""
    for payload in (one for one in PAYLOADS if len(one) <= limit):
        if text and len(text) + 1 + len(payload) > limit:
            texts.append(text)
            text = ""
        text = f"{text} {payload}".strip()
    return cycle([*texts, text])


class HostileLibrary:
    """Builds the site; `articles`, `editor` and the rest are what tests visit."""

    def __init__(self) -> None:
        titles, lines = packed(255), packed(60)
        self.editor = UserFactory(groups=[roles.EDITORS], nickname=next(packed(30)))
        self.authors = [
            AuthorPageFactory(
                title=f"{number} {next(packed(25))}",
                tagline=next(lines),
                bio=" ".join(PAYLOADS)[number * 90 : number * 90 + 1000],
            )
            for number in range(AUTHORS)
        ]
        self.author = self.authors[0]
        self.picture = CustomImageFactory(title=next(titles), description=next(titles))
        self.topics = [
            TopicPageFactory(title=next(titles), description=text, cover=self.picture)
            for text in islice(packed(2000), 8)
        ]
        self.anthologies = [
            AnthologyPageFactory(
                parent=self.author, title=next(titles), description=text
            )
            for text in islice(packed(2000), 5)
        ]
        self.fields = {limit: packed(limit) for limit in (100, 120, 200, 255, 300, 400)}
        self.articles = [self._article(number) for number in range(ARTICLES)]
        self.standard = StandardPageFactory(
            title=next(titles), body="\n\n".join(PAYLOADS), show_in_menus=True
        )
        self._fill_indexes(titles)
        self._fill_home(lines)

    def _take(self, limit: int) -> str:
        return next(self.fields[limit])

    def _article(self, number: int) -> ArticlePage:
        article = ArticlePageFactory(
            parent=self.anthologies[number % len(self.anthologies)],
            title=self._take(255),
            subtitle=self._take(120),
            summary=self._take(400) if number % 2 else "",
            seo_title=self._take(255),
            search_description=self._take(400),
            kind="reprint",
            source_name=self._take(120),
            cover=self.picture,
            blocks=[*self._blocks(number)],
        )
        article.tags.add(*(self._take(100) for _tag in range(3)))
        article.save_revision(user=self.author.user).publish()
        # The form would not let it in; an import or a hand might.
        ArticlePage.objects.filter(pk=article.pk).update(source_url=SCRIPT_ADDRESS)
        topic = self.topics[number % len(self.topics)]
        state = Submission.State.ACCEPTED if number % 2 else Submission.State.PENDING
        Submission.objects.create(
            article=article, topic=topic, state=state, reason=self._take(300)
        )
        return ArticlePage.objects.get(pk=article.pk)

    def _blocks(self, number: int) -> Iterator[tuple[str, Any]]:
        some = PAYLOADS[number * 5 : number * 5 + 6]
        picture = {"image": self.picture, "caption": self._take(300)}
        picture["alt"] = self._take(300)
        yield "markdown", "\n\n".join(some)
        yield "markdown", f"## {some[0]}\n\n![{some[1]}](image:{self.picture.pk})"
        yield "image", picture
        yield "gallery", {"images": [picture, picture], "caption": self._take(300)}
        yield "quote", {"text": " ".join(some), "attribution": self._take(200)}
        yield (
            "callout",
            {"kind": "tip", "title": self._take(100), "text": "\n\n".join(some)},
        )
        code = "\n".join(some)
        yield "code", {"language": "html", "caption": self._take(200), "code": code}
        yield "formula", {"tex": code, "caption": self._take(200)}

    def _fill_indexes(self, titles: Iterator[str]) -> None:
        for page in (author_index(), topic_index()):
            page.intro = next(packed(200))
            page.search_description = next(titles)
            page.save()

    def _fill_home(self, lines: Iterator[str]) -> None:
        home = home_page()
        home.intro = next(packed(200))
        home.slides.add(
            CarouselSlide(link=SCRIPT_ADDRESS, title=next(lines), image=self.picture),
            *(
                CarouselSlide(article=article, title=next(lines))
                for article in self.articles[:4]
            ),
        )
        home.picks.add(*(EditorsPick(article=article) for article in self.articles[4:]))
        home.save()
        site = SiteSettings.for_site(Site.objects.get())
        site.name, site.slogan = next(packed(40)), next(packed(80))
        site.icp_number, site.police_number = next(packed(60)), next(packed(60))
        site.copyright_notice = next(packed(120))
        labels = packed(40)
        for number in range(60):
            address = SCRIPT_ADDRESS if number % 2 else "/"
            site.footer_links.add(FooterLink(label=next(labels), url=address))
            site.social_accounts.add(SocialAccount(label=next(labels), url=address))
        site.save()

    def send_back(self, count: int = 4) -> list[ArticlePage]:
        """Articles that editors sent back with hostile reasons, newest last."""
        reasons, pages = packed(2000), []
        for article in self.articles[:count]:
            draft = article.get_latest_revision_as_object()
            draft.source_url = ""
            draft.save_revision(user=self.author.user)
            state = draft.get_workflow().start(draft, self.author.user)
            task = state.current_task_state
            task.task.specific.on_action(
                task, self.editor, "reject", comment=next(reasons)
            )
            pages.append(article)
        return pages

    def reader(self) -> User:
        return UserFactory(nickname=next(packed(30)))
