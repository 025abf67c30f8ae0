"""The register of legal texts and the papers of dossiers as the public may read them: from when, on which form, and how
surely we know that.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from django.utils.text import slugify
from django.utils.translation import gettext as _

from thidua.core.law.awards import shipped_awards
from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import say_citations
from thidua.core.law.codes import CommendationBasis
from thidua.core.law.procedures import Basis, DossierPaper, DossierVersion, shipped_dossiers_by_basis
from thidua.core.law.texts import RegisteredText, TextKind, shipped_texts
from thidua.core.vietnam.names import fold


class Standing(Enum):
    """Whether a text holds, in the order in which the register lists them."""

    IN_FORCE = auto()
    COMING = auto()
    ENDED = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class ListedText:
    """One text on a day; `standing` says in words whether it holds, `sure` how its days are known."""

    text: RegisteredText
    kind: str
    standing: str
    is_unknown: bool
    sure: str

    @property
    def anchor(self) -> str:
        """Its place on the page of documents: “98/2023/NĐ-CP” is `98-2023-nd-cp`."""
        return slugify(fold(self.text.number).replace("/", "-"))

    @property
    def name(self) -> str:
        """What it is, with its number."""
        return f"{self.kind} {self.text.number}"

    @property
    def words(self) -> str:
        """What it is found by."""
        return f"{self.name} {self.text.title}"


def listed_texts(today: date) -> list[ListedText]:
    """Laws, decrees, circulars and decisions: those in force first, in each part the latest first."""
    rows = [each for each in shipped_texts().values() if each.kind != TextKind.TABLE]
    rows.sort(key=lambda each: (_standing(each, today).value, -(each.since or date.min).toordinal()))
    return [
        ListedText(
            each,
            _kinds()[each.kind],
            _words()[_standing(each, today)],
            _standing(each, today) is Standing.UNKNOWN,
            _grades()[each.grade],
        )
        for each in rows
    ]


@dataclass(frozen=True, slots=True)
class ListedDossier:
    """What a proposal for some awards consists of on a day; `papers` with the number of their form where known."""

    awards: list[str]
    papers: list[str]
    deadline: str
    note: str
    cites: str
    sure: str

    @property
    def of_what(self) -> str:
        """The awards, in one line."""
        return "; ".join(self.awards)

    @property
    def words(self) -> str:
        """What it is found by."""
        return " ".join((*self.awards, *self.papers, self.note))


def listed_dossiers(today: date) -> list[ListedDossier]:
    """The awards whose papers a text in force tells, those with the same papers together, in the order of the file."""
    together: dict[int, tuple[DossierVersion, Basis, list[str]]] = {}
    for (code, basis), rules in shipped_dossiers_by_basis().items():
        version = rules.on(today)
        if version is not None:
            _version, _basis, codes = together.setdefault(id(version), (version, basis, []))
            codes.append(code)
    names = {award.code: award.name.partition(" cho ")[0] for award in shipped_awards().values()}
    return [
        ListedDossier(
            [_named(names[code], basis) for code in codes],
            [_paper(each) for each in version.papers],
            version.deadline,
            version.note,
            say_citations(version.cites),
            _grades()[version.grade],
        )
        for version, basis, codes in together.values()
    ]


def _named(award: str, basis: Basis) -> str:
    """An award with the basis on which it is proposed, where the papers are those of one basis."""
    told = {
        CommendationBasis.AD_HOC: _("%(award)s (đột xuất)"),
        CommendationBasis.THEMATIC: _("%(award)s (theo chuyên đề)"),
        CommendationBasis.CONTRIBUTION: _("%(award)s (quá trình cống hiến)"),
    }
    return told[basis] % {"award": award} if basis is not None else award


def _paper(paper: DossierPaper) -> str:
    if not paper.form:
        return _papers()[paper.code]
    told = {"paper": _papers()[paper.code], "number": paper.form, "sure": _grades()[paper.form_grade]}
    return _("%(paper)s, mẫu số %(number)s (%(sure)s)") % told


def _papers() -> dict[str, str]:
    return {
        "PROPOSAL_LETTER": _("Tờ trình"),
        "ACHIEVEMENT_REPORT": _("Báo cáo thành tích"),
        "MINUTES": _("Biên bản họp xét"),
        "VOTE_RESULT": _("Kết quả bỏ phiếu"),
        "INITIATIVE": _("Chứng nhận sáng kiến, đề tài"),
        "INITIATIVE_OR_COMPLETION": _("Chứng nhận sáng kiến, đề tài, hoặc xác nhận hoàn thành xuất sắc nhiệm vụ"),
        "RANKING": _("Kết quả xếp hạng"),
        "SERVICE_TIME_PROOF": _("Giấy tờ về thời gian công tác"),
        "FEAT_PROOF": _("Giấy tờ xác nhận thành tích, giải thưởng khi tiêu chuẩn đòi hỏi"),
    }


def _standing(text: RegisteredText, today: date) -> Standing:
    if text.until is not None and text.until < today:
        return Standing.ENDED
    if text.since is None:
        return Standing.UNKNOWN
    return Standing.IN_FORCE if text.since <= today else Standing.COMING


def _words() -> dict[Standing, str]:
    return {
        Standing.IN_FORCE: _("Đang có hiệu lực"),
        Standing.COMING: _("Chưa có hiệu lực"),
        Standing.ENDED: _("Hết hiệu lực"),
        Standing.UNKNOWN: _("chưa rõ ngày"),
    }


def _kinds() -> dict[TextKind, str]:
    return {
        TextKind.LAW: _("Luật"),
        TextKind.DECREE: _("Nghị định"),
        TextKind.CIRCULAR: _("Thông tư"),
        TextKind.DECISION: _("Quyết định"),
        TextKind.LETTER: _("Công văn"),
        TextKind.CONSOLIDATION: _("Văn bản hợp nhất"),
        TextKind.TABLE: _("Bảng"),
    }


def _grades() -> dict[Certainty, str]:
    return {
        Certainty.VERIFIED: _("đã đọc lời văn, bản sao"),
        Certainty.SECONDARY: _("đọc qua bài lược thuật"),
        Certainty.DERIVED: _("chỉ thấy ở văn bản dẫn lại"),
        Certainty.MEMORY: _("ghi theo trí nhớ, chưa đọc"),
        Certainty.UNKNOWN: _("chưa có văn bản"),
    }
