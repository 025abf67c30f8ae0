"""Nothing that stands in a page runs or dresses it: scripts and styles are files of our own, and htmx needs no more."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.pages import loose_directives


@pytest.mark.parametrize(
    ("policy", "loose"),
    [
        ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:", {}),
        ("default-src 'none'; sandbox", {}),
        (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'",
            {"style-src": ["'self'", "'unsafe-inline'"]},
        ),
        ("default-src 'none'; script-src *; style-src 'self'", {"script-src": ["*"]}),
        ("", {"script-src": [], "style-src": [], "default-src": []}),
    ],
)
def test_a_loose_policy_is_found(policy: str, loose: dict[str, list[str]]) -> None:
    """The permission crawl asks this of every answer."""
    assert loose_directives(policy) == loose


@pytest.mark.parametrize("page", ["home", "account_login"])
def test_htmx_writes_no_style_and_runs_no_text(cast: Cast, client: Client, page: str) -> None:
    if page == "home":
        client.force_login(cast.secretary.user)

    answer = client.get(reverse(page))

    (told,) = re.findall(r"""<meta name="htmx-config" content='([^']+)'>""", answer.content.decode())
    wanted = {"includeIndicatorStyles": False, "allowEval": False, "allowScriptTags": False, "selfRequestsOnly": True}
    assert {name: json.loads(told)[name] for name in wanted} == wanted
    assert answer.headers["Content-Security-Policy"].count("'unsafe-") == 0
