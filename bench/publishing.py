"""How soon a changed page is seen: by all processes of the site, and through nginx."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bench.servers import ROOT, Server

ROUNDS, IN_A_ROW, MOST_SECONDS = 5, 8, 30.0


def seconds_until_seen(
    servers: Mapping[str, Server], path: str, variables: Mapping[str, str]
) -> dict[str, float]:
    """The longest of ROUNDS, by name: from the commit until IN_A_ROW answers are new.

    A publishing process of its own, as a worker or another web process would be.
    """
    longest = dict.fromkeys(servers, 0.0)
    for number in range(ROUNDS):
        for server in servers.values():
            for _each in range(IN_A_ROW):
                server.get(path)
        title = f"第{number}次改过的题目"
        command = [sys.executable, "-m", "bench.publishing", path, title]
        environ = {**os.environ, **variables}
        process = subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE
        )
        waiting, seen = set(servers), dict.fromkeys(servers, 0)
        first: dict[str, float] = {}
        until = time.time() + MOST_SECONDS
        while waiting and time.time() < until:
            for name in sorted(waiting):
                is_new = title.encode() in servers[name].get(path)
                seen[name] = seen[name] + 1 if is_new else 0
                if seen[name] == 1:
                    first[name] = time.time()
                if seen[name] == IN_A_ROW:
                    waiting.discard(name)
            time.sleep(0.005)
        said, _nothing = process.communicate(timeout=60)
        if waiting:
            raise SystemExit(f"{path} is still old after {MOST_SECONDS} s")
        committed = float(said.split()[-1])
        for name, moment in first.items():
            longest[name] = max(longest[name], moment - committed)
    return {name: round(max(seconds, 0.0), 2) for name, seconds in longest.items()}


def publish(path: str, title: str) -> None:
    """Give the article at `path` another title; prints when that was committed."""
    import django

    django.setup()
    from articles.models import ArticlePage

    slug = path.strip("/").rpartition("/")[2]
    article = ArticlePage.objects.get(slug=slug, url_path__endswith=path)
    article.title = title
    article.save_revision().publish()
    print(time.time())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    publish(*sys.argv[1:])
