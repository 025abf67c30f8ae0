"""Words on screen: extract, compile and check translations without the system's gettext.

    .venv/bin/python tools/messages.py extract campaigns meetings   # write their locale/en/LC_MESSAGES/django.po
    .venv/bin/python tools/messages.py extract                      # of every app
    .venv/bin/python tools/messages.py compile                      # write the .mo files (ignored by git)
    .venv/bin/python tools/messages.py check                        # fail and list what is not translated

The source language is Vietnamese: what stands in `_("…")` and `{% trans "…" %}` is what is shown. English is the first
translation. `extract` keeps what is translated, drops what is no longer used and sorts, so that a difference is small.
Python files are read by Babel, templates by Django's own `templatize`.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "thidua"
LENT = PACKAGE / "publishing" / "editing" / "wagtail_words"
"""Vietnamese words for what Wagtail says in English alone, on the pages of it that are open."""
LENDERS = ("wagtail", "django.conf", "django.contrib.humanize", "django_filters")
LANGUAGE = "en"
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL_IN_CONTEXT = {"npgettext", "npgettext_lazy"}
KEYWORDS: dict[str, None] = dict.fromkeys(SINGULAR | PLURAL | IN_CONTEXT | PLURAL_IN_CONTEXT)
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sd]|%[sd]|\{[a-z_0-9]*\}|%[a-z]+%")
STUTTER = re.compile(r"(.{12,}?)\1+", re.DOTALL)


def apps() -> list[str]:
    """Every package of the project that may hold words."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py") if path.parent.name != "config")


def po_path(app: str) -> Path:
    """Where the translation of an app lies."""
    return PACKAGE / app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def found_in(text: str) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Messages of one Python text, as (text or (singular, plural), context)."""
    read: Any = extract_python  # its declared types do not say that a call of several texts gives a tuple
    for _line, keyword, given, _comments in read(io.BytesIO(text.encode()), KEYWORDS, [], {}):
        texts = [given] if isinstance(given, str) else list(given or ())
        context = texts.pop(0) if keyword in IN_CONTEXT | PLURAL_IN_CONTEXT else None
        if keyword in PLURAL | PLURAL_IN_CONTEXT:
            if len(texts) > 1 and texts[0] and texts[1]:
                yield (texts[0], texts[1]), context
        elif texts and texts[0]:
            yield texts[0], context


def messages_of(app: str) -> Catalog:
    """All messages of an app, as its files stand now."""
    catalog = Catalog(locale=LANGUAGE, fuzzy=False)
    folder = PACKAGE / app
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".py":
            text = path.read_text()
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            text = without_indent(templatize(path.read_text(), origin=str(path)))
        else:
            continue
        for message, context in found_in(text):
            catalog.add(message, context=context)
    return catalog


def without_indent(text: str) -> str:
    """What `templatize` gives keeps the template's indentation, which Python's tokenizer would take for its own."""
    return "\n".join(line.lstrip() for line in text.splitlines())


def stored(app: str) -> Catalog:
    """The translations that are kept so far."""
    path = po_path(app)
    return read(path) if path.is_file() else Catalog(locale=LANGUAGE, fuzzy=False)


def read(path: Path) -> Catalog:
    """One file of translations; its folder says of which language."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def lent_faults() -> list[str]:
    """What is wrong with our words for texts of others: texts that they do not know, words missing, placeholders."""
    folders = [Path(str(find_spec(each).submodule_search_locations[0])) for each in LENDERS]  # type: ignore[union-attr, index]
    found = []
    for path in sorted(LENT.rglob("*.po")):
        files = [each for folder in folders for each in folder.rglob(f"locale/en/LC_MESSAGES/{path.name}")]
        theirs = {message.id for each in files for message in read(each)}
        for message in read(path):
            if not message.id:
                continue
            shown = message.id[0] if isinstance(message.id, tuple) else message.id
            if message.id not in theirs:
                found.append(f"{path.name}: nobody says this any more: {shown!r}")
            if not is_translated(message):
                found.append(f"{path.name}: not translated: {shown!r}")
            whole = message.id[-1] if isinstance(message.id, tuple) else message.id
            found.extend(f"{path.name}: {fault}: {shown!r}" for fault in placeholder_faults(whole, message.string))
    return found


def extract(app: str) -> tuple[int, int]:
    """Bring the file of an app up to date; returns how many messages it has and how many lack a translation."""
    fresh, kept = messages_of(app), stored(app)
    for message in fresh:
        if not message.id:
            continue
        before = kept.get(message.id, message.context)
        if before is None and isinstance(message.id, tuple):
            before = kept.get(message.id[0], message.context)
        if before is not None and before.string and isinstance(before.string, str) == isinstance(message.id, str):
            message.string = before.string
    path = po_path(app)
    if not len(fresh):
        path.unlink(missing_ok=True)
        return 0, 0
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, fresh, width=120, sort_output=True, omit_header=True, no_location=True)
    path.write_text(header() + "\n" + buffer.getvalue().decode().strip() + "\n")
    return len(fresh), sum(1 for message in fresh if message.id and not is_translated(message))


def header() -> str:
    """A head without dates and names, so that it never changes."""
    return (
        'msgid ""\n'
        'msgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {LANGUAGE}\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    )


def is_translated(message: Message) -> bool:
    """Whether every form has words."""
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(texts) and all(texts)


def faults(app: str) -> list[str]:
    """What is wrong with the translation of an app, a sentence each."""
    fresh, kept = messages_of(app), stored(app)
    found = []
    for message in fresh:
        if not message.id:
            continue
        before = kept.get(message.id, message.context)
        shown = message.id[0] if isinstance(message.id, tuple) else message.id
        if before is None:
            found.append(f"{app}: not in the file yet (run extract): {shown!r}")
        elif not is_translated(before):
            found.append(f"{app}: not translated: {shown!r}")
        else:
            found.extend(f"{app}: {fault}: {shown!r}" for fault in placeholder_faults(message.id, before.string))
    found.extend(f"{app}: {fault}" for fault in unread_names(app))
    current = {(message.id, message.context) for message in fresh}
    for message in kept:
        if message.id and (message.id, message.context) not in current:
            found.append(f"{app}: no longer used (run extract): {message.id!r}")
    return found


def unread_names(app: str) -> list[str]:
    """Names that an app gives to gettext and under which nobody looks for words: what they say stays Vietnamese."""
    given = re.compile(r"\bn?p?gettext(?:_lazy|_noop)? as (\w+)")
    return [
        f"{file.relative_to(PACKAGE)} calls gettext {name!r}: words under this name are not found"
        for file in sorted((PACKAGE / app).rglob("*.py"))
        for name in given.findall(file.read_text(encoding="utf-8"))
        if name not in KEYWORDS
    ]


def disagreements(chosen: Sequence[str]) -> list[str]:
    """Texts that two apps put otherwise: Django keeps one of them for all, and nobody knows which."""
    said: dict[tuple[object, str | None], dict[object, list[str]]] = {}
    for app in chosen:
        for message in stored(app):
            if message.id and is_translated(message):
                said.setdefault((message.id, message.context), {}).setdefault(message.string, []).append(app)
    return [
        f"{shown!r} is put otherwise: " + "; ".join(f"{text!r} in {', '.join(where)}" for text, where in texts.items())
        for (shown, _context), texts in said.items()
        if len(texts) > 1
    ]


def placeholder_faults(source: str | Sequence[str], target: str | Sequence[str] | None) -> list[str]:
    """Placeholders of the source that its translation lost or made up, and a translation that stands there twice."""
    sources = (source,) if isinstance(source, str) else tuple(source)
    targets = (target,) if isinstance(target, str) else tuple(target or ())
    wanted = {mark for text in sources for mark in PLACEHOLDER.findall(text)}
    found = []
    for text in targets:
        given = set(PLACEHOLDER.findall(text))
        if missing := wanted - given:
            found.append(f"the translation lacks {', '.join(sorted(missing))}")
        if made_up := given - wanted:
            found.append(f"the translation has {', '.join(sorted(made_up))}, which the source has not")
        if STUTTER.fullmatch(text):
            found.append("the translation says itself again")
    return found


def compile_all() -> int:
    """Write every .mo beside its .po, where the .po is newer; returns how many were written."""
    written = 0
    for source in [*(po_path(app) for app in apps()), *sorted(LENT.rglob("*.po"))]:
        target = source.with_suffix(".mo")
        if not source.is_file():
            target.unlink(missing_ok=True)
            continue
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        fresh = target.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as file:
            write_mo(file, read(source))
        fresh.replace(target)  # whole or not at all, whoever else compiles at the same time
        written += 1
    return written


def main() -> int:
    """Run one of the three commands; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["extract", "compile", "check"])
    parser.add_argument("apps", nargs="*", help="apps to extract or check; all when none is named")
    options = parser.parse_args()
    unknown = set(options.apps) - set(apps())
    if unknown:
        parser.error(f"no such app: {', '.join(sorted(unknown))}")
    if not settings.configured:
        settings.configure(INSTALLED_APPS=[], USE_I18N=False)
        django.setup()
    chosen = options.apps or apps()
    if options.command == "compile":
        print(f"messages: {compile_all()} compiled")
        return 0
    if options.command == "check":
        found = [*(fault for app in chosen for fault in faults(app)), *disagreements(apps()), *lent_faults()]
        print("\n".join(found) or "messages: everything is translated")
        return 1 if found else 0
    for app in chosen:
        total, missing = extract(app)
        if total:
            print(f"{app}: {total} messages, {missing} without translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
