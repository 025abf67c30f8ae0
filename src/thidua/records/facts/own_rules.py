"""The rules that an agency entered and signed, as a book of awards beside the shipped one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from thidua.core.law.awards import Award, Awards, read_own_rules, with_own
from thidua.core.law.codes import Subject
from thidua.records.enums import RuleFileState
from thidua.records.models import RuleFile


@dataclass(frozen=True, slots=True)
class OwnRulesOf:
    """The signed rules of an agency: the whole book with them in their place, the awards they judge, the files."""

    awards: Awards | None
    keys: frozenset[tuple[str, Subject]]
    ids: tuple[int, ...]


def own_rules_of(agency: int) -> OwnRulesOf:
    """What is signed and not withdrawn. Who signed in the application is who signed, whatever the file says."""
    files = list(RuleFile.objects.filter(agency=agency, state=RuleFileState.SIGNED).order_by("signed_at", "pk"))
    own = [award for each in files for award in awards_of(each)]
    if not own:
        return OwnRulesOf(None, frozenset(), ())
    return OwnRulesOf(with_own(own), frozenset(each.key for each in own), tuple(each.pk for each in files))


def awards_of(file: RuleFile) -> list[Award]:
    """The awards of a file, signed by who signed it."""
    rules = read_own_rules(file.text, file.file_name)
    return [
        replace(award, versions=tuple(replace(each, signed_by=file.signed_by) for each in award.versions))
        for award in rules.awards
    ]
