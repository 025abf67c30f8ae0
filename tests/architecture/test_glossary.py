"""One thing has one name: `docs/glossary.md` and the source say the same."""

import ast
import re
from collections import Counter
from functools import cache

from django.apps import apps

from tests.architecture.source import PACKAGE, ROOT, files, tree_of

LATER = "## For later"


def rows(part: str) -> list[tuple[list[str], list[str]]]:
    """Vietnamese words and code names, line by line."""
    found = []
    for line in part.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and not set(line) <= set("|- ") and cells[0] != "Vietnamese":
            found.append((cells[0].split(" / "), re.findall(r"`(\w+)`", cells[1])))
    return found


def glossary() -> tuple[str, str]:
    """What is in use, and what is kept for later."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    in_use, later = text.split(LATER)
    return in_use, later


@cache
def names_in_source() -> frozenset[str]:
    """Every name that the source defines: classes, functions, members of enumerations, constants."""
    names = set()
    for file in files("**/*.py"):
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                names.add(node.name)
            elif isinstance(node, ast.Assign):
                names.update(target.id for target in node.targets if isinstance(target, ast.Name))
    return frozenset(names)


@cache
def words_on_screen() -> str:
    """Everything that the source may say, in small letters."""
    pages = [file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.html")]
    pages += [file.read_text(encoding="utf-8") for file in PACKAGE.rglob("words/*.yaml")]
    strings = [
        node.value
        for file in files("**/*.py")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return "\n".join([*pages, *strings]).casefold()


def test_every_name_in_use_is_in_the_source() -> None:
    names = {name for _words, codes in rows(glossary()[0]) for name in codes}

    assert len(names) > 50
    assert names - names_in_source() == set()


def test_every_stored_thing_has_its_word() -> None:
    named = {name for _words, codes in rows(glossary()[0]) for name in codes}
    stored = {model.__name__ for model in apps.get_models() if model.__module__.startswith("thidua.")}

    assert stored - named == set(), "Give these a line in docs/glossary.md."


def test_every_word_in_use_is_said_on_screen() -> None:
    words = [word for words, _codes in rows(glossary()[0]) for word in words]

    assert [word for word in words if not any(part.casefold() in words_on_screen() for part in word.split(", "))] == []


def test_no_word_and_no_name_stands_twice() -> None:
    both = [*rows(glossary()[0]), *rows(glossary()[1])]
    words = Counter(word for words, _codes in both for word in words)
    codes = Counter(code for _words, codes in both for code in codes)

    assert [each for each, number in (words + codes).items() if number > 1] == []


def test_what_is_kept_for_later_is_not_there_yet() -> None:
    """Once it is built, its line moves up."""
    kept = {name for _words, codes in rows(glossary()[1]) for name in codes}
    classes = {
        node.name for file in files("**/*.py") for node in ast.walk(tree_of(file)) if isinstance(node, ast.ClassDef)
    }

    assert kept & classes == set()
