"""What a dossier consists of, on which forms, until when: dated and cited like everything else of the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import Citations
from thidua.core.law.codes import HONOUR_CODES, TITLE_CODES, Subject
from thidua.core.law.facts_file import code_of
from thidua.core.law.places import Place, shipped
from thidua.core.law.regimes import require_next
from thidua.core.law.texts import registered


@dataclass(frozen=True, slots=True)
class DossierPaper:
    """One paper of a dossier. `form`: its number among the forms of the decree, empty where none is known; `subject`:
    of whom the form is, None where it makes no difference.
    """

    code: str
    form: str
    form_grade: Certainty
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class DossierVersion:
    """Papers and the last day of filing (as a text says it, empty where the agency fixes it) over some time."""

    since: date
    until: date | None
    cites: Citations
    grade: Certainty
    papers: tuple[DossierPaper, ...]
    deadline: str
    note: str


@dataclass(frozen=True, slots=True)
class DossierRules:
    """What is needed for one award, over time."""

    code: str
    versions: tuple[DossierVersion, ...]

    def on(self, day: date) -> DossierVersion | None:
        """The version of a law day; None where we hold no text of that time."""
        return next(
            (each for each in self.versions if each.since <= day and (each.until is None or day <= each.until)), None
        )


_VERSION: Final = ("until", "deadline", "note", "cites")


@lru_cache(maxsize=1)
def shipped_dossiers() -> Mapping[str, DossierRules]:
    """The rules of `dossiers.yaml` by the code of the award."""
    found = {}
    for place in next(shipped("dossiers.yaml")).items():
        entry = place.mapping((), ("codes", "versions"))
        versions: list[DossierVersion] = []
        for each in entry["versions"].items():
            version = _version(each)
            require_next(each, versions[-1].until if versions else None, version.since, is_first=not versions)
            versions.append(version)
        for code in entry["codes"].items():
            name = code_of(code, (*TITLE_CODES, *HONOUR_CODES))
            if name in found:
                raise code.wrong("key_twice", key=name)
            found[name] = DossierRules(name, tuple(versions))
    return found


def _version(place: Place) -> DossierVersion:
    entry = place.mapping(_VERSION, ("since", "grade", "papers"))
    if "cites" not in entry:
        raise place.wrong("uncited")
    papers = tuple(_paper(each) for each in entry["papers"].items())
    return DossierVersion(
        entry["since"].day(),
        entry["until"].maybe_day() if "until" in entry else None,
        registered(entry["cites"]),
        entry["grade"].grade(),
        papers,
        entry["deadline"].text() if "deadline" in entry else "",
        entry["note"].text() if "note" in entry else "",
    )


def _paper(place: Place) -> DossierPaper:
    if isinstance(place.value, str):
        return DossierPaper(place.text(), "", Certainty.UNKNOWN)
    entry = place.mapping(("subject",), ("paper", "form", "grade"))
    subject = entry["subject"].choice(Subject) if "subject" in entry else None
    return DossierPaper(entry["paper"].text(), entry["form"].text(), entry["grade"].grade(), subject)
