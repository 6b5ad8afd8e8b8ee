"""Whoever dies is started again, whatever the site runs under."""

import configparser
import json
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
WEB = "gunicorn --config deploy/gunicorn.conf.py cms.wsgi:application"
WORKER = "celery -A cms worker --beat --loglevel=INFO"


def test_compose_starts_every_service_again():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    restarts = {name: service["restart"] for name, service in services.items()}

    assert restarts.pop("migrate") == "on-failure"
    assert set(restarts) == {"postgres", "redis", "web", "worker"}
    assert set(restarts.values()) == {"unless-stopped"}
    assert " ".join(services["worker"]["command"]) == WORKER
    # The image's own command serves.
    [command] = re.findall(r"^CMD (.+)$", (ROOT / "Dockerfile").read_text(), re.M)
    assert "command" not in services["web"]
    assert " ".join(json.loads(command)) == WEB
    # One volume: what the worker writes the site can read.
    assert services["web"]["volumes"] == services["worker"]["volumes"]


@pytest.mark.parametrize(("name", "command"), [("web", WEB), ("worker", WORKER)])
def test_supervisor_starts_both_again(name, command):
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(DEPLOY / "supervisor.conf")
    program = parser[f"program:renran-{name}"]

    assert program["command"] == f"/srv/renran/.venv/bin/{command}"
    assert program["autorestart"] == "true"
    # What it started dies with it: a clock that is left over would tick twice.
    assert program["killasgroup"] == "true"


@pytest.mark.parametrize(("name", "command"), [("web@", WEB), ("worker", WORKER)])
def test_systemd_starts_both_again(name, command):
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str
    unit.read(DEPLOY / "systemd" / f"renran-{name}.service")

    assert unit["Service"]["ExecStart"] == f"/srv/renran/.venv/bin/{command}"
    assert (unit["Service"]["Restart"], unit["Unit"]["StartLimitIntervalSec"]) == (
        "always",
        "0",
    )
