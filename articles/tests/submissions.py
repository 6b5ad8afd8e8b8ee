"""What tests of submissions read back."""

from articles.models import Submission


def facts(article) -> list[tuple]:
    rows = Submission.objects.filter(article=article).order_by("topic__path")
    return [(row.topic.title, row.state, row.reason, row.decided_by) for row in rows]
