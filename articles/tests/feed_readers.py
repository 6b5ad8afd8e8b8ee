"""Feeds as programs read them: RSS, Atom and JSON in one shape."""

import json
from typing import Any

from defusedxml import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def read(client, address: str) -> dict[str, Any]:
    """The feed at `address`, whatever its format: title, link, items."""
    answer = client.get(address)
    assert answer.status_code == 200
    reader = {"feed.xml": from_rss, "atom.xml": from_atom, "feed.json": from_json}
    return reader[address.rsplit("/", 1)[-1]](answer)


def from_rss(answer) -> dict[str, Any]:
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = ElementTree.fromstring(answer.content).find("channel")
    items = [
        {
            "title": item.findtext("title"),
            "url": item.findtext("link"),
            "id": item.findtext("guid"),
            "summary": item.findtext("description"),
            "html": item.findtext(CONTENT),
            "tags": [tag.text for tag in item.findall("category")],
        }
        for item in channel.findall("item")
    ]
    head = {name: channel.findtext(name) for name in ("title", "link", "language")}
    self_link = channel.find(f"{ATOM}link").get("href")
    return head | {"self": self_link, "items": items}


def from_atom(answer) -> dict[str, Any]:
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    items = [
        {
            "title": entry.findtext(f"{ATOM}title"),
            "url": entry.find(f"{ATOM}link").get("href"),
            "id": entry.findtext(f"{ATOM}id"),
            "summary": entry.findtext(f"{ATOM}summary"),
            "html": entry.findtext(f"{ATOM}content"),
            "tags": [tag.get("term") for tag in entry.findall(f"{ATOM}category")],
        }
        for entry in feed.findall(f"{ATOM}entry")
    ]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    return {
        "title": feed.findtext(f"{ATOM}title"),
        "link": links["alternate"],
        "self": links["self"],
        "language": feed.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "items": items,
    }


def from_json(answer) -> dict[str, Any]:
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    keys = ("title", "url", "id", "summary", "tags")
    items = [
        {key: item[key] for key in keys} | {"html": item["content_html"]}
        for item in feed["items"]
    ]
    return {
        "title": feed["title"],
        "link": feed["home_page_url"],
        "self": feed["feed_url"],
        "language": feed["language"],
        "items": items,
    }


def titles(feed: dict[str, Any]) -> list[str]:
    return [item["title"] for item in feed["items"]]
