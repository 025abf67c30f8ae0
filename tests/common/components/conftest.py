"""A page with the house's tags, rendered for a request of one's choice."""

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test import RequestFactory


@pytest.fixture
def render(rf: RequestFactory) -> Callable[..., str]:
    """`render('{% badge "met" %}', url="/?sort=unit", name=value)` gives the HTML."""

    def rendered(source: str, url: str = "/", **values: object) -> str:
        context = Context({"request": rf.get(url), **values})
        return Template("{% load tds %}" + source).render(context).replace("\n", "").strip()

    return rendered
