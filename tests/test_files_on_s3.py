"""Uploads on an S3-compatible store, through the settings operators use."""

import json
import os
import subprocess
import sys
from pathlib import Path

import boto3
import pytest

ROOT = Path(__file__).resolve().parent.parent
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


@pytest.mark.s3
def test_files_are_kept_found_and_deleted_on_the_store():
    endpoint = os.environ["S3_ENDPOINT_URL"]
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    store = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **keys)
    store.create_bucket(Bucket=BUCKET)
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
    assert answer.pop("url").startswith(f"{endpoint}/{BUCKET}/")
    assert answer == {
        "kind": "DefaultStorage",
        "name": "图片/春天.txt",
        "is_other_name": True,
        "text": "花开了",
        "exists": True,
        "exists_after": False,
    }
