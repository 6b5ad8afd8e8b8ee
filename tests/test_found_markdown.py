"""Markdown: what a text of 64 kB may become, and what looking at it may cost."""

from articles.markdown import ImageRequest, ResolvedImage, render

LENGTH = 64_000
# What `articles.markdown.bounds` allows references to add.
ANY, EACH = 4_000, 10


class Library:
    """Any picture there is, in the widths and addresses ours have."""

    def pages(self, ids):
        return {}

    def documents(self, ids):
        return {}

    def images(self, requests):
        folder = "/media/images/2026/11/yi-zhang-ming-zi-hen-chang-de-tu-pian"
        widths = [480, 800, 1200, 1600]
        srcset = ", ".join(f"{folder}.width-{w}.format-webp.webp {w}w" for w in widths)
        url = f"{folder}.width-800.format-webp.webp"
        return {
            request: ResolvedImage(url, 800, 600, srcset)
            for request in requests
            if isinstance(request, ImageRequest)
        }


def test_pictures_of_the_library_are_bounded_as_other_references_are():
    """articles/markdown/bounds.py `bounded`: what ends in `)` counts as long as its
    source, but `image:1` becomes an address and four more in `srcset`."""
    source = "![](image:1)" * (LENGTH // 12)

    html = render(source, references=Library()).html

    assert len(html) <= len(source) * (1 + EACH) + ANY
