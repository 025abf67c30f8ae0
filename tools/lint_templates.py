"""Find what the page policy forbids and what is not translated in the templates.

    .venv/bin/python tools/lint_templates.py                 # every template of the project
    .venv/bin/python tools/lint_templates.py FILE…           # some of them

Fails on: inline scripts (data as JSON is allowed), inline styles, `style=` attributes, `on…=` attributes, `hx-on`,
event filters of htmx in square brackets, and Vietnamese words outside `trans` and `blocktrans` (in text and in the
attributes that people read). A line that must differ says so with `{# lint: reason #}`.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "src" / "thidua"

FORBIDDEN = (
    (re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/json[\"'])[^>]*>", re.I), "inline script"),
    (re.compile(r"<style\b", re.I), "inline style sheet"),
    (re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.I | re.S), "style attribute"),
    (re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.I | re.S), "event attribute"),
    (re.compile(r"\b(?:data-)?hx-on[:\-a-z]*\s*=", re.I), "hx-on needs eval"),
    (re.compile(r"\b(?:data-)?hx-(?:vals|headers)\s*=\s*[\"']\s*js(?:avascript)?:", re.I), "js: needs eval"),
    (re.compile(r"\bhx-trigger\s*=\s*[\"'][^\"']*\[", re.I), "an event filter needs eval"),
    (re.compile(r"href\s*=\s*[\"']\s*javascript:", re.I), "javascript: address"),
)
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.S)
TRANSLATED = re.compile(r"\{%-?\s*(blocktrans|blocktranslate)\b.*?\{%-?\s*end\1\s*-?%\}", re.S)
TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
READ_ATTRIBUTE = re.compile(r"\b(?:title|alt|placeholder|aria-label|value|content|label)\s*=\s*\"([^\"]*)\"", re.I)
QUOTED_IN_TAG = re.compile(r"\"([^\"]*)\"|'([^']*)'")
TRANSLATING_TAG = re.compile(r"\{%-?\s*(?:trans|translate)\b|\|\s*default\s*:\s*_\(|_\(")
HTML_TAG = re.compile(r"<[^>]*>", re.S)
FOREIGN = re.compile(r"<(\w+)[^>]*\blang=\"(?:vi|en)\"[^>]*>.*?</\1>", re.S)
EXCUSE = re.compile(r"\{#\s*lint:.*?#\}")


def is_vietnamese(text: str) -> bool:
    """Whether the text has a letter that only Vietnamese words have (a mark on a vowel, ơ, ư, đ)."""
    for character in unicodedata.normalize("NFC", text):
        if character in "đĐơƠưƯăĂâÂêÊôÔ" or (ord(character) > 127 and character.isalpha()):
            return True
    return False


def blank(match: re.Match[str]) -> str:
    """The same length of nothing, so that line numbers hold."""
    return re.sub(r"[^\n]", " ", match.group())


def faults(text: str) -> Iterator[tuple[int, str]]:
    """(line, what is wrong) for one template."""
    excused = {number for number, line in enumerate(text.split("\n"), start=1) if EXCUSE.search(line)}
    bare = COMMENT.sub(blank, text)
    for line, fault in sorted(set(_faults(bare))):
        if line not in excused:
            yield line, fault


def _faults(bare: str) -> Iterator[tuple[int, str]]:
    def line_of(place: int) -> int:
        return bare.count("\n", 0, place) + 1

    plain = TEMPLATE_TAG.sub(blank, bare)
    for pattern, name in FORBIDDEN:
        for match in pattern.finditer(plain if "attribute" in name else bare):
            yield line_of(match.end() - 1), name
    untranslated = TRANSLATED.sub(blank, bare)
    for tag in TEMPLATE_TAG.finditer(untranslated):
        if not TRANSLATING_TAG.search(tag.group()):
            for quoted in QUOTED_IN_TAG.finditer(tag.group()):
                words = quoted.group(1) or quoted.group(2) or ""
                if is_vietnamese(words):
                    yield line_of(tag.start()), f"words outside trans in a tag: {words.strip()!r}"
    visible = FOREIGN.sub(blank, TEMPLATE_TAG.sub(blank, untranslated))
    for attribute in READ_ATTRIBUTE.finditer(visible):
        if is_vietnamese(attribute.group(1)):
            yield line_of(attribute.start()), f"words outside trans in an attribute: {attribute.group(1).strip()!r}"
    for number, line in enumerate(HTML_TAG.sub(blank, visible).split("\n"), start=1):
        if is_vietnamese(line):
            yield number, f"words outside trans: {' '.join(line.split())!r}"


def main(arguments: list[str]) -> int:
    """Look through the templates; returns 1 when anything was found."""
    files = [Path(each) for each in arguments] or sorted(TEMPLATES.glob("*/templates/**/*.html"))
    count = 0
    for path in files:
        for line, fault in faults(path.read_text()):
            shown = path.resolve().relative_to(ROOT) if path.resolve().is_relative_to(ROOT) else path
            print(f"{shown}:{line}: {fault}")
            count += 1
    print(f"templates: {count} faults in {len(files)} files" if count else f"templates: {len(files)} files are clean")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
