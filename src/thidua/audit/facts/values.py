"""Values of an entry in words: names for numbers of rows, words for codes, days and numbers as officials write them.

What a value means is asked of the recorded thing's own model: its choices, its foreign keys. So no code and no row
number reaches the screen, and history needs to know none of the apps above it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.audit.words.fields import EXACT, FIELDS, HIDDEN, PLAIN, THINGS
from thidua.common.components.texts import moment, number, short_date
from thidua.common.references import Reference, describe
from thidua.core.vietnam.partial_dates import PartialDate

_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
_CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_EXACT = re.compile(r"-?\d+(/\d+)?")
_POINTER = re.compile(r"([a-z_.]+) (\d+)")


@dataclass
class Names:
    """Names of the rows that entries point at: gathered first, then looked up, one query per kind of thing."""

    wanted: dict[str, set[object]] = field(default_factory=dict)
    references: set[Reference] = field(default_factory=set)
    found: dict[tuple[str, object], str] = field(default_factory=dict)

    def gather(self, kind: str, values: Mapping[str, Any] | None) -> None:
        """Note what the values of an entry about a thing of model `kind` point at."""
        for key, value in (values or {}).items():
            self._note(kind, key, value)

    def _note(self, kind: str, key: str, value: Any) -> None:
        if pointer := _reference(key, value):
            self.references.add(pointer)
        elif isinstance(value, dict):
            self.gather(kind, value)
        elif thing := _kind_named_by(kind, key):
            self.wanted.setdefault(thing, set()).update(_ids(value))
        elif isinstance(value, list):
            for each in value:
                self._note(kind, key, each)

    def look_up(self) -> None:
        """Fetch them all."""
        for kind, values in self.wanted.items():
            rows = _rows(kind, values)
            for row in rows:
                for value in (row.pk, getattr(row, "code", None)):
                    self.found[kind, value] = str(row)
        for reference, card in describe(self.references).items():
            self.found[reference.kind, reference.id] = card.title

    def of(self, kind: str, value: object) -> str:
        """The name, or words for a thing that is gone."""
        if (kind, value) in self.found:
            return self.found[kind, value]
        return value if isinstance(value, str) and " " in value else _("không còn trong hệ thống")


def label_of(kind: str, key: str) -> str:
    """What a key of `before` and `after` is called."""
    name = key.removesuffix("_id")
    if name in FIELDS:
        return str(FIELDS[name])
    return _code_words(kind, key) or key


def words_of_value(kind: str, key: str, value: Any, names: Names) -> str:
    """One value in words; None and the empty text are “chưa có”."""
    if value is None or value in ("", [], {}):
        return _("chưa có")
    if pointer := _reference(key, value):
        return names.of(pointer.kind, pointer.id)
    if isinstance(value, dict):
        shown = {k: v for k, v in value.items() if k not in HIDDEN}
        return "; ".join(f"{label_of(kind, k)}: {words_of_value(kind, k, v, names)}" for k, v in shown.items())
    if thing := _kind_named_by(kind, key):
        return "; ".join(names.of(thing, each) for each in _ids(value))
    if isinstance(value, list):
        between = "\n" if any(isinstance(each, dict) for each in value) else "; "
        return between.join(words_of_value(kind, key, each, names) for each in value)
    return _plain_words(kind, key, value)


def _plain_words(kind: str, key: str, value: Any) -> str:
    if isinstance(value, bool):
        return pgettext("yes or no", "có") if value else pgettext("yes or no", "không")
    if isinstance(value, int):
        return str(value) if key in PLAIN else number(value)
    text = str(value)
    if key in EXACT and _EXACT.fullmatch(text):
        return number(Fraction(text))
    if _DAY.fullmatch(text):
        return _day(text)
    if _MOMENT.fullmatch(text):
        return moment(datetime.fromisoformat(text))
    if choice := _choice_words(kind, key, text):
        return choice
    if _CODE.fullmatch(text):
        return _code_words(kind, text) or text
    return text


def _day(text: str) -> str:
    try:
        return short_date(date.fromisoformat(text)) if len(text) == 10 else str(PartialDate.parse(text))
    except ValueError:
        return text


def _model(kind: str) -> type[Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def _field(kind: str, key: str) -> "Field[Any, Any] | None":
    model = _model(kind)
    if model is None:
        return None
    try:
        found = model._meta.get_field(key)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def _kind_named_by(kind: str, key: str) -> str:
    """The model label of the things that the values of `key` name, or the empty string."""
    own = _field(kind, key.removesuffix("_id"))
    if own is not None and own.related_model is not None and not isinstance(own.related_model, str):
        return str(own.related_model._meta.label_lower)
    if own is not None:
        return ""
    return THINGS.get(f"{kind}.{key}") or THINGS.get(key.removesuffix("_id"), "")


def _ids(value: Any) -> list[object]:
    """The row numbers or codes in a value; words among them are kept as they are."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, int | str) and each != ""]


def _rows(kind: str, values: Iterable[object]) -> list[Model]:
    model = _model(kind)
    if model is None:
        return []
    rows = model._default_manager.select_related()  # a name is often made of the names of what it belongs to
    numbers = [value for value in values if isinstance(value, int)]
    codes = [value for value in values if isinstance(value, str)]
    found = list(rows.filter(pk__in=numbers)) if numbers else []
    if codes and _field(kind, "code") is not None:
        found += rows.filter(code__in=codes)
    return found


def _reference(key: str, value: Any) -> Reference | None:
    """A pointer to a thing of another app: ["activity", 5], or “activity 5” under “by”."""
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], int):
        return Reference(value[0], value[1])
    if key == "by" and isinstance(value, str) and (found := _POINTER.fullmatch(value)):
        return Reference(found[1], int(found[2]))
    return None


def _choice_words(kind: str, key: str, text: str) -> str:
    own = _field(kind, key)
    return str(dict(own.flatchoices).get(text, "")) if own is not None else ""


def _code_words(kind: str, code: str) -> str:
    """Words of a code that is a choice of some field of the same app."""
    if not _CODE.fullmatch(code) or _model(kind) is None:
        return ""
    app = kind.split(".")[0]
    for model in apps.get_app_config(app).get_models():
        for each in model._meta.get_fields():
            if isinstance(each, Field) and (words := dict(each.flatchoices).get(code)):
                return str(words)
    return ""
