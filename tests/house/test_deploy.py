"""The Dockerfile's steps by hand, and a production that refuses half a setup.

No container engine is needed: the tree is copied as .dockerignore says, the build
step, the command and the health check run as they stand in the Dockerfile, with
the interpreter of the tests in the place of the image's.
"""

import fnmatch
import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from django.core.exceptions import ImproperlyConfigured

from cms.settings import dev, test
from cms.settings.environment import NamedEnv
from cms.settings.refusals import refusals
from core.cautions import check_cautions, say_cautions

# Building takes a minute and is the same on every database: once is enough.
pytestmark = pytest.mark.sqlite

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
SETTINGS = {
    "SECRET_KEY": "k4Jd-long-enough-and-random-looking-9sQw2ZpX7vLb0TnRf6",
    "ALLOWED_HOSTS": "renran.example",
    "DATABASE_URL": "sqlite:///:memory:",
    "SITE_URL": "https://renran.example",
}
NOT_COPIED = {".git", ".venv", "var", "node_modules", "staticfiles", "media"}
START_SECONDS = 60


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, rest), continued lines joined."""
    lines = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    joined = re.sub(r"\\\n\s*", "", lines)
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


def last_stage() -> list[tuple[str, str]]:
    steps = instructions()
    start = max(number for number, (name, _) in enumerate(steps) if name == "FROM")
    return steps[start:]


def only(name: str) -> str:
    [found] = [rest for each, rest in last_stage() if each == name]
    return found


def image_environment(app: Path) -> dict[str, str]:
    """What `ENV` sets, with our interpreter and the copied tree in the image's place."""
    pairs = dict(pair.split("=", 1) for pair in only("ENV").split())
    own = {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "VAR_DIR": str(app / "var"),
    }
    return pairs | own


def ignored_names() -> list[str]:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    return [line.removeprefix("**/") for line in lines if line and line[0] != "#"]


def is_ignored(folder: str, name: str) -> bool:
    """Docker's patterns count from the root, unless they begin with `**/`."""
    anywhere = {"__pycache__", "tests"}
    at_root = Path(folder) == ROOT
    return name in anywhere or (
        at_root and any(fnmatch.fnmatch(name, pattern) for pattern in ignored_names())
    )


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`COPY . .` and the build step of the last stage."""
    target = tmp_path_factory.mktemp("image") / "app"
    shutil.copytree(
        ROOT,
        target,
        ignore=lambda folder, names: [
            name for name in names if is_ignored(folder, name)
        ],
    )
    [build] = [rest for name, rest in last_stage() if "collectstatic" in rest]
    subprocess.run(
        ["/bin/sh", "-ec", build], cwd=target, env=image_environment(target), check=True
    )
    return target


def test_image_is_slim_staged_and_not_root():
    bases = [rest for name, rest in instructions() if name == "FROM"]
    names = [name for name, _ in last_stage()]

    assert bases == ["python:3.11-slim AS packages", "python:3.11-slim"]
    assert only("USER") == "renran"
    assert names.index("USER") < names.index("CMD")
    assert "--from=packages /opt/venv /opt/venv" in [rest for _, rest in last_stage()]
    assert not any("pip install" in rest for _, rest in last_stage())


def test_image_holds_the_site_and_nothing_of_a_developer(app):
    names = {path.name for path in app.iterdir()}

    assert {"manage.py", "cms", "articles", "templates", "deploy"} <= names
    assert not names & (
        NOT_COPIED - {"var", "staticfiles"} | {".env", "tests", "tools"}
    )
    assert list(app.rglob("tests")) == []


def test_static_files_are_hashed_and_compressed(app):
    static = app / "staticfiles"
    manifest = json.loads((static / "staticfiles.json").read_text())["paths"]
    ours = [name for name in manifest if name.startswith("css/")]

    assert ours
    for name in ours:
        hashed = static / manifest[name]
        assert re.search(r"\.[0-9a-f]{12}\.css$", hashed.name)
        assert hashed.with_name(f"{hashed.name}.br").exists()
        assert hashed.with_name(f"{hashed.name}.gz").exists()


@contextmanager
def serving(
    app: Path, port: int, workers: int, held: socket.socket | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """The Dockerfile's command, running; on the socket `held` as systemd hands it on."""
    environment = image_environment(app) | SETTINGS
    environment |= {"PORT": str(port), "WEB_WORKERS": str(workers)}
    command, handed = json.loads(only("CMD")), []
    if held is not None:
        handed = [held.fileno()]
        hand_on = f"exec 3<&{handed[0]}; LISTEN_PID=$$ LISTEN_FDS=1 exec "
        command = ["bash", "-c", hand_on + shlex.join(command)]
    server = subprocess.Popen(command, cwd=app, env=environment, pass_fds=handed)
    try:
        yield server
    finally:
        server.terminate()
        server.wait(START_SECONDS)


def wait_until_healthy(app: Path, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while health_check(app, SETTINGS | {"PORT": str(port)}):
        assert time.monotonic() < deadline, "it does not answer"
        time.sleep(0.1)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def health_check(app: Path, environment: dict[str, str]) -> int:
    command = json.loads(only("HEALTHCHECK").partition("CMD ")[2])
    environment = image_environment(app) | environment
    return subprocess.run(command, cwd=app, env=environment).returncode


def test_command_serves_and_its_health_check_agrees(app, port):
    with serving(app, port, workers=1):
        wait_until_healthy(app, port)
        path = app / "staticfiles/staticfiles.json"
        manifest = json.loads(path.read_text())["paths"]
        name = next(name for name in manifest if name.startswith("css/"))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        asked = {"X-Forwarded-Proto": "https", "Accept-Encoding": "br"}
        connection.request("GET", f"/static/{manifest[name]}", headers=asked)
        headers = connection.getresponse().headers
        connection.close()

    assert headers["Content-Encoding"] == "br"
    assert "immutable" in headers["Cache-Control"]
    assert health_check(app, SETTINGS | {"PORT": "1"}) == 1


def children(parent: int) -> list[int]:
    """The workers of a gunicorn."""
    path = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in path.read_text().split()]


def ask(port: int) -> float:
    """How long a page takes, with all that a new process has to load for it."""
    started = time.monotonic()
    headers = {"Host": SETTINGS["ALLOWED_HOSTS"], "X-Forwarded-Proto": "https"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/accounts/login/", headers=headers)
    connection.getresponse().read()
    connection.close()
    return time.monotonic() - started


def test_killed_workers_are_replaced_at_once(app, port):
    with serving(app, port, workers=2) as server:
        wait_until_healthy(app, port)
        usual = ask(port)

        for worker in children(server.pid):
            os.kill(worker, signal.SIGKILL)

        assert ask(port) < usual + 2
        assert server.poll() is None


def test_a_restart_with_overlap_drops_nobody(app, port):
    """Two instances on one socket, which somebody holds as systemd does."""
    with (
        socket.create_server(("127.0.0.1", port), backlog=128) as held,
        serving(app, port, workers=1, held=held) as first,
    ):
        wait_until_healthy(app, port)
        with serving(app, port, workers=1, held=held) as second:
            while not children(second.pid):
                ask(port)
            first.terminate()
            while first.poll() is None:
                ask(port)
            ask(port)
            assert second.poll() is None


def manage(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "manage.py", *arguments], **settings)


def run(command: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {*SETTINGS, "REDIS_URL", "ELASTICSEARCH_URL", "S3_BUCKET"}
    }
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment
        | {"DJANGO_SETTINGS_MODULE": "cms.settings.production"}
        | settings,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("missing", [[name] for name in SETTINGS] + [list(SETTINGS)])
def test_production_refuses_to_start_and_names_what_is_missing(missing, tmp_path):
    given = {name: value for name, value in SETTINGS.items() if name not in missing}

    # Empty rather than absent: a developer's .env must not fill the gap.
    done = manage("check", **given, **dict.fromkeys(missing, ""), VAR_DIR=str(tmp_path))

    assert done.returncode == 1
    told = done.stderr.partition("Renran does not start:")[2]
    assert [name for name in SETTINGS if f"{name} is not set: " in told] == missing


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "garbage"),
        ("EMAIL_URL", "garbage"),
        ("TRUSTED_PROXIES", "abc"),
        ("SECURE_HSTS_SECONDS", "a year"),
        ("STAFF_SECOND_FACTOR", "enabled"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_what_cannot_be_read_is_named_without_the_way_through_our_code(
    name, value, tmp_path
):
    done = manage("check", **SETTINGS | {name: value}, VAR_DIR=str(tmp_path))

    *_warnings, told = done.stderr.strip().splitlines()
    assert done.returncode == 1
    assert told.startswith(f"{name} ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SMS_PROVIDERS", "tencnt", "SMS_PROVIDERS names 'tencnt'; known are console"),
        ("SMS_PROVIDERS", "tencent", "The SMS provider 'tencent' needs TENCENT_SECRET"),
        ("HUMAN_PROVIDER", "altcah", "HUMAN_PROVIDER is 'altcah'; known are altcha"),
        ("MOBILE_DEFAULT_REGION", "China", "MOBILE_DEFAULT_REGION is 'China': write"),
    ],
)
def test_nothing_is_served_that_offers_what_cannot_work(
    name, value, sentence, tmp_path
):
    load = [sys.executable, "-c", "import cms.wsgi"]

    done = run(load, **SETTINGS | {name: value}, VAR_DIR=str(tmp_path))

    assert done.returncode == 1
    told = done.stderr.partition("Renran does not start:\n")[2]
    assert told.startswith(sentence)
    assert len(told.splitlines()) == 1


UNREADABLE = {
    "bool": ["enabled", "maybe", "ja", "truee", "2", "-1", "是"],
    "int": ["abc", "-5", "1.5", "1e3", "٣", "9" * 16],
    "rate": ["fast", "60", "60/", "0/min", "-1/min", "60/fortnight"],
    "level": ["loud", "10"],
    "address": [
        "nonsense",
        "redis:h",
        "redis:///x",
        "ftp://host",
        "redis://",
        "redis://h:abc",
        "redis://[::1",
    ],
    "database": ["garbage", "oracle9://x", "postgres://u:p@h:abc/x", "mysql2://h/x"],
}


@pytest.mark.parametrize(
    ("kind", "value"),
    [(kind, value) for kind, values in UNREADABLE.items() for value in values],
)
def test_no_misspelling_is_taken_for_a_choice(kind, value):
    env = NamedEnv()
    env.ENVIRON = {"NAME": value}
    read = {
        "address": lambda: env.address("NAME", "redis", "rediss"),
        "rate": lambda: env.rate("NAME", default="60/min"),
        "level": lambda: env.level("NAME", default="INFO"),
        "database": lambda: env.database("NAME", default="sqlite://:memory:"),
    }

    with pytest.raises(ImproperlyConfigured, match=r"^NAME .* cannot be read"):
        read.get(kind, lambda: getattr(env, kind)("NAME", default=True))()


@pytest.mark.parametrize(
    ("word", "meant"),
    [("on", True), ("Yes", True), (" 1 ", True), ("off", False), ("NO", False)]
    + [("0", False), ("", True), (" ", True)],
)
def test_yes_and_no_are_read_as_written(word, meant):
    env = NamedEnv()
    env.ENVIRON = {"NAME": word}

    assert env.bool("NAME", default=True) is meant


def test_what_is_empty_is_as_good_as_absent():
    env = NamedEnv()
    env.ENVIRON = {"NAME": "", "LIST": " a, b ,,"}

    assert env.str("NAME", default="x") == "x"
    assert env.address("NAME", "redis", default="redis://h") == "redis://h"
    assert (env.list("NAME", default=["c"]), env.list("LIST")) == (["c"], ["a", "b"])


def test_deployment_check_is_clean(tmp_path):
    settings = SETTINGS | {"TRUSTED_PROXIES": "1", "EMAIL_URL": "smtp://127.0.0.1:25"}

    done = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        **settings,
        VAR_DIR=str(tmp_path),
    )

    assert (done.returncode, done.stdout.strip()) == (
        0,
        "System check identified no issues (0 silenced).",
    ), done.stderr


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY is too short"),
        ("SECRET_KEY", "django-insecure-" + "x" * 60, "SECRET_KEY is too short"),
        ("SECRET_KEY", "a" * 64, "easily guessed"),
        ("SECRET_KEY", "ab" * 32, "easily guessed"),
        ("SECRET_KEY", dev.SECRET_KEY, "made for development"),
        ("SECRET_KEY", test.SECRET_KEY, "made for development"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS is '*'"),
        ("ALLOWED_HOSTS", ".example", "holds the domains of others"),
        ("ALLOWED_HOSTS", "other.example", "not in ALLOWED_HOSTS"),
        ("SITE_URL", "http://127.0.0.1:8000", "which readers cannot open"),
        ("SITE_URL", "https://localhost", "which readers cannot open"),
        ("SITE_URL", "http://renran.example", "begins with http://"),
        ("SITE_URL", "renran.example", "is no web address"),
        ("SITE_URL", "https://localhost.", "which readers cannot open"),
        ("SITE_URL", "https://127.0.0.2", "which readers cannot open"),
        ("SITE_URL", "https://0.0.0.0", "which readers cannot open"),
        ("SITE_URL", "https://[::1]", "which readers cannot open"),
        ("SITE_URL", "https://[::1", "is no web address"),
        *(
            ("SITE_URL", f"https://renran.example{tail}", "is no web address")
            for tail in (":", ":abc", ":99999", ":0", "/blog", "?a=1", "#x")
        ),
        ("SITE_URL", "https://x@renran.example", "is no web address"),
    ],
)
def test_production_refuses_what_is_unsafe(name, value, told):
    [sentence] = refusals(SETTINGS | {name: value}, needs_tls=True)

    assert told in sentence


@pytest.mark.parametrize(
    ("hosts", "url", "needs_tls"),
    [
        ("renran.example", "https://renran.example", True),
        (".renran.example", "https://www.renran.example", True),
        ("a.example,renran.example", "https://renran.example:8443", True),
        ("renran.example", "http://renran.example", False),
        ("a.example, renran.example", "https://renran.example", True),
        ("Renran.Example", "https://renran.example", True),
        ("[2001:db8::1]", "https://[2001:db8::1]", True),
    ],
)
def test_production_takes_what_is_safe(hosts, url, needs_tls):
    given = SETTINGS | {"ALLOWED_HOSTS": hosts, "SITE_URL": url}

    assert refusals(given, needs_tls=needs_tls) == []


@pytest.mark.parametrize("is_there", [False, True])
def test_missing_styles_are_said_aloud(settings, caplog, tmp_path, is_there):
    settings.STATIC_ROOT = tmp_path
    backend = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    if is_there:
        manifest = '{"version": "1.1", "paths": {}, "hash": ""}'
        (tmp_path / "staticfiles.json").write_text(manifest)

    say_cautions()

    assert ("no_static_files" in caplog.text) is not is_there


def test_what_is_allowed_and_unsafe_is_said_aloud(settings, caplog):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.TRUSTED_PROXIES, settings.EMAIL_URL = 0, ""
    settings.STAFF_SECOND_FACTOR, settings.HUMAN_PROVIDER = False, "off"
    settings.S3_BUCKET = "renran"

    cautions = check_cautions()
    say_cautions()

    assert [each.id for each in cautions] == [f"core.W10{n}" for n in range(1, 6)]
    assert all(str(each.msg) in caplog.text for each in cautions)


def test_the_proxy_waits_longer_than_a_worker_may_hang() -> None:
    waits = re.search(r"proxy_read_timeout (\d+)s;", file("deploy/nginx.conf"))
    hangs = re.search(
        r"^timeout = (\d+)$", file("deploy/gunicorn.conf.py"), re.MULTILINE
    )

    assert int(waits[1]) > int(hangs[1])


def file(name: str) -> str:
    return (ROOT / name).read_text()
