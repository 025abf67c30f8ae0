"""Words are found in Python and templates, kept when translated, dropped when unused, checked for placeholders."""

from pathlib import Path

import pytest

from tools import messages

PYTHON = """
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
_("Ký giao ước")
_("Ký" " và nộp")
ngettext("%(n)s đơn vị", "%(n)s đơn vị", 2)
pgettext("nút", "Nộp")
"""
TEMPLATE = """{% load i18n %}{% trans "Việc cần làm" %}
{% blocktrans trimmed %}
  Còn {{ days }} ngày
{% endblocktrans %}{% trans "Nhãn" as label %}{{ x|default:_("chưa biết") }}"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An app with one Python file and one template."""
    folder = tmp_path / "sample"
    (folder / "templates" / "sample").mkdir(parents=True)
    (folder / "__init__.py").write_text(PYTHON)
    (folder / "templates" / "sample" / "page.html").write_text(TEMPLATE)
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    return folder


def translate(app: Path, **texts: str) -> None:
    path = messages.po_path("sample")
    po = path.read_text()
    for source, target in texts.items():
        po = po.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    path.write_text(po)


def test_everything_is_found(app):
    found = {(message.id, message.context) for message in messages.messages_of("sample") if message.id}
    assert found == {
        ("Ký giao ước", None),
        ("Ký và nộp", None),
        (("%(n)s đơn vị", "%(n)s đơn vị"), None),
        ("Nộp", "nút"),
        ("Việc cần làm", None),
        ("Còn %(days)s ngày", None),
        ("Nhãn", None),
        ("chưa biết", None),
    }


def test_extracting_twice_changes_nothing(app):
    assert messages.extract("sample") == (8, 8)
    first = messages.po_path("sample").read_text()
    messages.extract("sample")
    assert messages.po_path("sample").read_text() == first
    assert "POT-Creation-Date" not in first


def test_translations_are_kept_and_unused_ones_dropped(app):
    messages.extract("sample")
    translate(app, **{"Ký giao ước": "Sign the pledge", "Việc cần làm": "To do"})
    (app / "templates" / "sample" / "page.html").write_text('{% load i18n %}{% trans "Nhãn" %}')
    messages.extract("sample")
    po = messages.po_path("sample").read_text()
    assert 'msgid "Ký giao ước"\nmsgstr "Sign the pledge"' in po
    assert "Việc cần làm" not in po
    assert "#~" not in po


def test_check_names_what_is_missing_and_what_lost_its_placeholder(app):
    messages.extract("sample")
    translate(app, **{"Ký giao ước": "Sign the pledge", "Còn %(days)s ngày": "Days left", "Nhãn": "Label of it." * 2})
    (app / "templates" / "sample" / "more.html").write_text('{% load i18n %}{% trans "Mới" %}')
    found = messages.faults("sample")
    assert "sample: not in the file yet (run extract): 'Mới'" in found
    assert "sample: not translated: 'Nộp'" in found
    assert "sample: the translation lacks %(days)s: 'Còn %(days)s ngày'" in found
    assert "sample: the translation says itself again: 'Nhãn'" in found
    assert not [each for each in found if "Ký giao ước" in each]


def test_check_names_what_is_no_longer_used(app):
    messages.extract("sample")
    (app / "__init__.py").write_text("")
    assert "sample: no longer used (run extract): 'Ký giao ước'" in messages.faults("sample")


def test_compiling_writes_once(app):
    messages.extract("sample")
    translate(app, **{"Ký giao ước": "Sign the pledge"})
    assert messages.compile_all() == 1
    assert messages.compile_all() == 0
    assert b"Sign the pledge" in messages.po_path("sample").with_suffix(".mo").read_bytes()


def test_an_app_without_words_has_no_file(app):
    (app / "__init__.py").write_text("")
    (app / "templates" / "sample" / "page.html").write_text("")
    assert messages.extract("sample") == (0, 0)
    assert not messages.po_path("sample").exists()


def test_a_name_of_gettext_under_which_nobody_looks_is_a_fault(app: Path) -> None:
    (app / "forms.py").write_text("from django.utils.translation import gettext as _now\n_now('Chọn')\n")
    messages.extract("sample")

    said = "sample: sample/forms.py calls gettext '_now': words under this name are not found"
    assert said in messages.faults("sample")
