"""What an import keeps in memory: `python -m bench.import_memory [NUMBER …]`.

For each NUMBER (250 and 2,500) of written posts of some 10 KB, every tenth with a
picture of its own, imports a folder by the management command in a process of its
own, and prints the most memory it ever held.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

PARAGRAPH = "荏苒是一个写作与阅读的地方，日子渐渐过去，文章留了下来。" * 12


def main() -> None:
    """Print one line for each number of posts."""
    for number in map(int, sys.argv[1:] or ["250", "2500"]):
        with tempfile.TemporaryDirectory() as place:
            _write_blog(Path(place, "blog"), number)
            print(f"{number:6} posts: {_peak(Path(place)) / 1024:5.0f} MB", flush=True)


def _write_blog(blog: Path, number: int) -> None:
    blog.mkdir()
    for place in range(number):
        text = f"---\ntitle: 第 {place} 篇\ntags: [甲, 乙]\n---\n"
        text += f"[下一篇](p{(place * 7 + 1) % number}.md)\n\n"
        text += f"{place} {PARAGRAPH}\n\n" * 10
        if place % 10 == 0:
            Image.effect_noise((600, 400), 90).save(blog / f"i{place}.png")
            text += f"![图](i{place}.png)\n"
        (blog / f"p{place}.md").write_text(text, encoding="utf-8")


def _peak(place: Path) -> int:
    """In KB, of the command alone."""
    environment = os.environ | {
        "VAR_DIR": str(place),
        "DATABASE_URL": f"sqlite:///{place / 'bench.sqlite3'}",
        "CELERY_BROKER_URL": f"sqla+sqlite:///{place / 'tasks.sqlite3'}",
        "MEDIA_ROOT": str(place / "media"),
    }
    _run(environment, "migrate", "--verbosity", "0")
    blog = str(place / "blog")
    said = _run(environment, "import_markdown", blog, "--author", "甲", "-v", "0")
    return int(said.split()[-1])


def _run(environment: dict[str, str], *arguments: str) -> bytes:
    command = [sys.executable, "-m", "bench.import_memory", "--command", *arguments]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    return done.stdout


def _command(arguments: list[str]) -> None:
    """Run a management command and print the most memory it held, in KB."""
    import resource

    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    execute_from_command_line(["manage.py", *arguments])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--command"]:
        _command(sys.argv[2:])
    else:
        main()
