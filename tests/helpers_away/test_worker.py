"""A worker knows every task that the site hands out."""

import ast
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
ASK_A_WORKER = """
from cms.celery import app
app.loader.import_default_modules()
print(*sorted(app.tasks), sep="\\n")
"""
ASK_FOR_QUEUES = """
from cms.celery import app
def queue(task):
    return app.amqp.router.route({}, task)["queue"].name
print(",".join(sorted(app.amqp.queues.consume_from)))
print(queue("accounts.codes.tasks.send_code_task"), queue("core.mail.deliver_mail"))
print(queue("images.tasks.prepare_picture_task"))
"""


def decorated_tasks() -> set[str]:
    """Dotted names of the functions under `@shared_task` in our own code."""
    names = set()
    for file in ROOT.glob("[a-z]*/**/*.py"):
        parts = file.relative_to(ROOT).with_suffix("").parts
        if parts[0] in ("var", "node_modules", "tests") or "tests" in parts:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                "shared_task" in ast.unparse(line) for line in node.decorator_list
            ):
                names.add(".".join((*parts, node.name)))
    return names


def test_a_worker_registers_every_task():
    ours = decorated_tasks()
    assert "articles.tasks.publish_scheduled_task" in ours
    answer = subprocess.run(
        [sys.executable, "-c", ASK_A_WORKER],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    registered = set(answer.stdout.split())

    assert ours - registered == set()
    assert {job["task"] for job in settings.CELERY_BEAT_SCHEDULE.values()} <= registered


def test_the_clock_stands_in_no_queue_with_the_tasks_it_looks_for():
    ticks = settings.CELERY_BEAT_SCHEDULE.values()

    assert {tick["options"]["queue"] for tick in ticks} == {"clock"}


def test_what_a_person_waits_for_has_a_queue_of_its_own():
    answer = subprocess.run(
        [sys.executable, "-c", ASK_FOR_QUEUES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.split() == [
        "celery,clock,urgent",
        "urgent",
        "urgent",
        "celery",
    ]
