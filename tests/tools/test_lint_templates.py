"""The lint sees what the page policy forbids and what nobody can translate."""

import pytest
from tools.lint_templates import TEMPLATES, faults


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<script>alert(1)</script>", "inline script"),
        ("<style>p { color: red }</style>", "inline style sheet"),
        ('<p style="color: red">x</p>', "style attribute"),
        ('<p class="a"\n   style="color: red">x</p>', "style attribute"),
        ('<a href="#" onclick="go()">x</a>', "event attribute"),
        ('<form hx-on:submit="go()">', "hx-on needs eval"),
        ('<form hx-on="go()">', "hx-on needs eval"),
        ('<a hx-trigger="click[ctrlKey]">', "an event filter needs eval"),
        ("<a hx-vals='js:{a: 1}'>", "js: needs eval"),
        ('<a href="javascript:go()">x</a>', "javascript: address"),
        ("<p>Ký giao ước</p>", "words outside trans: 'Ký giao ước'"),
        ('<p title="Ký giao ước">x</p>', "words outside trans in an attribute: 'Ký giao ước'"),
        ('{% button "Ký giao ước" %}', "words outside trans in a tag: 'Ký giao ước'"),
    ],
)
def test_faults(text, fault):
    assert [found for _line, found in faults(text)] == [fault]


@pytest.mark.parametrize(
    "text",
    [
        '<script src="{% static "common/js/menu.js" %}" type="module"></script>',
        '<script id="a" type="application/json">{"a": 1}</script>',
        '<p>{% trans "Ký giao ước" %}</p>',
        "<p>{% blocktrans trimmed %}Ký {{ name }} giao ước{% endblocktrans %}</p>",
        '<p title="{% trans "Ký giao ước" %}">x</p>',
        '{% trans "Ký giao ước" as sign %}{% button sign %}',
        "{# Ký giao ước #}",
        "{% comment %}Ký giao ước{% endcomment %}",
        "<!-- Ký giao ước -->",
        '<span lang="vi">Tiếng Việt</span>',
        '<p data-style="x" class="tds-on">Email: {{ email }}</p>',
        '{{ name|default:_("chưa biết") }}',
        '<p style="color: red">x</p> {# lint: a mail, not a page #}',
    ],
)
def test_what_may_stand(text):
    assert list(faults(text)) == []


def test_the_line_is_named():
    assert list(faults("<p>\n\n<b>Ký</b>")) == [(3, "words outside trans: 'Ký'")]


def test_every_template_of_the_project_is_clean():
    found = [
        f"{path.relative_to(TEMPLATES)}:{line}: {fault}"
        for path in sorted(TEMPLATES.glob("*/templates/**/*.html"))
        for line, fault in faults(path.read_text())
    ]
    assert found == []
