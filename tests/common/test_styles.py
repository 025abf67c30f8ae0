"""The style sheets keep what they promise."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "src" / "thidua" / "common" / "static" / "common"
SHEETS = sorted((STATIC / "css").glob("*.css"))


def test_the_two_dark_palettes_are_one():
    text = (STATIC / "css" / "tokens.css").read_text()
    by_system = re.search(r":root:not\(\.tds-light\) \{(.*?)\}", text, re.S).group(1)
    by_choice = re.search(r":root\.tds-dark \{\s*color-scheme(.*?)\}", text, re.S)
    assert by_system.split() == ["color-scheme:", *by_choice.group(1).removeprefix(":").split()]


def test_every_light_token_has_a_dark_one():
    text = (STATIC / "css" / "tokens.css").read_text()
    light = re.search(r":root \{\s*color-scheme: light(.*?)\}", text, re.S).group(1)
    dark = re.search(r":root:not\(\.tds-light\) \{(.*?)\}", text, re.S).group(1)
    assert re.findall(r"--[\w-]+(?=:)", light) == re.findall(r"--[\w-]+(?=:)", dark)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_capitals_by_style_and_no_cut_text(sheet):
    text = sheet.read_text()
    assert "uppercase" not in text
    assert "ellipsis" not in text
    assert not re.search(r"line-height: (1|1\.[0-2]\d*);", text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(sheet):
    assert not re.search(r"url\([\"']?(https?:|//)", sheet.read_text())


@pytest.mark.parametrize("script", sorted((STATIC / "js").glob("*.js")), ids=lambda path: path.name)
def test_scripts_do_not_evaluate_text(script):
    text = script.read_text()
    assert not re.search(r"\beval\(|new Function|innerHTML|setTimeout\([\"']", text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_rule_is_closed(sheet):
    """A rule that stays open swallows all that follow it, and no browser says so."""
    text = sheet.read_text()
    assert text.count("{") == text.count("}")
