"""Cases that officials can read and correct, kept in YAML beside the tests.

A file holds `award`, `subject`, `year`, `law_on`, `facts` (the set-up that all its cases share) and `cases`. A case has
a `name`, what it changes of the set-up (`change`: years are merged, null takes away, everything else is replaced; or
another `year`, `law_on`, `as_of`, `settings`; `law_days` in place of `law_on`: the same on each of several days, for
which the day of judging is that of the set-up; `confirmed` and `denied` in place of what is attested: what Trần Thị
Bình confirms and Lê Văn Cường denies on the set-up's day), and what must come out: `verdict` of the award (of the text
held, where another is not held: `under`; or `held`: of the text held, whether or not it is the one in force),
`of`/`stands`: one criterion by its name (or its beginning) and its verdict, or `criteria`: several, and `cites`: where
that one criterion stands in the law, in words. `rule` names the general rule that a case is about, `says` and `silent`
what a finding or a note must say, and what none may.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml

from thidua.core.law.codes import Subject
from thidua.core.law.explain import assess, award_for
from thidua.core.law.facts import Facts
from thidua.core.law.facts_file import read_facts
from thidua.core.law.outcome import CriterionFinding, Outcome
from thidua.core.law.regimes import regime_on
from thidua.core.plain import read_plain

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class LawCase:
    """One case of a file, made whole."""

    file: str
    name: str
    award: str
    subject: Subject
    read: Callable[[], Facts]
    year: int
    law_on: date
    as_of: date | None
    settings: dict[str, str]
    verdict: str
    under: str | None
    stands: dict[str, str]
    """Criteria by name, or its beginning → the verdict each must have."""
    cites: str
    rule: str
    says: str
    silent: str

    @property
    def facts(self) -> Facts:
        """Read once for all the days of a case."""
        return self.read()

    def outcome(self) -> Outcome:
        """What the product says."""
        award = award_for(self.award, self.subject)
        return assess(award, self.facts, year=self.year, law_on=self.law_on, as_of=self.as_of, settings=self.settings)


def changed(plain: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """The set-up with what a case changes."""
    made = dict(plain)
    for key, value in change.items():
        if value is None:
            made.pop(key, None)
        elif isinstance(value, dict) and isinstance(made.get(key), dict) and key != "people":
            merged = {**made[key], **value}
            made[key] = dict(sorted((year, each) for year, each in merged.items() if each is not None))
        elif key == "people":
            made[key] = {year: {**made[key][year], **each} for year, each in value.items()}
        else:
            made[key] = value
    return made


def facts_in(name: str, plain: dict[str, Any]) -> Facts:
    """The facts of a case, read as a file of facts is."""
    return read_facts(yaml.dump(plain, Dumper=DUMPER, allow_unicode=True, sort_keys=False), name)


def attested(told: dict[str, Any], day: str) -> dict[str, Any]:
    """The change of a case with what it confirms and denies, where it says so."""
    change = told.get("change", {})
    if "confirmed" not in told and "denied" not in told:
        return change
    said = [
        *({"criterion": each, "by": "Trần Thị Bình"} for each in told.get("confirmed", ())),
        *({"criterion": each, "by": "Lê Văn Cường", "holds": False} for each in told.get("denied", ())),
    ]
    return {**change, "attested": [{**each, "year": told["year"], "on": day} for each in said]}


def cases_of(name: str) -> Iterator[LawCase]:
    """The cases of one file."""
    data, _lines, faults = read_plain((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    assert not faults, (name, faults)
    for each in data["cases"]:
        told = {**data, **each}
        as_of = date.fromisoformat(told["as_of"]) if "as_of" in told else None
        if "law_days" in each:
            as_of = as_of or date.fromisoformat(data["law_on"])
        change = attested({"year": told["year"], **each}, data["law_on"])
        plain = changed({"subject": told["subject"], **told["facts"]}, change)
        read = cache(partial(facts_in, f"{name}: {each['name']}", plain))
        for law_on in each.get("law_days", [told["law_on"]]):
            regime = regime_on(date.fromisoformat(law_on))
            is_open = regime is not None and bool(regime.not_held)
            yield LawCase(
                file=name,
                name=f"{name}: {each['name']}" + (f" ({law_on})" if "law_days" in each else ""),
                award=told["award"],
                subject=Subject(told["subject"]),
                read=read,
                year=int(told["year"]),
                law_on=date.fromisoformat(law_on),
                as_of=as_of,
                settings=told.get("settings", {}),
                verdict=each["verdict"] if "verdict" in each else "UNKNOWN" if is_open else each["held"],
                under=each["held"] if "held" in each and is_open else each.get("under"),
                stands=each.get("criteria") or ({each["of"]: each["stands"]} if "of" in each else {}),
                cites=each.get("cites", ""),
                rule=each.get("rule", ""),
                says=each.get("says", ""),
                silent=each.get("silent", ""),
            )


@cache
def all_cases() -> tuple[LawCase, ...]:
    """The cases of all files."""
    return tuple(case for file in sorted(FOLDER.glob("*.yaml")) for case in cases_of(file.stem))


def findings(outcome: Outcome) -> Iterator[CriterionFinding]:
    """Every finding, groups and their parts."""

    def walk(finding: CriterionFinding) -> Iterator[CriterionFinding]:
        yield finding
        for part in finding.parts:
            yield from walk(part)

    for route in outcome.routes:
        for finding in route.findings:
            yield from walk(finding)
