"""Record books: the list, one book, and writing in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.asked import asked_number, how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.references import Reference
from thidua.common.search import Sought
from thidua.common.views.saving import save
from thidua.documents.queries import evidence_of
from thidua.organisations.models import Person, Post, Unit
from thidua.organisations.queries import people_of_unit, posts_of, units_of_people
from thidua.records import policies
from thidua.records.enums import BookPart, EntryKind, PostRank
from thidua.records.facts.doubts import doubts_of
from thidua.records.facts.reading import is_cleared
from thidua.records.facts.rows import BookRows, rows_of
from thidua.records.forms.books import (
    BookAwardForm,
    FullyToldForm,
    PostForm,
    ReasonForm,
    RemoveEntryForm,
    SubjectForm,
    attestable,
    entry_form,
    stored_values,
)
from thidua.records.models import (
    BookEntry,
    Clearance,
    ClearedSubject,
    FullyTold,
    PostStanding,
    RecordBook,
    ReopenedTelling,
    SharedTelling,
)
from thidua.records.policies.books import may_attest_people_of
from thidua.records.policies.clearances import clearances_visible_to, may_clear_somewhere
from thidua.records.policies.pages import SubjectPart, may_write_entry, part_of
from thidua.records.policies.places import PlaceRow, holder_of, may_keep_place, place_of
from thidua.records.policies.scans import may_hang_scans
from thidua.records.policies.tellings import may_tell_somewhere, tellings_visible_to
from thidua.records.queries import entry_kind, place_kind
from thidua.records.services import books as services
from thidua.records.services.doubts import say_as_recorded
from thidua.records.views.sections import (
    book_url,
    entry_line,
    line_url,
    place_line,
    sections_of,
    whose_of,
    years_words,
)

SHOWN = 30
CLEARANCES_SHOWN = 5


def list_books(request: ActorRequest) -> HttpResponse:
    """People, by unit and name, and units whose books the actor sees."""
    today = clock.today()
    people = policies.people_with_books_visible_to(request.actor)
    units = list(policies.units_with_books_visible_to(request.actor).filter(ended_on=None).order_by("sort_key", "pk"))
    chosen = next((each for each in units if each.pk == asked_number(request, "don-vi")), None)
    text = request.GET.get("tim", "")
    if chosen is not None:
        people = people.filter(pk__in=people_of_unit(chosen.pk, today).values("pk"))
    if text.strip():
        people = people.filter(Sought.parse(text).within())
    people = people.order_by("sort_key", "pk")
    total = people.count()
    shown = list(people[: how_many(request, SHOWN)])
    where, posts = units_of_people(shown, today), posts_of(shown, today)
    opened = set(RecordBook.objects.filter(person__in=shown).values_list("person_id", flat=True))
    written = policies.units_written_by(request.actor)
    context = {
        "people": [(each, where.get(each.pk), posts.get(each.pk), each.pk in opened) for each in shown],
        "total": total,
        "units": units,
        "unit": chosen,
        "text": text,
        "year": today.year - 1,
        "may_clear": may_clear_somewhere(request.actor),
        "may_attest_many": chosen is not None and may_attest_people_of(request.actor, chosen),
        "may_tell_many": may_tell_somewhere(request.actor),
        "may_hang_scans": may_hang_scans(request.actor),
        "may_look_into_doubts": policies.may_look_into_doubts(request.actor),
        "may_write_table": chosen is not None and written.filter(pk=chosen.pk).exists(),
    }
    return render(request, "records/books.html", context)


def show_book(request: ActorRequest, subject: Person | Unit) -> HttpResponse:
    """Everything on record of one person or unit, as far as the actor sees it."""
    today = clock.today()
    rows = rows_of(subject)
    may_write = policies.may_write_book(request.actor, subject)
    sees_sensitive = policies.may_see_sensitive(request.actor, subject)

    def against(told: FullyTold) -> Iterator[ReopenedTelling]:
        return (each for each in rows.reopened if each.fully_told_id == told.pk)

    context = {
        "subject": subject,
        "is_person": isinstance(subject, Person),
        "whose": whose_of(subject),
        "where": where_words(subject),
        "book": rows.book,
        "sections": [
            (
                section,
                [(years_words(each), each, next(against(each), None)) for each in section.told],
            )
            for section in sections_of(request.actor, subject, rows)
        ],
        "tellings": _tellings(request, rows),
        "clearances": _clearances(request, subject, rows) if sees_sensitive else [],
        "doubts": [
            (doubt, [(line.said, line_url(line.kind, line.pk)) for line in doubt.lines])
            for doubt in doubts_of(subject, today, rows=rows)
        ],
        "answers": list(rows.book.answers.all()) if rows.book else [],
        "may_write": may_write,
        "sees_sensitive": sees_sensitive,
        "year": today.year - 1,
    }
    return render(request, "records/book.html", context)


def _clearances(request: ActorRequest, subject: Person | Unit, rows: BookRows) -> list[tuple[Clearance, bool, str]]:
    """What was said of the subject among many, the latest day first; whether it still counts for him, and its page for
    whoever may open that.
    """
    whose = {"person": subject} if isinstance(subject, Person) else {"unit": subject}
    standing = Clearance.objects.filter(
        withdrawn_at=None, pk__in=ClearedSubject.objects.filter(**whose).values("clearance")
    )
    seen = set(clearances_visible_to(request.actor).filter(pk__in=standing).values_list("pk", flat=True))
    begun = rows.begun()
    return [
        (
            each,
            is_cleared([each.as_of], begun, each.as_of),
            reverse("clearance", args=[each.pk]) if each.pk in seen else "",
        )
        for each in standing[:CLEARANCES_SHOWN]
    ]


def _tellings(request: ActorRequest, rows: BookRows) -> list[tuple[SharedTelling, str, str]]:
    """What was said of the book among many, the latest day first: which kinds a later line has reopened, in words, and
    its page for whoever may open that.
    """
    ours = {each.telling for each in rows.shared}
    if not ours:
        return []
    standing = set(rows.told())
    closed: dict[int, list[str]] = defaultdict(list)
    for span in rows.shared:
        if span not in standing:  # by a line that came later, or that was moved there
            closed[span.telling].append(str(EntryKind(span.kind).label))
    seen = set(tellings_visible_to(request.actor).filter(pk__in=ours).values_list("pk", flat=True))
    return [
        (each, ", ".join(closed[each.pk]), reverse("telling", args=[each.pk]) if each.pk in seen else "")
        for each in SharedTelling.objects.filter(pk__in=ours)[:CLEARANCES_SHOWN]
    ]


def show_entry(request: ActorRequest, entry: BookEntry) -> HttpResponse:
    """One line with its scans."""
    part = part_of(entry)
    subject = entry.book.subject
    may_write = may_write_entry(request.actor, entry)
    names = dict(attestable(subject)) if part == BookPart.ATTESTATION else {}
    kind = entry_kind(part)
    reference = Reference(kind, entry.pk)
    context = {
        "entry": entry,
        "kind": kind,
        "line": entry_line(entry, names, may_write=bool(may_write)),
        "part": part,
        "subject": subject,
        "back_url": book_url(subject),
        "papers": evidence_of([reference])[reference],
        "may_write": may_write,
    }
    return render(request, "records/book_entry.html", context)


def show_place(request: ActorRequest, row: PlaceRow) -> HttpResponse:
    """A membership or a post with the decision it rests on and its scans."""
    subject = holder_of(row)
    keeps = may_keep_place(request.actor, row)
    kind = place_kind(place_of(row))
    reference = Reference(kind, row.pk)
    line = place_line(row, keeps=bool(keeps))
    context = {
        "row": row,
        "kind": kind,
        "line": line,
        "subject": subject,
        "back_url": book_url(subject, line.anchor),
        "papers": evidence_of([reference])[reference],
        "keeps": keeps,
    }
    return render(request, "records/book_place.html", context)


def note_subject(request: ActorRequest, subject: Person | Unit) -> HttpResponse:
    """First day, retirement, foundation."""
    book = RecordBook.objects.filter(**_whose(subject)).first()
    form = SubjectForm(request.POST or None, subject=subject, initial=SubjectForm.values_of(book))

    def deed() -> None:
        services.note_subject(
            actor=request.actor,
            subject=subject,
            version=form.cleaned_data["version"],
            facts=form.facts(),
            now=clock.now(),
        )

    return _run(request, subject, form, deed, _("Thông tin chung"), _("Đã ghi."), stored=SubjectForm.values_of)


def add_entry(request: ActorRequest, subject_part: SubjectPart) -> HttpResponse:
    """A new line."""
    subject, part = subject_part
    form = entry_form(part, request.POST or None, subject=subject)

    def deed() -> None:
        services.add_entry(actor=request.actor, subject=subject, part=part, values=form.values(), now=clock.now())

    note = ""
    if part == BookPart.ATTESTATION:
        note = _("Anh/chị xác nhận bằng tên của mình. Tên và ngày xác nhận được giữ lại.")
    return _run(request, subject, form, deed, str(part.label), _("Đã ghi."), anchor=part.value, note=note)


def correct_entry(request: ActorRequest, entry: BookEntry) -> HttpResponse:
    """A line corrected, with the reason."""
    subject, part = entry.book.subject, part_of(entry)
    form = entry_form(part, request.POST or None, subject=subject, entry=entry)

    def deed() -> None:
        data = form.cleaned_data
        services.correct_entry(
            actor=request.actor,
            entry=entry,
            version=data["version"],
            values=form.values(),
            reason=data["why"],
            now=clock.now(),
        )

    title = _("Sửa: %(part)s") % {"part": part.label}
    return _run(request, subject, form, deed, title, _("Đã sửa."), anchor=part.value, stored=stored_values)


def remove_entry(request: ActorRequest, entry: BookEntry) -> HttpResponse:
    """A line taken out, with the reason."""
    subject = entry.book.subject
    form = RemoveEntryForm(request.POST or None, initial={"version": entry.version})

    def deed() -> None:
        data = form.cleaned_data
        services.remove_entry(
            actor=request.actor, entry=entry, version=data["version"], reason=data["reason"], now=clock.now()
        )

    title = _("Bỏ dòng ghi nhầm")
    done = _("Đã bỏ dòng ghi nhầm. Lịch sử vẫn giữ.")
    return _run(request, subject, form, deed, title, done, note=str(entry), verb=_("Bỏ"), stored=stored_values)


def add_award(request: ActorRequest, subject: Person | Unit) -> HttpResponse:
    """A title or an honour."""
    form = BookAwardForm(request.POST or None, subject=subject)

    def deed() -> None:
        services.add_award(
            actor=request.actor,
            subject=subject,
            year=form.cleaned_data["year"],
            words=form.words(),
            now=clock.now(),
        )

    return _run(request, subject, form, deed, _("Danh hiệu, hình thức khen thưởng"), _("Đã ghi."), anchor="danh-hieu")


def tell_in_full(request: ActorRequest, subject: Person | Unit) -> HttpResponse:
    """Years of a kind that hold nothing but what is listed."""
    initial = {"kind": request.GET.get("loai", ""), "to_year": clock.today().year - 1}
    form = FullyToldForm(
        request.POST or None,
        subject=subject,
        sees_sensitive=bool(policies.may_write_sensitive(request.actor, subject)),
        initial=initial,
    )

    def deed() -> None:
        data = form.cleaned_data
        services.tell_in_full(
            actor=request.actor,
            subject=subject,
            kind=EntryKind(data["kind"]),
            from_year=data["from_year"],
            to_year=data["to_year"],
            note=data["note"],
            now=clock.now(),
        )

    note = _(
        "Anh/chị nói bằng tên của mình: trong những năm này không có gì khác ngoài những dòng đã ghi. "
        "Chưa ghi dòng nào thì đó là “không có”."
    )
    return _run(request, subject, form, deed, _("Xác nhận đã ghi đủ"), _("Đã ghi lời xác nhận."), note=note)


def take_back(request: ActorRequest, told: FullyTold) -> HttpResponse:
    """Years were not told in full after all."""
    form = ReasonForm(request.POST or None)
    subject = told.book.subject

    def deed() -> None:
        services.take_back(actor=request.actor, told=told, reason=form.cleaned_data["reason"])

    note = f"{told.get_kind_display()}, {years_words(told)}"
    return _run(request, subject, form, deed, _("Rút xác nhận đã ghi đủ"), _("Đã rút."), note=note, verb=_("Rút"))


def place_post(request: ActorRequest, post: Post) -> HttpResponse:
    """What a post is by the law."""
    standing = PostStanding.objects.filter(post=post).first()
    initial = {"rank": standing.rank, "note": standing.note} if standing else {}
    form = PostForm(request.POST or None, initial=initial)

    def deed() -> None:
        data = form.cleaned_data
        services.place_post(
            actor=request.actor, post=post, rank=PostRank(data["rank"]), note=data["note"], now=clock.now()
        )

    return _run(
        request, post.person, form, deed, _("Chức vụ theo luật"), _("Đã ghi."), anchor="chuc-vu", note=str(post)
    )


def answer_doubt(request: ActorRequest, subject: Person | Unit) -> HttpResponse:
    """“Đúng như đã ghi”, with the reason."""
    key = request.GET.get("dieu", "")
    found = {each.key: each for each in doubts_of(subject, clock.today())}
    form = ReasonForm(request.POST or None)

    def deed() -> None:
        say_as_recorded(
            actor=request.actor, subject=subject, key=key, reason=form.cleaned_data["reason"], now=clock.now()
        )

    note = found[key].said if key in found else _("Điều này không còn cần xem lại. Có thể đã có người xử lý.")
    return _run(
        request, subject, form, deed, _("Đúng như đã ghi"), _("Đã ghi câu trả lời."), note=note, anchor="can-xem-lai",
        is_over=key not in found,
    )  # fmt: skip


def _run(
    request: ActorRequest,
    subject: Person | Unit,
    form: Any,
    deed: Any,
    title: str,
    done: str,
    *,
    anchor: str = "",
    note: str = "",
    verb: str = "",
    stored: Any = None,
    is_over: bool = False,
) -> HttpResponse:
    """One form about a book; `is_over`: there is nothing left to fill in."""
    back_url = book_url(subject, anchor)
    answer = save(request, form, deed, done=done, back_url=back_url, next_url=back_url, stored=stored)
    context = {
        "form": form,
        "title": title,
        "subject": subject,
        "note": note,
        "verb": verb or _("Ghi"),
        "back_url": back_url,
        "is_removal": bool(verb),
        "is_over": is_over,
    }
    return answer or render(request, "records/book_form.html", context)


def _whose(subject: Person | Unit) -> dict[str, Any]:
    return {"person": subject} if isinstance(subject, Person) else {"unit": subject}


def where_words(subject: Person | Unit) -> str:
    """Post and unit of a person today."""
    if not isinstance(subject, Person):
        return str(subject.agency)
    today = clock.today()
    post = posts_of([subject], today).get(subject.pk)
    membership = units_of_people([subject], today).get(subject.pk)
    parts = [post.title if post else "", membership.unit.name if membership else _("chưa thuộc đơn vị nào")]
    return ", ".join(part for part in parts if part)
