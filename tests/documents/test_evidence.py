"""Evidence: added once, serves many, replaced without loss, taken away without loss."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.cast import Cast
from tests.factories.files import make_pdf, upload
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import FileState, MediaType
from thidua.documents.errors import EvidenceError
from thidua.documents.models import Evidence, EvidenceLink, StoredFile
from thidua.documents.policies import find_evidence, find_file, reusable_evidence
from thidua.documents.queries import evidence_of
from thidua.documents.services import (
    add_evidence,
    correct_evidence,
    link_evidence,
    replace_file,
    unlink_evidence,
)
from thidua.documents.storage import absolute


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def add(cast: Cast, parent: Reference, now: datetime) -> Callable[..., Evidence]:
    """Add a link, or what the test says, as the officer."""

    def added(**options: object) -> Evidence:
        given = {
            "actor": cast.officer.actor(),
            "parent": parent,
            "agency": cast.agency.pk,
            "title": "Báo cáo quý I",
            "now": now,
        } | options
        if not {"url", "upload", "about"} & given.keys():
            given["url"] = "https://vi-du.vn/bao-cao"
        return add_evidence(**given)  # type: ignore[arg-type]

    return added


def test_a_link_with_number_date_and_issuer(cast: Cast, parent: Reference, add) -> None:
    evidence = add(
        number="12/BC-VP", issued_on=PartialDate(2026, 3), issuer="Văn phòng Bộ", url=" https://vi-du.vn/bao-cao "
    )

    kept = Evidence.objects.get()
    assert kept == evidence
    assert (kept.url, kept.number, str(kept.issued_on)) == ("https://vi-du.vn/bao-cao", "12/BC-VP", "tháng 3/2026")
    assert kept.unit == cast.unit
    assert kept.added_by_name == "Nguyễn Thị Cúc"
    assert evidence_of([parent]) == {parent: [kept]}
    assert [entry.action for entry in AuditEntry.objects.all()] == ["evidence.added"]


def test_a_file_is_kept_once_and_its_original_apart(cast: Cast, add, other_parent: Reference) -> None:
    data = make_pdf()
    first = add(upload=upload(data, "../../Báo cáo quý I.pdf"))
    second = add(actor=cast.stranger.actor(), parent=other_parent, upload=upload(data, "khac.pdf"), title="Khác")

    assert first.file == second.file == StoredFile.objects.get()
    file = StoredFile.objects.get()
    assert (file.original_name, file.state, file.media_type) == ("Báo cáo quý I.pdf", FileState.CLEAN, MediaType.PDF)
    assert absolute(file.original_path).read_bytes() == data
    assert absolute(file.served_path).exists()
    assert file.original_path != file.served_path
    assert list(absolute("staging").iterdir()) == []


def test_the_same_file_sent_twice_is_one_piece_of_evidence(add) -> None:
    first = add(upload=upload(make_pdf()))
    again = add(upload=upload(make_pdf()))

    assert again == first
    assert EvidenceLink.objects.count() == 1
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"title": "  "}, "no_title"),
        ({"url": "javascript:alert(1)"}, "bad_url"),
        ({"url": ""}, "no_source"),
        ({"issued_on": PartialDate(2026, 7)}, "issued_in_future"),
    ],
)
def test_what_cannot_be_is_refused(add, options: dict[str, object], code: str) -> None:
    add()
    with pytest.raises(EvidenceError) as refusal:
        add(**options)

    assert refusal.value.code == code
    assert Evidence.objects.count() == 1


def test_a_month_that_has_begun_is_no_future(add) -> None:
    assert add(issued_on=PartialDate(2026, 6)).issued_on == PartialDate(2026, 6)


def test_a_reader_may_not_add_and_a_stranger_cannot_tell(cast: Cast, add, parent: Reference) -> None:
    with pytest.raises(RefusedError, match="Chỉ thư ký khối"):
        add(actor=cast.reader.actor())
    evidence = add()

    assert find_evidence(cast.reader.actor(), evidence.pk) == evidence
    assert find_evidence(cast.stranger.actor(), evidence.pk) is None


def test_one_piece_serves_two_parents_and_leaves_one(
    cast: Cast, add, parent: Reference, other_parent: Reference, now: datetime
) -> None:
    evidence = add()
    actor = cast.stranger.actor()
    link_evidence(actor=actor, evidence=evidence, parent=other_parent, now=now)
    link_evidence(actor=actor, evidence=evidence, parent=other_parent, now=now)

    assert evidence_of([parent, other_parent]) == {parent: [evidence], other_parent: [evidence]}
    assert find_evidence(actor, evidence.pk) == evidence

    unlink_evidence(actor=cast.secretary.actor(), evidence=evidence, parent=parent)
    unlink_evidence(actor=cast.secretary.actor(), evidence=evidence, parent=parent)

    assert evidence_of([parent, other_parent]) == {parent: [], other_parent: [evidence]}
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == [
        "evidence.added",
        "evidence.linked",
        "evidence.unlinked",
    ]


def test_evidence_of_many_takes_one_query(cast: Cast, add, parent, other_parent, count_queries) -> None:
    add()
    one = count_queries(lambda: evidence_of([parent, other_parent]))
    for number in range(3):
        add(url=f"https://vi-du.vn/{number}")

    assert one == count_queries(lambda: evidence_of([parent, other_parent])) == 1


def test_a_unit_keeps_what_it_brought_when_nothing_uses_it(cast: Cast, add, parent: Reference) -> None:
    evidence = add(upload=upload(make_pdf()))
    unlink_evidence(actor=cast.officer.actor(), evidence=evidence, parent=parent)

    assert list(reusable_evidence(cast.head.actor())) == [evidence]
    assert find_file(cast.head.actor(), evidence.file_id) == evidence.file
    assert find_file(cast.other_officer.actor(), evidence.file_id) is None
    assert absolute(evidence.file.original_path).exists()


def test_a_newer_copy_takes_the_place_of_the_older(cast: Cast, add, parent: Reference, now: datetime) -> None:
    old = add(upload=upload(make_pdf("cũ")), number="12/BC-VP")
    new = replace_file(
        actor=cast.officer.actor(), evidence=old, upload=upload(make_pdf("mới")), read=old.version, now=now
    )

    old.refresh_from_db()
    assert old.replaced_by == new
    assert (new.title, new.number) == (old.title, "12/BC-VP")
    assert evidence_of([parent]) == {parent: [new]}
    assert find_evidence(cast.reader.actor(), old.pk) == old
    assert find_file(cast.reader.actor(), old.file_id) == old.file
    assert find_file(cast.stranger.actor(), old.file_id) is None
    assert list(reusable_evidence(cast.officer.actor())) == [new]


def test_what_is_closed_keeps_its_copy(
    cast: Cast, add, parent: Reference, other_parent: Reference, now: datetime
) -> None:
    old = add(upload=upload(make_pdf("cũ")))
    link_evidence(actor=cast.stranger.actor(), evidence=old, parent=other_parent, now=now)
    new = replace_file(
        actor=cast.officer.actor(), evidence=old, upload=upload(make_pdf("mới")), read=old.version, now=now
    )

    assert evidence_of([parent, other_parent]) == {parent: [new], other_parent: [old]}


def test_two_replace_at_once_and_the_second_is_asked(cast: Cast, add, now: datetime) -> None:
    old = add(upload=upload(make_pdf("cũ")))
    correct_evidence(
        actor=cast.secretary.actor(),
        evidence=old,
        read=old.version,
        title="Báo cáo quý I (bản ký)",
        number="",
        issued_on=PartialDate(),
        issuer="",
        now=now,
    )
    with pytest.raises(StaleVersionError):
        replace_file(actor=cast.officer.actor(), evidence=old, upload=upload(make_pdf("mới")), read=1, now=now)

    assert Evidence.objects.get().title == "Báo cáo quý I (bản ký)"


def test_a_replaced_copy_is_not_used_again(cast: Cast, add, other_parent: Reference, now: datetime) -> None:
    old = add(upload=upload(make_pdf("cũ")))
    replace_file(actor=cast.officer.actor(), evidence=old, upload=upload(make_pdf("mới")), read=1, now=now)

    with pytest.raises(EvidenceError) as refusal:
        link_evidence(actor=cast.stranger.actor(), evidence=old, parent=other_parent, now=now)
    assert refusal.value.code == "replaced"
