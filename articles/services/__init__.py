"""Every write of more than one row: notebooks, trust, submissions."""

from articles.services.notebooks import follow_author, open_notebook
from articles.services.submissions import (
    accept_submission,
    offer_to_topics,
    refuse_submission,
)

__all__ = [
    "accept_submission",
    "follow_author",
    "offer_to_topics",
    "open_notebook",
    "refuse_submission",
]
