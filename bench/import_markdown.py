"""How fast posts are imported: `python -m bench.import_markdown [FOLDER] [NUMBER]`.

Copies posts of FOLDER (or SAMPLES_DIR; without either, written ones) until there are
NUMBER (1,000), imports them into a fresh SQLite file (or the database of DATABASE_URL)
and prints the seconds of reading, of the import and of a second run.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path


def main() -> None:
    """Print the three measurements."""
    folder = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SAMPLES_DIR", "")
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    with tempfile.TemporaryDirectory() as place:
        _set_up(Path(place))
        blog = Path(place) / "blog"
        _write_blog(blog, folder, number)
        _measure(blog)


def _set_up(place: Path) -> None:
    import django

    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = f"sqlite:///{place / 'bench.sqlite3'}"
        os.environ["CELERY_BROKER_URL"] = f"sqla+sqlite:///{place / 'tasks.sqlite3'}"
        os.environ["MEDIA_ROOT"] = str(place / "media")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _write_blog(blog: Path, folder: str, number: int) -> None:
    texts = [path.read_bytes() for path in sorted(Path(folder).rglob("*.md")) if folder]
    paragraph = "荏苒是一个写作与阅读的地方。" * 20
    texts = texts or [
        f"---\ntags: [甲, 乙]\n---\n{paragraph}\n\n{paragraph}\n".encode()
    ]
    blog.mkdir()
    for place, text in enumerate(islice(cycle(texts), number)):
        mark = f"\n\n[{place}](p{(place * 7) % number}.md)\n"
        (blog / f"p{place}.md").write_bytes(text + mark.encode())


def _measure(blog: Path) -> None:
    from transfer.reading.library import load_library
    from transfer.reading.sources import open_source
    from transfer.writing.importing import import_posts
    from transfer.writing.owners import anthology_of, make_author

    author = make_author("甲")
    anthology = anthology_of(author)

    def run() -> str:
        source = open_source(blog)
        return import_posts(source, author=author, anthology=anthology).summary

    _timed("read only", lambda: str(len(load_library(open_source(blog)).posts)))
    _timed("import", run)
    _timed("second run", run)
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def _timed(name: str, run: Callable[[], str]) -> None:
    started, cpu = time.perf_counter(), time.process_time()
    said = run()
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    print(f"{name:12} {seconds:6.1f} s ({cpu:.1f} s of processor)  {said}")


if __name__ == "__main__":
    main()
