"""Which pages somebody finds who follows every link: an address for each kind of page."""

import re
from collections import deque
from typing import Any
from urllib.parse import unquote

from django.urls import Resolver404, resolve

LINK = re.compile(r'href="(/[^"#?]*)"')
EACH = 2
"""Addresses of one kind that are followed."""
APART = {"account_logout", "account_login"}
"""Signing in and out is measured nowhere."""


def pages_of(client: Any) -> dict[str, list[str]]:
    """For each name of a route that answers with a page, the first addresses at which `client` finds it."""
    found: dict[str, list[str]] = {}
    followed: dict[str, int] = {}
    waiting = deque(["/"])
    seen = {"/"}
    while waiting:
        path = waiting.popleft()
        name = name_of(path)
        if not name or name in APART or followed.get(name, 0) >= EACH:
            continue
        followed[name] = followed.get(name, 0) + 1
        answer = client.get(path)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            answer.close()
            continue
        found.setdefault(name, []).append(path)
        links = [unquote(link) for link in LINK.findall(answer.content.decode())]
        fresh = [link for link in dict.fromkeys(links) if link not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return found


def name_of(path: str) -> str:
    """The name of the route that answers at `path`; empty when none does."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
