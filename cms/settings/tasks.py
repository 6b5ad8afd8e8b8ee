"""Celery: its queues, its patience with a broker, and what the clock rings for."""

from typing import Any

from celery.schedules import crontab
from kombu import Queue

from cms.settings.cache import REDIS_SECONDS, REDIS_URL
from cms.settings.environment import VAR_DIR, env

CELERY_BROKER_URL = env.address(
    "CELERY_BROKER_URL",
    *("redis", "rediss", "unix", "amqp", "amqps", "sqla+sqlite"),
    default=REDIS_URL or f"sqla+sqlite:///{VAR_DIR / 'tasks.sqlite3'}",
)
# What a person waits for does not stand behind pictures and indexes, nor does the
# clock that looks for lost tasks. A worker without `-Q` takes from each in turn, one
# message at a time.
CELERY_TASK_QUEUES = (Queue("celery"), Queue("urgent"), Queue("clock"))
CELERY_TASK_ROUTES = {
    "accounts.codes.tasks.send_code_task": {"queue": "urgent"},
    "core.mail.deliver_mail": {"queue": "urgent"},
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 600
# Workers have as many children as processors: codes and mails need one of them.
IMPORTS_AT_ONCE = env.int("IMPORTS_AT_ONCE", default=1, least=1)
# Whoever loses a child sends its task again; one that kills its third is given up.
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_RETRY_ON_WORKER_LOST = True
# Whoever publishes tries once: the row is tried again, see core.work.announcing.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 0}
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker for ever
# A request waits no longer than this for a broker that is down; see core.work.announcing.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS |= {
        "socket_connect_timeout": REDIS_SECONDS,
        "socket_timeout": REDIS_SECONDS,
        # What a dead worker held is delivered again after this. Tasks are found
        # sooner by their rows (core.work.announcing); a message too many does nothing.
        "visibility_timeout": 900,
    }
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "core.work.clock:Clock"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
# What repeats within a minute expires: a worker that was away catches up at once.
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "announce-waiting": {
        "task": "core.tasks.announce_waiting_task",
        "schedule": 20.0,
        "options": {"expires": 60},
    },
    "settle-pages": {
        "task": "core.tasks.settle_pages_task",
        "schedule": 600.0,
    },
    "forget-purges": {
        "task": "core.tasks.forget_purges_task",
        "schedule": 600.0,
    },
    "publish-scheduled": {
        "task": "articles.tasks.publish_scheduled_task",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "renew-renderings": {
        "task": "articles.tasks.renew_renderings_task",
        "schedule": 60.0,
    },
    "resume-imports": {
        "task": "transfer.tasks.resume_imports_task",
        "schedule": 20.0,
        "options": {"expires": 20},
    },
    "fail-unsent-codes": {
        "task": "accounts.codes.tasks.fail_unsent_codes_task",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "clean-up-accounts": {
        "task": "accounts.tasks.clean_up_task",
        "schedule": crontab(hour=4, minute=20),
    },
    "carry-out-leaving": {
        "task": "accounts.leaving.tasks.carry_out_leaving_task",
        "schedule": crontab(hour=3, minute=40),
    },
}
for _tick in CELERY_BEAT_SCHEDULE.values():
    _tick["options"] = {**_tick.get("options", {}), "queue": "clock"}
TASKS = {"default": {"BACKEND": "core.tasks.CeleryTaskBackend"}}
