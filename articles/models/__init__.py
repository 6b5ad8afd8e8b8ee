"""The pages people write and read; each file holds one idea."""

from articles.models.anthology import AnthologyPage
from articles.models.article import ArticlePage
from articles.models.article_parts import ArticleTag, CoAuthor
from articles.models.author import AuthorIndexPage, AuthorPage
from articles.models.rendering import ArticleRendering
from articles.models.review import EditorialReview
from articles.models.submission import Submission
from articles.models.topic import TopicIndexPage, TopicPage

__all__ = [
    "AnthologyPage",
    "ArticlePage",
    "ArticleRendering",
    "ArticleTag",
    "AuthorIndexPage",
    "AuthorPage",
    "CoAuthor",
    "EditorialReview",
    "Submission",
    "TopicIndexPage",
    "TopicPage",
]
