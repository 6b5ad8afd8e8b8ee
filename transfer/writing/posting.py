"""One post becomes an article: found or made, filled, classified, released."""

from articles.models import ArticlePage
from core.pages.slugs import free_slug, pinyin_slug
from core.pages.tree import hold_alone
from transfer.errors import LeftAloneError
from transfer.markup.paywall import blocks_of
from transfer.reading.post import Post
from transfer.report import LATER
from transfer.writing.classifying import classify
from transfer.writing.desk import Desk
from transfer.writing.planning import Fate
from transfer.writing.records import newest
from transfer.writing.releasing import release
from transfer.writing.writing import fill


def write_post(
    desk: Desk, post: Post, known_id: int | None, *, is_last: bool
) -> int | None:
    """The key of the article made of `post`; None while it waits for others.

    One that links to posts still to come has its place, so that they can link to it,
    and is written once more; with `is_last` nothing waits. LeftAloneError where an
    article that was there before must not be changed.
    """
    page = _page(desk, post, known_id)
    desk.tell_language(post)
    prepared = desk.placing.prepare(post)
    waits = not is_last and desk.placing.waits(prepared)
    old = desk.library.earlier(post.path, desk.records.before(known_id))
    fill(page, post, prepared.text, desk.placing.cover_id(post), old)
    classify(page, post, desk.topics, old)
    if page.pk is None:
        _add(desk, page, post, is_whole=not waits and not desk.publishes(post))
    desk.records.page_ids[post.path] = page.pk
    desk.placing.coming.discard(post.path)
    if waits:
        desk.records.save(page, post, "", done=False)
        return None
    desk.written[post.path], desk.linked[post.path] = page, prepared.linked
    release(
        page,
        post,
        old,
        user=desk.user,
        may_publish=desk.may_publish(page),
        as_draft=desk.options.as_drafts,
    )
    paths = _lead_old_addresses(desk, page, post)
    desk.records.save(page, post, prepared.text, done=True, waiting_paths=paths)
    return int(page.pk)


def _page(desk: Desk, post: Post, known_id: int | None) -> ArticlePage:
    if known_id is not None and (known := _known(desk, post, known_id)) is not None:
        return known
    # With its locale at hand, nobody has to ask the tree for it.
    locale = desk.anthology.locale
    page = ArticlePage(owner=desk.author.user, live=False, locale=locale)
    # What Wagtail would ask the database at every save.
    page._is_site_root = False
    return page


def _known(desk: Desk, post: Post, known_id: int) -> ArticlePage | None:
    """The article as it is now, None where it was deleted meanwhile."""
    # Read behind the lock: what was moved meanwhile would be written back.
    hold_alone({known_id})
    try:
        page = newest(known_id)
    except ArticlePage.DoesNotExist:
        return None
    if code := desk.closed_because(page, post):
        raise LeftAloneError(code)
    if desk.records.is_edited(page):
        raise LeftAloneError(Fate.EDITED_HERE)
    return page


def _add(desk: Desk, page: ArticlePage, post: Post, *, is_whole: bool) -> None:
    """Give `page` its place; unless `is_whole`, its text is saved later.

    What is published or waits is saved again: rendered only then.
    """
    wanted = pinyin_slug(post.slug or post.title, fallback="article")
    page.slug = free_slug(wanted, desk.slugs)
    desk.slugs.add(page.slug)
    body = page.body
    if not is_whole:
        page.body = blocks_of("")
    desk.anthology.add_child(instance=page)
    page.body = body


def _lead_old_addresses(desk: Desk, page: ArticlePage, post: Post) -> list[str]:
    """Lead old addresses to the page; gives those that wait for it to be out."""
    paths: list[str] = []
    refused: list[tuple[str, str]] = []
    # An old address of a private post must not tell the new one, and nobody's
    # draft takes an address.
    if desk.publishes(post) and page.live:
        refused = desk.redirects.add(post.redirects, page.pk)
    elif post.is_public:
        paths, elsewhere = desk.redirects.sift(post.redirects)
        refused = [(LATER, path) for _code, path in elsewhere]
    for code, path in refused:
        post.note(code, path)
    if paths:
        post.note("redirect_waits")
    return paths
