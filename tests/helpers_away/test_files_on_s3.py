"""Uploads on an S3-compatible store, through the settings operators use."""

import json
import os
import subprocess
import sys
from pathlib import Path

import boto3
import pytest
import requests

from django.core.files.storage import storages
from django.test import Client

from accounts.tests.factories import UserFactory
from articles.tests.factories import ArticlePageFactory
from images.tests.factories import CustomImageFactory

ROOT = Path(__file__).resolve().parents[2]
BUCKET = "renran-test"
KEEP_A_FILE = """
import json, django
django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage as files
name = files.save("图片/春天.txt", ContentFile("花开了".encode()))
again = files.save("图片/春天.txt", ContentFile(b"other"))
answer = {
    "kind": type(files).__name__ if hasattr(files, "bucket") else "local",
    "name": name,
    "is_other_name": again != name,
    "text": files.open(name).read().decode(),
    "exists": files.exists(name),
    "url": files.url(name),
}
files.delete(name)
answer["exists_after"] = files.exists(name)
print(json.dumps(answer))
"""


def make_bucket() -> str:
    endpoint = os.environ["S3_ENDPOINT_URL"]
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    store = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **keys)
    store.create_bucket(Bucket=BUCKET)
    return endpoint


@pytest.mark.s3
def test_files_are_kept_found_and_deleted_on_the_store():
    make_bucket()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "S3_BUCKET": BUCKET,
        "S3_ACCESS_KEY": "test",
        "S3_SECRET_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }

    done = subprocess.run(
        [sys.executable, "-c", KEEP_A_FILE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer.pop("url") == "/media/%E5%9B%BE%E7%89%87/%E6%98%A5%E5%A4%A9.txt"
    assert answer == {
        "kind": "DefaultStorage",
        "name": "图片/春天.txt",
        "is_other_name": True,
        "text": "花开了",
        "exists": True,
        "exists_after": False,
    }


@pytest.mark.s3
@pytest.mark.django_db
def test_readers_get_a_short_signed_link_to_what_is_open(settings):
    endpoint = make_bucket()
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "core.storage.AskingStorage",
            "OPTIONS": {
                "endpoint_url": endpoint,
                "bucket_name": BUCKET,
                "access_key": "test",
                "secret_key": "test",
                "region_name": "us-east-1",
                "file_overwrite": False,
            },
        }
    }
    shown = CustomImageFactory()
    hidden = CustomImageFactory(uploaded_by_user=UserFactory())
    ArticlePageFactory(cover=shown)

    answer = Client().get(shown.file.url)

    assert answer.status_code == 302
    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer["Location"].startswith(f"{endpoint}/{BUCKET}/original_images/")
    assert "Signature=" in answer["Location"]
    fetched = requests.get(answer["Location"], timeout=10)
    assert fetched.content == storages["default"].open(shown.file.name).read()
    assert Client().get(hidden.file.url).status_code == 404
