"""Whatever can be opened can be found: some page, menu, task or message leads to every URL that is read."""

import re

import pytest
from django.urls import get_resolver

from tests.architecture.source import PACKAGE
from thidua.common.http.routes import ROUTES

FOR_BUILDERS = {"catalogue"}
"""Read by whoever builds pages: the catalogue of page parts."""
BETWEEN = {"account_reauthenticate", "mfa_authenticate", "mfa_reauthenticate"}
"""Where sign-in itself leads, between the password and the page that was wanted."""

NAMED_IN_CODE = re.compile(r"""["']([a-z_]+)["']""")
NAMED_IN_TEMPLATE = re.compile(r"""\{%\s*(?:url|post_url)\s+["']([a-z_]+)["']""")


@pytest.fixture(scope="module")
def named() -> set[str]:
    """Every URL name that a template links to, or that code outside the lists of URLs speaks of."""
    found: set[str] = set()
    for file in PACKAGE.rglob("*.html"):
        found.update(NAMED_IN_TEMPLATE.findall(file.read_text(encoding="utf-8")))
    for file in PACKAGE.rglob("*.py"):
        if "urls" not in file.relative_to(PACKAGE).with_suffix("").parts:
            found.update(NAMED_IN_CODE.findall(file.read_text(encoding="utf-8")))
    return found


def test_something_leads_to_every_page(named: set[str]) -> None:
    assert get_resolver().url_patterns  # reading the lists of URLs declares them
    pages = {name for name, route in ROUTES.items() if "GET" in route.methods}

    assert len(pages) > 200
    assert sorted(pages - named - FOR_BUILDERS - BETWEEN) == []
