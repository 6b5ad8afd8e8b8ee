"""What the site is asked while it is measured, and how fast it answers."""

import json
import re
import tempfile
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from bench.servers import AS_A_READER, Server, said

SECONDS, ARTICLES, SCREEN, COLD_REQUESTS = 4, 500, 20, 60
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
WORDS = (
    "数据库 茶馆 编译器 江南 雪夜 图书馆 缓存 写作 早市 信件 春雨 旧书 城市 河流 山路 灯火 晚归 算法 "
    "索引 协议 并发 阅读 翻译 随笔 札记 乡村 祖父 厨房 面条 火车 车站 日记 梦境 植物 竹林 月光 海边 "
    "北方 校园 开源"
).split()
LUA = """
local paths = { %s }
local at = 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
"""


@dataclass(frozen=True)
class Group:
    """`paths` are asked for in turn; `cookie` is that of somebody signed in."""

    paths: list[str]
    cookie: str = ""

    @property
    def headers(self) -> dict[str, str]:
        own = {"Cookie": self.cookie} if self.cookie else {}
        return {**AS_A_READER, **own}


@dataclass(frozen=True)
class Groups:
    """`kept` are pages that are the same for everyone, `own` what is made each time."""

    kept: dict[str, Group]
    own: dict[str, Group] = field(default_factory=dict)


def groups(server: Server, cookie: str) -> Groups:
    """What is asked for, by name, as `server` knows it."""
    pages = _pages(server)
    paths = [path for path, _pk in pages]
    authors = sorted({"/".join(path.split("/")[:3]) + "/" for path in paths})
    topics = re.findall(r'href="(/topics/[^"/]+/)"', server.get("/topics/").decode())
    listed = "/api/v2/pages/?type=articles.ArticlePage&limit=10&fields=body"
    states = [f"/api/v1/me/state/?page={pk}" for _path, pk in pages[:SCREEN]]
    kept = {
        "home": ["/"],
        "article": paths,
        "author": authors,
        "topic": sorted(set(topics)),
        "archive": ["/archive/"],
        "feed": ["/feed.xml"],
        "API list (10 with bodies)": [listed],
        "API item": [f"/api/v2/pages/{pk}/" for _path, pk in pages],
        "search": [f"/search/?q={word}" for word in WORDS],
    }
    own = {
        "state call, signed out": Group(states),
        "state call, signed in": Group(states, cookie),
    }
    return Groups({name: Group(paths) for name, paths in kept.items()}, own)


def _pages(server: Server) -> list[tuple[str, int]]:
    """Addresses and keys of ARTICLES articles, or as many as there are."""
    found: list[tuple[str, int]] = []
    while len(found) < ARTICLES:
        query = f"limit={SCREEN}&offset={len(found)}&fields=_,html_url,id"
        address = f"/api/v2/pages/?type=articles.ArticlePage&{query}"
        items = json.loads(server.get(address))["items"]
        found += [(_path(item["meta"]["html_url"]), item["id"]) for item in items]
        if len(items) < SCREEN:
            break
    return found


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2]


def wrk(server: Server, group: Group) -> dict[str, float]:
    """Requests per second, and latency in milliseconds at p50 and p99."""
    paths = [quoted(path) for path in group.paths]
    for path in paths:
        server.get(path, group.headers)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA % ", ".join(map(json.dumps, paths)))
        script.flush()
        load = ["-t1", "-c16", f"-d{SECONDS}", "--latency", "-s", script.name]
        headers = [f"{name}: {value}" for name, value in group.headers.items()]
        flags = [word for header in headers for word in ("-H", header)]
        told = said("wrk", *load, *flags, server.url)
    if "Non-2xx" in told:
        raise SystemExit(f"{paths[0]}: {told}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    at = dict(re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s))", told))
    return {
        "rate": float(rate[1]) if rate else 0.0,
        "p50_ms": _milliseconds(at.get("50", "0s")),
        "p99_ms": _milliseconds(at.get("99", "0s")),
    }


def quoted(path: str) -> str:
    return quote(path, safe="/?=&.:,_-")


def _milliseconds(text: str) -> float:
    found = re.fullmatch(r"([\d.]+)(us|ms|s)", text)
    return round(float(found[1]) * UNITS[found[2]], 2) if found else 0.0


def cost(server: Server, group: Group, database: Any) -> dict[str, float]:
    """Processor milliseconds per request that is made anew: web, and database.

    `database()` gives the seconds that the database has used.
    """
    paths = [quoted(path) for path in group.paths]
    for path in paths[:4] * 2:
        server.get(path, group.headers)
    web, stored = server.cpu_seconds(), database()
    for number in range(COLD_REQUESTS):
        server.get(paths[number % len(paths)], group.headers)
    web, stored = server.cpu_seconds() - web, database() - stored
    return {
        "web_ms": round(web * 1000 / COLD_REQUESTS, 1),
        "database_ms": round(stored * 1000 / COLD_REQUESTS, 1),
    }
