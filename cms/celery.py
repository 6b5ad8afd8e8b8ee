"""The Celery application: every task of every app runs through it."""

import os

from celery import Celery

from core.work import broker
from core.work.worker import LookAround

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")

broker.register()
app = Celery("renran", task_cls="core.work.site_task:SiteTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["accounts.codes", "accounts.me.export", "accounts.leaving"])
app.autodiscover_tasks(["core"], related_name="mail")
app.steps["consumer"].add(LookAround)
