"""The rules that an agency entered and signed, as a book of awards beside the shipped one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from thidua.common.language import page_language
from thidua.core.law.awards import Award, Awards, with_own
from thidua.core.law.codes import Subject
from thidua.core.law.errors import LawError
from thidua.core.law.own_rules import OwnRules, read_own_rules, signed
from thidua.core.law.quotas import QuotaRule
from thidua.records.enums import RuleFileState
from thidua.records.models import RuleFile


@dataclass(frozen=True, slots=True)
class UnreadRules:
    """A file that was taken once and can be read no more: an upgrade asks for what it does not say."""

    pk: int
    title: str
    text: str
    fault: LawError

    @property
    def says(self) -> str:
        """Which file, which line, what is wrong there."""
        return f"{self.fault.place}{self.fault.say(page_language())}"

    @property
    def line(self) -> str:
        """What stands in that line."""
        lines, number = self.text.splitlines(), self.fault.line or 0
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""

    @property
    def sentence(self) -> str:
        """All of it for a page: the law answers without these rules, and what is to be done."""
        told = {"title": self.title, "fault": self.says.rstrip(".")}
        said = _(
            "Không đọc được quy định riêng “%(title)s”: %(fault)s. Kết quả chỉ theo văn bản trong thư viện. "
            "Cơ quan thường trực rút tệp, sửa dòng ấy, đưa vào lại và ký."
        )
        return said % told


@dataclass(frozen=True, slots=True)
class OwnRulesOf:
    """The signed rules of an agency: the whole book with them in their place, the awards they judge, the files; and the
    files among the signed ones that cannot be read.
    """

    awards: Awards | None
    keys: frozenset[tuple[str, Subject]]
    ids: tuple[int, ...]
    quotas: Mapping[int, tuple[QuotaRule, ...]]
    """By file."""
    unread: tuple[UnreadRules, ...] = ()

    def quotas_in(self, files: Iterable[int]) -> tuple[QuotaRule, ...]:
        """The quotas of some of the files, as far as these judge still."""
        return tuple(each for pk in files for each in self.quotas.get(pk, ()))


def own_rules_of(agency: int) -> OwnRulesOf:
    """What is signed and not withdrawn. Who signed in the application is who signed, whatever the file says. A file
    that cannot be read, alone or beside those signed before it, judges nothing and is named.
    """
    files = RuleFile.objects.filter(agency=agency, state=RuleFileState.SIGNED).order_by("signed_at", "pk")
    own: list[Award] = []
    book: Awards | None = None
    quotas: dict[int, tuple[QuotaRule, ...]] = {}
    unread: list[UnreadRules] = []
    for file in files:
        try:
            rules = rules_in(file)
            _require_other_quotas(rules, quotas.values())
            book = with_own([*own, *rules.awards])
        except LawError as fault:
            unread.append(UnreadRules(file.pk, file.title, file.text, fault))
        else:
            own += rules.awards
            quotas[file.pk] = rules.quotas
    return OwnRulesOf(book, frozenset(each.key for each in own), tuple(quotas), quotas, tuple(unread))


def _require_other_quotas(rules: OwnRules, before: Iterable[Iterable[QuotaRule]]) -> None:
    """That no file signed before sets a quota for one of the awards: two shares of one award are no answer."""
    set_before = {(each.award, each.subject) for quotas in before for each in quotas}
    for each in rules.quotas:
        if (each.award, each.subject) in set_before:
            raise LawError("quota_twice", {"code": each.award, "subject": each.subject.value})


def unread_rules(file: RuleFile) -> UnreadRules | None:
    """What is wrong with a file; None while it can be read."""
    try:
        with_own(rules_in(file).awards)
    except LawError as fault:
        return UnreadRules(file.pk, file.title, file.text, fault)
    return None


def rules_in(file: RuleFile) -> OwnRules:
    """What is in a file, signed by who signed it. Raises `LawError` where it cannot be read."""
    rules = read_own_rules(file.text, file.file_name)
    if not file.signed_by:
        return rules
    quotas = tuple(replace(each, signed_by=file.signed_by) for each in rules.quotas)
    return replace(rules, signed_by=file.signed_by, awards=signed(rules.awards, file.signed_by), quotas=quotas)
