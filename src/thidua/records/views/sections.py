"""A record book as its page shows it: sections with lines, each with its paper and what may be done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.policy import Answer
from thidua.core.law.codes import TITLE_CODES
from thidua.organisations.models import BlocMembership, Person, Post, Unit, UnitMembership
from thidua.organisations.policies import may_keep_bloc, may_write_papers_of
from thidua.organisations.queries import blocs_of_unit
from thidua.records.enums import SENSITIVE_PARTS, BookPart, EntryKind, Grade, LawCode, MeasureKind
from thidua.records.facts.rows import BookRows
from thidua.records.forms.books import attestable
from thidua.records.models import (
    Attestation,
    AwardHold,
    BlocRank,
    BookEntry,
    DisciplinaryMeasure,
    FullyTold,
    PeopleFigures,
    PostStanding,
    SharedTelling,
    UnitAward,
    Work,
    YearGrade,
)
from thidua.records.policies import may_see_sensitive, may_write_book
from thidua.records.policies.pages import PERSON, UNIT, may_write_part, part_of
from thidua.records.policies.places import Place, PlaceRow

Subject = Person | Unit


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line: when, what, on what paper. `anchor` is where explanations lead to."""

    anchor: str
    when: str
    what: str
    more: str = ""
    paper: str = ""
    url: str = ""
    edit_url: str = ""
    remove_url: str = ""
    edit_label: str = ""
    """What correcting it is called where it is not just “Sửa”."""
    paper_url: str = ""
    """Where the decision it rests on is written, if that is not done where it is corrected."""


@dataclass(frozen=True, slots=True)
class BookSection:
    """Lines of one kind, what is said of their being all, and where one more is written."""

    key: str
    title: str
    lines: list[BookLine]
    told: list[FullyTold]
    nothing: str
    add_url: str = ""
    add_label: str = ""
    answer: Answer | None = None
    is_sensitive: bool = False

    @property
    def has_acts(self) -> bool:
        """Whether something may be done about one of its lines."""
        return any(line.edit_url or line.remove_url or line.paper_url for line in self.lines)


def whose_of(subject: Subject) -> str:
    """How addresses tell people and units apart."""
    return PERSON if isinstance(subject, Person) else UNIT


def book_url(subject: Subject, anchor: str = "") -> str:
    """The page of a book, at one of its lines."""
    url = reverse("record_book", args=[whose_of(subject), subject.pk])
    return f"{url}#{anchor}" if anchor else url


def line_url(kind: str, pk: int) -> str:
    """The page of what a doubt rests on."""
    if kind in ("award", "person"):
        return reverse(kind, args=[pk])
    return reverse("book_entry", args=[kind, pk])


def sections_of(actor: Actor, subject: Subject, rows: BookRows) -> list[BookSection]:
    """What the actor sees of a book."""
    sees_sensitive = bool(may_see_sensitive(actor, subject))
    titles = [each for each in rows.awards if each.law_code in TITLE_CODES]
    honours = [each for each in rows.awards if each.law_code not in TITLE_CODES]
    may_write = may_write_book(actor, subject)
    award_url = reverse("add_book_award", args=[whose_of(subject), subject.pk])
    found = [
        _section(actor, subject, BookPart.GRADE, rows.grades, rows),
        BookSection(
            "danh-hieu",
            str(EntryKind.TITLE.label),
            [award_line(each, may_write=bool(may_write)) for each in reversed(titles)],
            _told(rows, EntryKind.TITLE),
            _("Chưa ghi danh hiệu nào."),
            award_url,
            _("Ghi danh hiệu"),
            may_write,
        ),
        BookSection(
            "hinh-thuc",
            str(EntryKind.HONOUR.label),
            [award_line(each, may_write=bool(may_write)) for each in reversed(honours)],
            _told(rows, EntryKind.HONOUR),
            _("Chưa ghi hình thức khen thưởng nào."),
            award_url,
            _("Ghi hình thức khen thưởng"),
            may_write,
        ),
    ]
    if isinstance(subject, Person):
        found.append(_section(actor, subject, BookPart.WORK, rows.works, rows))
        found.append(_places(actor, subject, rows, may_write=bool(may_write)))
    else:
        found.append(_section(actor, subject, BookPart.PEOPLE, rows.people, rows))
        found.append(_section(actor, subject, BookPart.RANK, rows.ranks, rows))
        found.append(_blocs(actor, subject))
    found.append(_section(actor, subject, BookPart.ATTESTATION, rows.attested, rows))
    if sees_sensitive:
        found.append(_section(actor, subject, BookPart.DISCIPLINE, rows.discipline, rows))
        found.append(_section(actor, subject, BookPart.HOLD, rows.holds, rows))
    return found


_KINDS = {
    BookPart.WORK: (EntryKind.INITIATIVE, EntryKind.SCIENTIFIC_WORK),
    BookPart.RANK: (EntryKind.RANK,),
    BookPart.DISCIPLINE: (EntryKind.DISCIPLINE,),
    BookPart.HOLD: (EntryKind.HOLD,),
}


def _section(
    actor: Actor, subject: Subject, part: BookPart, entries: Iterable[BookEntry], rows: BookRows
) -> BookSection:
    answer = may_write_part(actor, subject, part)
    names = dict(attestable(subject)) if part == BookPart.ATTESTATION else {}
    return BookSection(
        part.value,
        str(part.label),
        [entry_line(each, names, may_write=bool(answer)) for each in reversed(list(entries))],
        _told(rows, *_KINDS.get(part, ())),
        _("Chưa ghi gì."),
        reverse("add_book_entry", args=[whose_of(subject), subject.pk, part.value]),
        _ADD_LABELS[part](),
        answer,
        part in SENSITIVE_PARTS,
    )


_ADD_LABELS = {
    BookPart.GRADE: lambda: _("Ghi xếp loại"),
    BookPart.WORK: lambda: _("Ghi sáng kiến, đề tài"),
    BookPart.DISCIPLINE: lambda: _("Ghi kỷ luật"),
    BookPart.HOLD: lambda: _("Ghi tạm dừng xét"),
    BookPart.ATTESTATION: lambda: _("Xác nhận một tiêu chuẩn"),
    BookPart.PEOPLE: lambda: _("Ghi số người của năm"),
    BookPart.RANK: lambda: _("Ghi xếp hạng"),
}


def entry_line(entry: BookEntry, names: dict[str, str], *, may_write: bool = False) -> BookLine:
    """A line of a part."""
    part = part_of(entry)
    when, what, more = _words(entry, names)
    return BookLine(
        anchor=f"{part.value}-{entry.pk}",
        when=when,
        what=what,
        more=" · ".join(each for each in (more, entry.note) if each),
        paper=paper_words(
            entry.decision_number, short_date(entry.decided_on), entry.issuer, bool(entry.decided_on.code)
        ),
        url=reverse("book_entry", args=[part.value, entry.pk]),
        edit_url=reverse("correct_book_entry", args=[part.value, entry.pk]) if may_write else "",
        remove_url=reverse("remove_book_entry", args=[part.value, entry.pk]) if may_write else "",
    )


def award_line(award: UnitAward, *, may_write: bool) -> BookLine:
    """A title or an honour."""
    more = [str(award.get_basis_display()) if award.basis else "", award.note]
    return BookLine(
        anchor=f"khen-thuong-{award.pk}",
        when=str(award.year),
        what=award.name,
        more=" · ".join(each for each in more if each),
        paper=paper_words(
            award.decision_number, short_date(award.decided_on), award.issuer, bool(award.decided_on.code)
        ),
        url=reverse("award", args=[award.pk]),
        edit_url=reverse("correct_award", args=[award.pk]) if may_write else "",
        remove_url=reverse("remove_award", args=[award.pk]) if may_write else "",
    )


def paper_words(number: str, day: str, issuer: str, day_known: bool) -> str:
    """“Số 88/QĐ-BMH, 30/12/2020, Bộ Minh hoạ”, as far as it is known."""
    return ", ".join(part for part in (number, day if day_known else "", issuer) if part)


def _words(entry: BookEntry, names: dict[str, str]) -> tuple[str, str, str]:
    match entry:
        case YearGrade():
            leave = _("Có thời gian nghỉ thai sản (được tính để xét)") if entry.has_maternity_leave else ""
            return str(entry.year), _label(Grade, entry.grade), leave
        case Work():
            used = ", ".join(_label(LawCode, code) for code in entry.used_for)
            more = _("Đã dùng để xét: %(awards)s") % {"awards": used} if used else ""
            kind, scope = entry.get_kind_display(), entry.get_scope_display()
            return str(entry.year), entry.title, " · ".join([f"{kind}, {scope}", *([more] if more else [])])
        case DisciplinaryMeasure():
            until = short_date(entry.until) if entry.until else _("chưa có ngày hết thời hạn")
            return f"{short_date(entry.since)} – {until}", _label(MeasureKind, entry.measure), ""
        case AwardHold():
            ended = (
                _("%(conclusion)s, kết luận ngày %(day)s")
                % {"conclusion": entry.get_conclusion_display(), "day": short_date(entry.concluded_on)}
                if entry.concluded_on
                else _("Chưa có kết luận")
            )
            return _("từ %(day)s") % {"day": short_date(entry.since)}, str(entry.get_reason_display()), ended
        case Attestation():
            said = _("%(name)s xác nhận ngày %(day)s") % {"name": entry.said_by, "day": short_date(entry.said_on)}
            verdict = _("Đạt tiêu chuẩn") if entry.holds else _("Không đạt tiêu chuẩn")
            return str(entry.year), f"{names.get(entry.criterion, entry.criterion)}: {verdict}", said
        case PeopleFigures():
            return str(entry.year), _people_words(entry), ""
        case BlocRank():
            return str(entry.year), _("Xếp thứ %(rank)s") % {"rank": entry.rank}, str(entry.get_organiser_display())
    raise TypeError(type(entry).__name__)


def _people_words(figures: PeopleFigures) -> str:
    parts = []
    if figures.total is not None:
        parts.append(_("%(number)s người") % {"number": figures.total})
    if figures.women is not None:
        parts.append(_("%(number)s nữ") % {"number": figures.women})
    parts += [f"{_label(Grade, code)}: {number}" for code, number in (figures.grades or {}).items()]
    parts += [f"{_label(LawCode, code)}: {number}" for code, number in figures.titles.items()]
    if figures.disciplined is not None:
        hit = {code: number for code, number in figures.disciplined.items() if number or figures.has_some_disciplined}
        parts += [f"{_label(MeasureKind, code)}: {number}" for code, number in hit.items()]
        if figures.has_some_disciplined:
            parts.append(_("số người bị kỷ luật mới ghi một phần"))
        elif not hit:
            parts.append(_("không ai bị kỷ luật"))
    return "; ".join(parts) or _("chưa biết số nào")


def _label(choices: type[Grade | LawCode | MeasureKind], code: str) -> str:
    return str(choices(code).label) if code in choices.values else code


def _places(actor: Actor, person: Person, rows: BookRows, *, may_write: bool) -> BookSection:
    """The units a person belonged to and the posts he held, the latest first; what began before anyone remembers
    last.
    """
    keeps = bool(may_write_papers_of(actor, person))
    memberships = list(person.memberships.select_related("unit"))
    lines = [(_begins(each), 0, each.pk, membership_line(each, keeps=keeps)) for each in memberships] + [
        (_begins(each), 1, each.pk, post_line(each, rows.standings.get(each.pk), may_write=may_write, keeps=keeps))
        for each in rows.posts
    ]
    return BookSection(
        "chuc-vu",
        _("Đơn vị, chức vụ"),
        [line for *_order, line in sorted(lines, key=lambda each: each[:3], reverse=True)],
        _told(rows, EntryKind.POST),
        _("Danh mục người chưa ghi đơn vị, chức vụ nào."),
    )


def _begins(row: Post | UnitMembership) -> date:
    return row.since or date.min


def post_line(post: Post, standing: PostStanding | None, *, may_write: bool = False, keeps: bool = False) -> BookLine:
    """A post, and what post of the law it is. `keeps`: whether the actor writes its decision."""
    return BookLine(
        anchor=f"chuc-vu-{post.pk}",
        when=_span(post),
        what=f"{post.title}, {post.unit.name}",
        more=str(standing.get_rank_display()) if standing else _("chưa ghi là chức vụ nào theo luật"),
        paper=post.paper_words,
        url=reverse("book_place", args=[Place.POST, post.pk]),
        edit_url=reverse("place_post", args=[post.pk]) if may_write else "",
        edit_label=_("Chức vụ theo luật"),
        paper_url=reverse("post_paper", args=[post.pk]) if keeps else "",
    )


def membership_line(membership: UnitMembership, *, keeps: bool = False) -> BookLine:
    """A unit that a person belonged to."""
    return BookLine(
        anchor=f"don-vi-{membership.pk}",
        when=_span(membership),
        what=membership.unit.name,
        more=membership.department,
        paper=membership.paper_words,
        url=reverse("book_place", args=[Place.UNIT, membership.pk]),
        paper_url=reverse("membership_paper", args=[membership.pk]) if keeps else "",
    )


def _blocs(actor: Actor, unit: Unit) -> BookSection:
    """The blocs and clusters that a unit was a member of, by year."""
    return BookSection(
        "khoi",
        _("Khối, cụm qua các năm"),
        [bloc_line(each, keeps=bool(may_keep_bloc(actor, each.bloc))) for each in blocs_of_unit(unit.pk)],
        [],
        _("Đơn vị chưa là thành viên khối, cụm nào."),
    )


def bloc_line(membership: BlocMembership, *, keeps: bool = False) -> BookLine:
    """A year in a bloc or cluster; when the unit joined or left it, if that was within the year."""
    more = [
        _("vào từ %(day)s") % {"day": short_date(membership.joined_on)} if membership.joined_on else "",
        _("rời %(day)s") % {"day": short_date(membership.left_on)} if membership.left_on else "",
    ]
    return BookLine(
        anchor=f"khoi-{membership.pk}",
        when=str(membership.year),
        what=membership.bloc.name,
        more=", ".join(each for each in more if each),
        paper=membership.paper_words,
        url=reverse("book_place", args=[Place.BLOC, membership.pk]),
        paper_url=reverse("bloc_membership_paper", args=[membership.pk]) if keeps else "",
    )


def place_line(row: PlaceRow, *, keeps: bool) -> BookLine:
    """A membership or a post by itself."""
    match row:
        case Post():
            return post_line(row, PostStanding.objects.filter(post=row).first(), keeps=keeps)
        case UnitMembership():
            return membership_line(row, keeps=keeps)
        case BlocMembership():
            return bloc_line(row, keeps=keeps)


def _span(row: Post | UnitMembership) -> str:
    since = short_date(row.since) if row.since else _("chưa rõ ngày bắt đầu")
    if row.until:
        return f"{since} – {short_date(row.until)}"
    return _("từ %(day)s") % {"day": since} if row.since else since


def _told(rows: BookRows, *kinds: EntryKind) -> list[FullyTold]:
    return [each for each in rows.fully_told if each.kind in kinds]


def years_words(told: FullyTold | SharedTelling) -> str:
    """The years of a telling in words."""
    day = told.said_on if isinstance(told, FullyTold) else told.as_of
    if told.to_year >= day.year:
        if told.from_year is None:
            return _("từ trước đến ngày %(day)s") % {"day": short_date(day)}
        return _("từ năm %(first)s đến ngày %(day)s") % {"first": told.from_year, "day": short_date(day)}
    if told.from_year is None:
        return _("từ trước đến hết năm %(year)s") % {"year": told.to_year}
    if told.from_year == told.to_year:
        return _("năm %(year)s") % {"year": told.to_year}
    return _("các năm %(first)s–%(last)s") % {"first": told.from_year, "last": told.to_year}
