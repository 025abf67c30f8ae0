"""What a dossier consists of, on which forms, until when: dated and cited like everything else of the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import Citations
from thidua.core.law.codes import HONOUR_CODES, TITLE_CODES, CommendationBasis, Subject
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
    """What is needed for one award, over time. `basis`: on which it is proposed; None: on any that has no rules of its
    own.
    """

    code: str
    versions: tuple[DossierVersion, ...]
    basis: CommendationBasis | None = None

    def on(self, day: date) -> DossierVersion | None:
        """The version of a law day; None where we hold no text of that time."""
        return next(
            (each for each in self.versions if each.since <= day and (each.until is None or day <= each.until)), None
        )


_VERSION: Final = ("until", "deadline", "note", "cites")


Basis = CommendationBasis | None


@lru_cache(maxsize=1)
def shipped_dossiers_by_basis() -> Mapping[tuple[str, Basis], DossierRules]:
    """The rules of `dossiers.yaml` by the code of the award and the basis on which it is proposed."""
    found: dict[tuple[str, Basis], DossierRules] = {}
    for place in next(shipped("dossiers.yaml")).items():
        entry = place.mapping(("basis",), ("codes", "versions"))
        basis = entry["basis"].choice(CommendationBasis) if "basis" in entry else None
        versions: list[DossierVersion] = []
        for each in entry["versions"].items():
            version = _version(each)
            require_next(each, versions[-1].until if versions else None, version.since, is_first=not versions)
            versions.append(version)
        for code in entry["codes"].items():
            name = code_of(code, (*TITLE_CODES, *HONOUR_CODES))
            if (name, basis) in found:
                raise code.wrong("key_twice", key=name)
            found[name, basis] = DossierRules(name, tuple(versions), basis)
    return found


@lru_cache(maxsize=1)
def shipped_dossiers() -> Mapping[str, DossierRules]:
    """The rules for merit, and for whatever basis has none of its own, by the code of the award."""
    return {code: rules for (code, basis), rules in shipped_dossiers_by_basis().items() if basis is None}


def dossier_for(code: str, basis: CommendationBasis) -> DossierRules:
    """What is needed to propose an award on a basis. Raises `KeyError` for an award there is not."""
    rules = shipped_dossiers_by_basis()
    return rules.get((code, basis)) or rules[code, None]


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
