"""Activities and their facts as a file has them (docs/impact.md): the names of the fields, numbers as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, TypeVar

from thidua.core.impact.errors import ImpactError
from thidua.core.impact.facts import (
    ActivityFacts,
    Bag,
    Bulky,
    Claim,
    Condition,
    Counting,
    Covers,
    Credit,
    Destination,
    Fact,
    Flow,
    Harm,
    Headcount,
    Incident,
    ItemCount,
    Kind,
    MoneyMoved,
    Party,
    Planting,
    Presence,
    Scope,
    State,
    TreeCheck,
    WasteHandover,
    Weighing,
    Zone,
)
from thidua.core.impact.plain_yaml import read_plain
from thidua.core.vietnam.errors import DateError
from thidua.core.vietnam.partial_dates import PartialDate

FACTS: Final[Mapping[str, type[Fact]]] = MappingProxyType(
    {
        "presence": Presence,
        "headcount": Headcount,
        "zone": Zone,
        "bag": Bag,
        "bulky": Bulky,
        "weighing": Weighing,
        "items": ItemCount,
        "handover": WasteHandover,
        "money": MoneyMoved,
        "planting": Planting,
        "tree_check": TreeCheck,
        "incident": Incident,
        "claim": Claim,
    }
)
"""The key that opens a fact, with its code, → what kind of fact it is."""

Made = TypeVar("Made")
Choice = TypeVar("Choice", bound=StrEnum)

_NUMBER: Final = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20}|/[0-9]{1,20})?", re.ASCII)
_WHOLE: Final = re.compile(r"-?[0-9]{1,18}", re.ASCII)


def read_activities(text: str) -> list[ActivityFacts]:
    """The activities of a file. Raises `ImpactError`: unknown_key, missing_key, unknown_fact, bad_number, bad_day,
    bad_choice, bad_text and those of YAML.
    """
    plain = read_plain(text)
    if not isinstance(plain, list):
        raise ImpactError("bad_text", {"place": "—", "text": str(plain)[:40]})
    return [read_activity(each) for each in plain]


def read_activity(plain: Any) -> ActivityFacts:
    """One activity from plain text, lists and mappings; see `read_activities`."""
    if not isinstance(plain, Mapping) or not plain.get("activity"):
        raise ImpactError("missing_key", {"place": "—", "key": "activity"})
    code = _text(plain["activity"], "activity")
    given = {key: value for key, value in plain.items() if key not in ("activity", "parties", "credits", "facts")}
    extra = {
        "parties": tuple(_make(Party, each, code) for each in _list(plain, "parties", code)),
        "credits": tuple(_make(Credit, each, code) for each in _list(plain, "credits", code)),
        "facts": tuple(read_fact(each, code) for each in _list(plain, "facts", code)),
    }
    return _make(ActivityFacts, given, code, code=code, **extra)


def read_fact(plain: Any, place: str) -> Fact:
    """One fact; its first key says what it is and holds its code. `place` is named by errors; see `read_activities`."""
    opening = next(iter(plain), "") if isinstance(plain, Mapping) else ""
    if opening not in FACTS:
        raise ImpactError("unknown_fact", {"place": place, "known": ", ".join(FACTS)})
    code = _text(plain[opening], place)
    if not code:
        raise ImpactError("missing_key", {"place": place, "key": opening})
    given = {key: value for key, value in plain.items() if key != opening}
    return _make(FACTS[opening], given, f"{place}, {code}", code=code)


def _list(plain: Mapping[str, Any], key: str, place: str) -> list[Any]:
    found = plain.get(key) or []
    if not isinstance(found, list):
        raise ImpactError("bad_text", {"place": f"{place}, {key}", "text": str(found)[:40]})
    return found


def _make(kind: type[Made], plain: Any, place: str, **extra: Any) -> Made:
    if not isinstance(plain, Mapping):
        raise ImpactError("bad_text", {"place": place, "text": str(plain)[:40]})
    known = {each.name: each for each in fields(kind) if each.name not in extra and each.type in READERS}  # type: ignore[arg-type]
    if unknown := [key for key in plain if key not in known]:
        raise ImpactError("unknown_key", {"place": place, "key": unknown[0]})
    values = {}
    for name, its_field in known.items():
        if name in plain:
            values[name] = READERS[str(its_field.type)](plain[name], f"{place}, {name}")
        elif its_field.default is MISSING and its_field.default_factory is MISSING:
            raise ImpactError("missing_key", {"place": place, "key": name})
    return kind(**values, **extra)


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise ImpactError("bad_text", {"place": place, "text": str(value)[:40]})
    return value.strip()


def _texts(value: Any, place: str) -> tuple[str, ...]:
    return tuple(_text(each, place) for each in (value if isinstance(value, list) else [value]))


def _number(value: Any, place: str) -> Fraction | None:
    text = _text(value, place)
    if not text:
        return None
    try:
        if _NUMBER.fullmatch(text):
            return Fraction(text)
    except ZeroDivisionError:
        pass
    raise ImpactError("bad_number", {"place": place, "text": text})


def _whole_or_unknown(value: Any, place: str) -> int | None:
    text = _text(value, place)
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise ImpactError("bad_number", {"place": place, "text": text})
    return int(text)


def _whole(value: Any, place: str) -> int:
    number = _whole_or_unknown(value, place)
    if number is None:
        raise ImpactError("bad_number", {"place": place, "text": ""})
    return number


def _yes_no(value: Any, place: str) -> bool:
    text = _text(value, place)
    if text not in ("yes", "no"):
        raise ImpactError("bad_choice", {"place": place, "text": text, "known": "yes, no"})
    return text == "yes"


def _day(value: Any, place: str) -> date | None:
    partial = _partial_day(value, place)
    if partial == PartialDate():
        return None
    if partial.earliest is None or partial.earliest != partial.latest:
        raise ImpactError("bad_day", {"place": place, "text": str(value)})
    return partial.earliest


def _partial_day(value: Any, place: str) -> PartialDate:
    try:
        return PartialDate.parse(_text(value, place))
    except (DateError, ValueError):
        raise ImpactError("bad_day", {"place": place, "text": str(value)}) from None


def _moment(value: Any, place: str) -> datetime | None:
    text = _text(value, place)
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise ImpactError("bad_day", {"place": place, "text": text}) from None


def _hour(value: Any, place: str) -> time | None:
    text = _text(value, place)
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        raise ImpactError("bad_text", {"place": place, "text": text}) from None


def _point(value: Any, place: str) -> tuple[Fraction, Fraction] | None:
    degrees = [_number(each, place) for each in _texts(value, place)]
    if len(degrees) != 2 or degrees[0] is None or degrees[1] is None:
        raise ImpactError("bad_text", {"place": place, "text": str(value)[:40]})
    if abs(degrees[0]) > 90 or abs(degrees[1]) > 180:
        raise ImpactError("bad_text", {"place": place, "text": str(value)[:40]})
    return degrees[0], degrees[1]


def _choice(choices: type[Choice]) -> Callable[[Any, str], Choice]:
    def read(value: Any, place: str) -> Choice:
        text = _text(value, place)
        try:
            return choices(text)
        except ValueError:
            known = ", ".join(choices)
            raise ImpactError("bad_choice", {"place": place, "text": text, "known": known}) from None

    return read


READERS: Final[Mapping[str, Callable[[Any, str], Any]]] = MappingProxyType(
    {
        "str": _text,
        "tuple[str, ...]": _texts,
        "Exact | None": _number,
        "int | None": _whole_or_unknown,
        "int": _whole,
        "bool": _yes_no,
        "date | None": _day,
        "datetime | None": _moment,
        "time | None": _hour,
        "PartialDate": _partial_day,
        "tuple[Fraction, Fraction] | None": _point,
        "Kind": _choice(Kind),
        "State": _choice(State),
        "Scope": _choice(Scope),
        "Covers": _choice(Covers),
        "Counting": _choice(Counting),
        "Condition | None": _choice(Condition),
        "Destination | None": _choice(Destination),
        "Flow": _choice(Flow),
        "Harm": _choice(Harm),
    }
)
"""How a field is read, by what it holds."""
