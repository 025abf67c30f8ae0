"""Signing: once per unit, by its head, until the day; then frozen with its hash."""

import hashlib
import json
from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.cast import YEAR, Cast
from tests.factories.files import make_pdf, upload
from tests.factories.organisations import make_person
from tests.factories.pledges import (
    heads_of,
    make_frozen_pledge,
    make_head,
    make_open_pledge,
    make_pledge,
    make_target,
    make_year,
    moment,
    read_and_sign,
    sign,
)
from thidua.access.actors import build_actor
from thidua.access.models import Delegation, RoleGrant
from thidua.accounts.models import User
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import FrozenBecause, IndicatorKind, PledgeState, SignatureKind, TargetScope
from thidua.campaigns.errors.pledges import (
    AlreadySignedError,
    ImpossibleDateError,
    MissingWordsError,
    NotAMemberError,
    PledgeFrozenError,
    PledgeNotOpenError,
    SigningDayPassedError,
    TextChangedError,
    TwiceError,
    WrongStateError,
)
from thidua.campaigns.models import Pledge, PledgeSignature, Target
from thidua.campaigns.queries.content import content_of, hash_to_sign, is_intact, sha256_of, signed_by_unit
from thidua.campaigns.queries.pledges import signing_of, targets_of
from thidua.campaigns.services.movements import MovementWords, launch_movement
from thidua.campaigns.services.pledges import draft_pledge, edit_pledge, open_signing, return_to_draft
from thidua.campaigns.services.signing import close_signing, record_paper_signature, sign_pledge
from thidua.campaigns.services.targets import TargetContent, add_target, edit_target, remove_target
from thidua.common.actor import Role
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.services.evidence import add_evidence
from thidua.organisations.models import BlocMembership

SIGNING = moment("2026-03-10 09:00")
LAST_MINUTE = moment("2026-03-15 23:59")
TOO_LATE = moment("2026-03-16 00:00")


@pytest.mark.parametrize("launched_on", [PartialDate(YEAR, 1, 9), PartialDate(YEAR, 1), PartialDate()])
def test_the_movements_are_signed_too_with_what_is_known_of_their_days(cast: Cast, launched_on: PartialDate) -> None:
    pledge = make_open_pledge(cast)
    words = MovementWords("Cơ quan xanh", launched_on=launched_on)
    movement = launch_movement(actor=cast.standing.actor(SIGNING), agency=cast.agency, words=words)
    pledge.movements.add(movement)

    signature = read_and_sign(actor=cast.head.actor(SIGNING), pledge=pledge, unit=cast.unit, now=SIGNING)

    (signed,) = signed_by_unit(pledge, cast.unit, targets_of(pledge))["pledge"]["movements"]
    assert signed["launched_on"] == (launched_on.code or None)
    assert signature.signed_hash == sha256_of(signed_by_unit(pledge, cast.unit, targets_of(pledge)))


def test_a_head_signs_once_and_the_second_time_is_refused(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    signature = read_and_sign(actor=cast.head.actor(SIGNING), pledge=pledge, unit=cast.unit, now=SIGNING)

    with pytest.raises(AlreadySignedError, match="đã ký giao ước ngày 10/03/2026"):
        read_and_sign(actor=cast.head.actor(SIGNING), pledge=pledge, unit=cast.unit, now=SIGNING)

    assert PledgeSignature.objects.get() == signature
    assert signature.unit_name == cast.unit.name
    assert signature.signed_by_name == "Trần Quốc Hùng"
    assert signature.post_title == "Vụ trưởng"
    assert signature.signed_on == date(2026, 3, 10)
    assert signature.signed_hash == sha256_of(signed_by_unit(pledge, cast.unit, targets_of(pledge)))
    assert AuditEntry.objects.filter(action="pledge.signed").count() == 1


def test_the_last_day_counts_to_its_end_and_the_next_minute_is_late(cast: Cast) -> None:
    pledge = make_open_pledge(cast)

    with pytest.raises(SigningDayPassedError, match="Hạn ký là Chủ nhật, 15/03/2026, nay đã qua") as late:
        read_and_sign(actor=cast.head.actor(TOO_LATE), pledge=pledge, unit=cast.unit, now=TOO_LATE)
    read_and_sign(actor=cast.head.actor(LAST_MINUTE), pledge=pledge, unit=cast.unit, now=LAST_MINUTE)

    assert late.value.data["who"] == "Thư ký Khối Thi đua số I"
    assert PledgeSignature.objects.count() == 1


@pytest.mark.parametrize("name", ["officer", "secretary", "other_officer", "standing", "observer", "reader"])
def test_only_the_head_of_the_unit_signs(cast: Cast, name: str) -> None:
    pledge = make_open_pledge(cast)

    with pytest.raises(RefusedError, match="Chỉ thủ trưởng đơn vị ký"):
        read_and_sign(actor=cast.everyone()[name].actor(SIGNING), pledge=pledge, unit=cast.unit, now=SIGNING)

    assert not PledgeSignature.objects.exists()


def test_a_head_signs_for_his_own_unit_alone(cast: Cast) -> None:
    pledge = make_open_pledge(cast)

    with pytest.raises(RefusedError):
        read_and_sign(actor=cast.head.actor(SIGNING), pledge=pledge, unit=cast.units[0], now=SIGNING)


def test_a_role_that_ended_does_not_sign(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    RoleGrant.objects.filter(user=cast.head.user).update(until=date(2026, 3, 9))

    with pytest.raises(RefusedError):
        read_and_sign(actor=cast.head.actor(SIGNING), pledge=pledge, unit=cast.unit, now=SIGNING)


def test_a_delegate_signs_and_the_head_is_named(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    deputy = User.objects.create_user("pho", "pho@vi-du.vn", "khong-dung-den-2026")
    make_person(cast.unit, "Đinh Thị Phó", title="Phó Vụ trưởng", user=deputy)
    Delegation.objects.create(
        agency=cast.agency,
        grant=RoleGrant.objects.get(user=cast.head.user, role=Role.UNIT_HEAD),
        delegate=deputy,
        since=date(2026, 3, 1),
        until=date(2026, 3, 31),
        reason="Đi công tác",
        made_at=SIGNING,
    )
    signature = read_and_sign(actor=build_actor(deputy, SIGNING), pledge=pledge, unit=cast.unit, now=SIGNING)

    assert signature.signed_by_name == "Đinh Thị Phó"
    assert signature.on_behalf_of_name == "Trần Quốc Hùng"


@pytest.mark.parametrize("who", ["officer", "secretary"])
def test_what_changed_since_the_head_read_it_is_not_signed(cast: Cast, who: str) -> None:
    pledge = make_open_pledge(cast)
    read = hash_to_sign(pledge, cast.unit)
    target = Target.objects.get(unit=cast.unit)
    says = TargetContent(content=target.content, kind=IndicatorKind.PERCENT, plan=Fraction(50), unit_of_measure="%")
    edit_target(actor=cast.everyone()[who].actor(SIGNING), target=target, version=target.version, says=says)
    head = cast.head.actor(SIGNING)

    with pytest.raises(TextChangedError, match="Đọc lại rồi ký"):
        sign_pledge(actor=head, pledge=pledge, unit=cast.unit, digest=read, now=SIGNING)
    assert not PledgeSignature.objects.exists()
    read_again = hash_to_sign(pledge, cast.unit)
    signature = sign_pledge(actor=head, pledge=pledge, unit=cast.unit, digest=read_again, now=SIGNING)

    assert signature.signed_hash == read_again


def test_what_another_unit_changes_of_its_own_does_not_stop_a_head(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    read = hash_to_sign(pledge, cast.unit)
    make_target(cast, pledge, unit=cast.units[0])

    signature = sign_pledge(actor=cast.head.actor(SIGNING), pledge=pledge, unit=cast.unit, digest=read, now=SIGNING)

    assert signature.signed_hash == read


@pytest.mark.twice
@pytest.mark.parametrize("deed", [return_to_draft, close_signing])
def test_a_signature_that_came_meanwhile_is_neither_withdrawn_nor_closed_over_unseen(cast: Cast, deed) -> None:
    pledge = make_open_pledge(cast)
    sign((cast.units[0], make_head(cast, cast.units[0])), pledge)
    read = Pledge.objects.get()
    sign((cast.unit, cast.head), pledge)
    asked = {"actor": cast.secretary.actor(SIGNING), "pledge": pledge, "reason": "Hết hạn ký", "now": SIGNING}

    with pytest.raises(StaleVersionError):
        deed(**asked, version=read.version)
    assert PledgeSignature.objects.filter(withdrawn_at=None).count() == 2
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.OPEN
    assert deed(**asked, version=pledge.version).state != PledgeState.OPEN


def test_a_draft_edited_meanwhile_is_not_opened_unseen(cast: Cast) -> None:
    pledge = make_pledge(cast, make_year(cast.bloc))
    read = pledge.version
    secretary = cast.secretary.actor(SIGNING)
    pledge = edit_pledge(actor=secretary, pledge=pledge, version=read, title="Bản khác", text="Lời khác", movements=[])

    with pytest.raises(StaleVersionError):
        open_signing(actor=secretary, pledge=pledge, version=read, now=SIGNING)

    assert open_signing(actor=secretary, pledge=pledge, version=pledge.version, now=SIGNING).state == PledgeState.OPEN


def test_a_draft_is_not_signed(cast: Cast) -> None:
    pledge = make_pledge(cast, make_year(cast.bloc))

    with pytest.raises(PledgeNotOpenError):
        read_and_sign(actor=cast.head.actor(SIGNING), pledge=pledge, unit=cast.unit, now=SIGNING)


def test_when_all_have_signed_it_freezes_with_its_hash(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    content = json.loads(pledge.content)

    assert pledge.frozen_because == FrozenBecause.ALL_SIGNED
    assert pledge.content_hash == hashlib.sha256(pledge.content.encode()).hexdigest()
    assert [each["unit"]["name"] for each in content["signatures"]] == [unit.name for unit in cast.units]
    assert content["not_signed"] == []
    assert content["targets"][0]["plan"] == "4"
    assert content["unit_targets"][0]["unit"]["name"] == cast.unit.name
    assert content_of(pledge) == content
    assert is_intact(pledge)


def test_nothing_of_a_frozen_pledge_can_be_changed(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    target = Target.objects.get(unit=cast.unit)
    secretary, officer, head = (each.actor(SIGNING) for each in (cast.secretary, cast.officer, cast.head))
    version = pledge.version

    for deed in (
        lambda: edit_pledge(actor=secretary, pledge=pledge, version=version, title="Khác", text="Khác", movements=[]),
        lambda: return_to_draft(actor=secretary, pledge=pledge, version=pledge.version, reason="Sửa lại", now=SIGNING),
        lambda: close_signing(actor=secretary, pledge=pledge, version=pledge.version, reason="Sửa lại", now=SIGNING),
        lambda: open_signing(actor=secretary, pledge=pledge, version=pledge.version, now=SIGNING),
        lambda: edit_target(actor=officer, target=target, version=target.version, says=TargetContent(content="Khác")),
        lambda: remove_target(actor=officer, target=target, version=target.version),
        lambda: make_target(cast, pledge, unit=cast.unit),
        lambda: make_target(cast, pledge),
    ):
        with pytest.raises(RefusedError):
            deed()
    with pytest.raises(AlreadySignedError):
        read_and_sign(actor=head, pledge=pledge, unit=cast.unit, now=SIGNING)

    pledge.refresh_from_db()
    assert pledge.version == version
    assert is_intact(pledge)


def test_a_unit_that_did_not_sign_cannot_sign_after_the_freezing(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    first = make_head(cast, cast.units[0])
    sign((cast.units[0], first), pledge)
    pledge.refresh_from_db()
    close_signing(
        actor=cast.secretary.actor(SIGNING), pledge=pledge, version=pledge.version, reason="Đã quá hạn ký", now=SIGNING
    )

    with pytest.raises(PledgeFrozenError):
        read_and_sign(actor=cast.head.actor(SIGNING), pledge=pledge, unit=cast.unit, now=SIGNING)


def test_tampering_with_rows_or_content_shows(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    Target.objects.filter(unit=cast.unit).update(plan_exact="94")
    assert not is_intact(pledge)

    Target.objects.filter(unit=cast.unit).update(plan_exact="95")
    assert is_intact(pledge)

    pledge.content = pledge.content.replace("Mỗi đơn vị", "Vài đơn vị")
    assert not is_intact(pledge)


def test_the_secretary_closes_with_a_reason_and_names_who_did_not_sign(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    secretary = cast.secretary.actor(SIGNING)

    with pytest.raises(WrongStateError, match="Chưa đơn vị nào ký"):
        close_signing(actor=secretary, pledge=pledge, version=pledge.version, reason="Hết hạn", now=SIGNING)
    sign((cast.unit, cast.head), pledge)
    pledge.refresh_from_db()
    with pytest.raises(MissingWordsError):
        close_signing(actor=secretary, pledge=pledge, version=pledge.version, reason=" ", now=SIGNING)
    pledge = close_signing(actor=secretary, pledge=pledge, version=pledge.version, reason="Hết hạn ký", now=SIGNING)

    assert pledge.frozen_because == FrozenBecause.CLOSED
    assert pledge.closing_note == "Hết hạn ký"
    missing = [each["name"] for each in json.loads(pledge.content)["not_signed"]]
    assert missing == [unit.name for unit in cast.units if unit != cast.unit]


def test_a_paper_signature_may_have_no_day_and_no_name(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    signature = record_paper_signature(
        actor=cast.secretary.actor(LAST_MINUTE), pledge=pledge, unit=cast.unit, signed_on=None, now=LAST_MINUTE
    )

    assert signature.kind == SignatureKind.ON_PAPER
    assert (signature.signed_on, signature.signed_by_name, signature.signed_at) == (None, "", None)


def test_after_the_last_day_a_paper_without_a_day_takes_a_note_and_its_scan(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    later = moment("2026-07-01 09:00")
    secretary = cast.secretary.actor(later)
    asked = {"actor": secretary, "pledge": pledge, "unit": cast.unit, "signed_on": None, "now": later}
    why = "Gửi kèm công văn 12/KH ngày 10/03/2026"
    attached = {"actor": secretary, "parent": Reference("pledge", pledge.pk), "agency": cast.agency.pk, "now": later}

    with pytest.raises(MissingWordsError, match="Hạn ký 15/03/2026 đã qua") as silent:
        record_paper_signature(**asked)
    with pytest.raises(ImpossibleDateError, match="Thêm bản quét") as unproved:
        record_paper_signature(**asked, note=why)
    add_evidence(**attached, title="Thư mục bản quét", url="https://vi-du.vn/giao-uoc")
    with pytest.raises(ImpossibleDateError, match="Thêm bản quét"):
        record_paper_signature(**asked, note=why)
    assert (silent.value.field, unproved.value.field) == ("note", "signed_on")
    assert not PledgeSignature.objects.exists()
    add_evidence(**attached, title="Bản ký của Vụ Kế hoạch", upload=upload(make_pdf()))
    signature = record_paper_signature(**asked, note=why)

    assert (signature.signed_on, signature.note) == (None, why)
    assert why in AuditEntry.objects.get(action="pledge.paper_signature_recorded").payload


def test_without_a_last_day_a_paper_needs_no_proof(cast: Cast) -> None:
    pledge = make_open_pledge(cast, signing_until=None)
    later = moment("2026-07-01 09:00")

    signature = record_paper_signature(
        actor=cast.secretary.actor(later), pledge=pledge, unit=cast.unit, signed_on=None, now=later
    )

    assert signature.signed_on is None


def test_a_paper_signed_late_or_in_the_future_is_refused(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    later = moment("2026-07-01 09:00")

    def record(signed_on: date) -> None:
        record_paper_signature(
            actor=cast.secretary.actor(later), pledge=pledge, unit=cast.unit, signed_on=signed_on, now=later
        )

    with pytest.raises(SigningDayPassedError):
        record(date(2026, 3, 16))
    with pytest.raises(ImpossibleDateError):
        record(date(2026, 7, 2))
    with pytest.raises(ImpossibleDateError):
        record(date(2006, 3, 10))
    record(date(2026, 3, 15))

    assert PledgeSignature.objects.get().signed_on == date(2026, 3, 15)


def test_an_officer_does_not_record_paper_signatures(cast: Cast) -> None:
    pledge = make_open_pledge(cast)

    with pytest.raises(RefusedError):
        record_paper_signature(
            actor=cast.officer.actor(SIGNING), pledge=pledge, unit=cast.unit, signed_on=None, now=SIGNING
        )


def test_back_to_draft_withdraws_signatures_and_keeps_them_with_the_reason(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    sign((cast.unit, cast.head), pledge)
    pledge.refresh_from_db()
    pledge = return_to_draft(
        actor=cast.secretary.actor(SIGNING),
        pledge=pledge,
        version=pledge.version,
        reason="Sai tên phong trào",
        now=SIGNING,
    )

    withdrawn = PledgeSignature.objects.get()
    assert pledge.state == PledgeState.DRAFT
    assert withdrawn.withdrawn_because == "Sai tên phong trào"
    assert signing_of(pledge, date(2026, 3, 10)).signed == []

    open_signing(actor=cast.secretary.actor(SIGNING), pledge=pledge, version=pledge.version, now=SIGNING)
    sign((cast.unit, cast.head), pledge)
    assert PledgeSignature.objects.count() == 2


def test_a_unit_merged_in_mid_year_keeps_what_it_signed(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    merged = cast.units[5]
    sign((merged, make_head(cast, merged)), pledge)
    hash_signed = PledgeSignature.objects.get().signed_hash
    old_name = merged.name
    merged.ended_on = date(2026, 3, 10)
    merged.save()
    BlocMembership.objects.filter(unit=merged, year=YEAR).update(
        left_on=date(2026, 3, 10), left_because="Sáp nhập vào Văn phòng Bộ"
    )
    for head in heads_of(cast)[:5]:
        sign(head, pledge, moment("2026-03-12 09:00"))
    pledge.refresh_from_db()

    assert pledge.state == PledgeState.FROZEN
    kept = {each["unit"]["name"]: each["signed_hash"] for each in json.loads(pledge.content)["signatures"]}
    assert kept[old_name] == hash_signed
    assert merged in signing_of(pledge, date(2026, 6, 1)).signed


def test_a_unit_that_left_before_signing_is_not_waited_for_and_cannot_sign(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    BlocMembership.objects.filter(unit=cast.unit, year=YEAR).update(left_on=SIGNING.date() - timedelta(days=1))

    with pytest.raises(NotAMemberError):
        read_and_sign(actor=cast.head.actor(SIGNING), pledge=pledge, unit=cast.unit, now=SIGNING)
    for head in heads_of(cast):
        if head[0] != cast.unit:
            sign(head, pledge)
    pledge.refresh_from_db()

    assert pledge.state == PledgeState.FROZEN


def test_two_pledges_of_one_year_are_refused(cast: Cast) -> None:
    cycle = make_year(cast.bloc)
    make_pledge(cast, cycle)

    with pytest.raises((TwiceError, RefusedError), match="đã có giao ước"):
        make_pledge(cast, cycle)

    assert Pledge.objects.count() == 1


def test_an_empty_pledge_is_not_opened(cast: Cast) -> None:
    pledge = draft_pledge(actor=cast.secretary.actor(SIGNING), cycle=make_year(cast.bloc), title="Giao ước 2026")

    with pytest.raises(WrongStateError):
        open_signing(actor=cast.secretary.actor(SIGNING), pledge=pledge, version=pledge.version, now=SIGNING)


def test_the_second_of_two_editors_is_asked(cast: Cast) -> None:
    pledge = make_pledge(cast, make_year(cast.bloc))
    seen = pledge.version

    def write(title: str) -> None:
        edit_pledge(
            actor=cast.secretary.actor(SIGNING), pledge=pledge, version=seen, title=title, text="Lời", movements=[]
        )

    write("Bản thứ nhất")
    with pytest.raises(StaleVersionError):
        write("Bản thứ hai")

    pledge.refresh_from_db()
    assert pledge.title == "Bản thứ nhất"


def test_the_blocs_own_targets_are_copied_from_last_years_pledge(cast: Cast) -> None:
    pledge = make_frozen_pledge(cast)
    next_year = make_year(cast.bloc, YEAR + 1, signing_until=None)

    copy = draft_pledge(actor=cast.secretary.actor(SIGNING), cycle=next_year, title="Giao ước 2027", copy_from=pledge)

    assert [(each.content, each.unit, each.plan) for each in targets_of(copy)] == [
        ("Số sáng kiến được công nhận", None, 4)
    ]


def test_names_signed_are_stored_composed(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    signature = record_paper_signature(
        actor=cast.secretary.actor(SIGNING),
        pledge=pledge,
        unit=cast.unit,
        signed_on=None,
        signed_by_name="Nguye\u0302\u0303n Va\u0306n Ba",
        now=SIGNING,
    )

    assert signature.signed_by_name == "Nguyễn Văn Ba"


def test_a_unit_adds_targets_until_its_head_has_signed(cast: Cast) -> None:
    pledge = make_open_pledge(cast)
    officer = cast.officer.actor(SIGNING)

    def add() -> Target:
        return add_target(
            actor=officer,
            pledge=pledge,
            scope=TargetScope.OF_UNIT,
            unit=cast.unit,
            says=TargetContent(content="Số tin bài"),
        )

    added = add()
    sign((cast.unit, cast.head), pledge)
    with pytest.raises(RefusedError, match="đã ký nên chỉ tiêu của đơn vị không sửa được"):
        add()
    with pytest.raises(RefusedError):
        edit_target(actor=officer, target=added, version=added.version, says=TargetContent(content="Khác"))
