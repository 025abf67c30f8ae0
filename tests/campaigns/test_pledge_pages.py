"""Pages of the pledge, as people walk them."""

from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.organisations import make_unit
from tests.factories.pledges import (
    heads_of,
    make_frozen_pledge,
    make_head,
    make_open_pledge,
    make_pledge,
    make_target,
    make_year,
    open_pledge,
    sign,
)
from tests.pages import words_of
from thidua.campaigns.enums import CycleState, IndicatorKind, PledgeState, TargetScope
from thidua.campaigns.models import Pledge, PledgeSignature, Target, TargetResult
from thidua.campaigns.queries.content import hash_to_sign
from thidua.organisations.models import BlocMembership

SEES = ["secretary", "officer", "head", "other_officer", "standing", "observer", "council_member", "reader"]


@pytest.mark.parametrize("name", SEES)
def test_people_of_the_bloc_see_each_others_targets(cast: Cast, sign_in, at, name: str) -> None:
    at("2026-06-15 09:00")
    pledge = make_frozen_pledge(cast)
    client = sign_in(cast.everyone()[name].user)

    whole = client.get(reverse("pledge", args=[pledge.pk]))
    part = client.get(reverse("pledge_unit", args=[pledge.pk, cast.unit.pk]))
    target = client.get(reverse("target", args=[Target.objects.get(unit=cast.unit).pk]))

    assert [answer.status_code for answer in (whole, part, target)] == [200, 200, 200]
    assert "6 trong 6 đơn vị đã ký" in words_of(whole)
    assert pledge.content_hash in whole.text
    assert "Tỷ lệ hồ sơ giải quyết đúng hạn" in words_of(part)
    assert "Chưa có báo cáo nào" in words_of(target)


@pytest.mark.parametrize("name", ["stranger", "administrator"])
def test_strangers_find_nothing(cast: Cast, sign_in, at, name: str) -> None:
    at("2026-06-15 09:00")
    pledge = make_frozen_pledge(cast)
    client = sign_in(cast.everyone()[name].user)
    addresses = [
        reverse("pledge_of_year", args=[pledge.cycle_id]),
        reverse("pledge", args=[pledge.pk]),
        reverse("pledge_unit", args=[pledge.pk, cast.unit.pk]),
        reverse("sign_pledge", args=[pledge.pk, cast.unit.pk]),
        reverse("target", args=[Target.objects.get(unit=cast.unit).pk]),
        reverse("tasks", args=[pledge.cycle_id]),
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)


def test_a_member_of_last_year_alone_does_not_see_this_year(cast: Cast, sign_in, at) -> None:
    at("2026-06-15 09:00")
    pledge = make_open_pledge(cast)
    BlocMembership.objects.filter(unit=cast.units[3], year=YEAR).delete()

    assert sign_in(cast.other_officer.user).get(reverse("pledge", args=[pledge.pk])).status_code == 404


def test_the_empty_year_says_what_comes_next(cast: Cast, sign_in, at) -> None:
    at("2026-02-02 09:00")
    cycle = make_year(cast.bloc)
    address = reverse("pledge_of_year", args=[cycle.pk])

    secretary = sign_in(cast.secretary.user).get(address)
    assert "Chưa có giao ước năm 2026" in words_of(secretary)
    assert reverse("draft_pledge", args=[cycle.pk]) in secretary.text

    reader = sign_in(cast.reader.user).get(address)
    assert "Chỉ thư ký khối và cơ quan thường trực" in words_of(reader)
    assert sign_in(cast.reader.user).get(reverse("draft_pledge", args=[cycle.pk])).status_code == 403


def test_the_secretary_drafts_adds_and_opens(cast: Cast, sign_in, at) -> None:
    at("2026-03-02 09:00")
    cycle = make_year(cast.bloc)
    client = sign_in(cast.secretary.user)
    client.post(reverse("draft_pledge", args=[cycle.pk]), {"title": "Giao ước 2026", "text": "Cùng làm.\r\nCùng chịu."})
    pledge = Pledge.objects.get()
    added = client.post(
        reverse("add_bloc_target", args=[pledge.pk]),
        {
            "scope": "EACH_UNIT",
            "content": "Tiết kiệm chi thường xuyên",
            "kind": "PERCENT",
            "unit_of_measure": "%",
            "plan": "9,5",
            "direction": "up",
            "counting": "level",
        },
    )
    client.post(reverse("open_signing", args=[pledge.pk]), {"version": pledge.version})

    pledge.refresh_from_db()
    target = Target.objects.get()
    assert added.status_code == 302
    assert (pledge.text, pledge.state) == ("Cùng làm.\nCùng chịu.", PledgeState.OPEN)
    assert (target.plan, target.is_cumulative, target.scope) == (Fraction(19, 2), False, TargetScope.EACH_UNIT)


def test_a_wrong_plan_stays_in_the_field_with_its_sentence(cast: Cast, sign_in, at) -> None:
    at("2026-03-02 09:00")
    pledge = make_open_pledge(cast)
    address = reverse("add_unit_target", args=[pledge.pk, cast.unit.pk])

    answer = sign_in(cast.officer.user).post(
        address, {"content": "Số tin bài", "kind": "NUMBER", "plan": "-1", "due_on": "31/02/2026"}
    )

    assert answer.status_code == 200
    assert "Cần sửa" in words_of(answer)
    assert 'value="-1"' in answer.text
    assert Target.objects.count() == 2


def test_a_head_reads_what_happens_then_signs_and_a_double_click_signs_once(cast: Cast, sign_in, at) -> None:
    at("2026-03-10 09:00")
    pledge = make_open_pledge(cast)
    client = sign_in(cast.head.user)
    address = reverse("sign_pledge", args=[pledge.pk, cast.unit.pk])

    asked = words_of(client.get(address))
    read = {"digest": hash_to_sign(pledge, cast.unit)}
    first = client.post(address, read, follow=True)
    second = client.post(address, read, follow=True)

    assert "Khi bấm “Ký giao ước”" in asked
    assert "không rút lại được" in asked
    assert "Tỷ lệ hồ sơ giải quyết đúng hạn" in asked
    assert "Đã ký giao ước cho Vụ Kế hoạch" in words_of(first)
    assert "đã ký giao ước ngày 10/03/2026. Mỗi đơn vị ký một lần." in words_of(second)
    assert PledgeSignature.objects.count() == 1


def test_a_head_who_read_an_older_text_reads_again_before_he_signs(cast: Cast, sign_in, at) -> None:
    at("2026-03-10 09:00")
    pledge = make_open_pledge(cast)
    client = sign_in(cast.head.user)
    address = reverse("sign_pledge", args=[pledge.pk, cast.unit.pk])
    read = {"digest": client.get(address).context["confirmation"].fields["digest"]}
    make_target(cast, pledge, "Số buổi tập huấn", unit=cast.unit)

    again = client.post(address, read, follow=True)

    assert "Nội dung giao ước vừa thay đổi so với bản anh/chị đọc. Đọc lại rồi ký." in words_of(again)
    assert "Số buổi tập huấn" in words_of(again)
    assert not PledgeSignature.objects.exists()
    signed = client.post(address, {"digest": again.context["confirmation"].fields["digest"]}, follow=True)
    assert "Đã ký giao ước cho Vụ Kế hoạch" in words_of(signed)


def test_who_closes_over_a_signature_he_did_not_see_is_asked_again(cast: Cast, sign_in, at) -> None:
    at("2026-03-12 09:00")
    pledge = make_open_pledge(cast)
    sign((cast.units[0], make_head(cast, cast.units[0])), pledge)
    client = sign_in(cast.secretary.user)
    address = reverse("close_signing", args=[pledge.pk])
    read = client.get(address).context["form"]["version"].value()
    sign((cast.unit, cast.head), pledge)

    asked = client.post(address, {"reason": "Hết hạn", "version": read})

    pledge.refresh_from_db()
    assert pledge.state == PledgeState.OPEN
    assert "Giao ước vừa thay đổi sau khi anh/chị mở trang này." in words_of(asked)
    assert "Hết hạn" in asked.text
    client.post(address, {"reason": "Hết hạn", "version": asked.context["form"]["version"].value()})
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.FROZEN


def test_a_late_head_reads_why_beside_the_button(cast: Cast, sign_in, at) -> None:
    at("2026-03-16 09:00")
    pledge = make_open_pledge(cast)
    client = sign_in(cast.head.user)
    address = reverse("sign_pledge", args=[pledge.pk, cast.unit.pk])

    page = client.get(reverse("pledge", args=[pledge.pk]))
    late = client.post(address)

    assert 'aria-disabled="true"' in page.text
    assert "Hạn ký là Chủ nhật, 15/03/2026, nay đã qua." in words_of(page)
    assert late.status_code == 409
    assert "nay đã qua" in words_of(late)
    assert not PledgeSignature.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("officer", 403), ("secretary", 403), ("reader", 403), ("stranger", 404)])
def test_others_do_not_come_to_the_signing_page(cast: Cast, sign_in, at, name: str, status: int) -> None:
    at("2026-03-10 09:00")
    pledge = make_open_pledge(cast)
    client = sign_in(cast.everyone()[name].user)
    address = reverse("sign_pledge", args=[pledge.pk, cast.unit.pk])

    assert (client.get(address).status_code, client.post(address).status_code) == (status, status)
    assert not PledgeSignature.objects.exists()


def test_a_paper_signature_without_a_day_is_recorded(cast: Cast, sign_in, at) -> None:
    at("2026-03-12 09:00")
    pledge = make_open_pledge(cast)
    client = sign_in(cast.secretary.user)
    address = reverse("record_paper_signature", args=[pledge.pk])

    done = client.post(address, {"unit": cast.unit.pk, "signed_by_name": "Trần Quốc Hùng"}, follow=True)

    assert "Đã ký, chưa rõ ngày" in words_of(done)
    assert "bản giấy" in words_of(done)


def test_after_the_last_day_the_form_says_what_a_paper_without_a_day_lacks(cast: Cast, sign_in, at) -> None:
    at("2026-07-01 09:00")
    pledge = make_open_pledge(cast)
    client = sign_in(cast.secretary.user)
    address = reverse("record_paper_signature", args=[pledge.pk])

    late = client.post(address, {"unit": cast.unit.pk, "signed_on": "16/03/2026"})
    silent = client.post(address, {"unit": cast.unit.pk})

    assert late.status_code == 409
    assert silent.status_code == 200
    assert "Ghi rõ căn cứ cho biết đơn vị đã ký trong hạn" in words_of(silent)
    assert not PledgeSignature.objects.exists()


def test_closing_and_taking_back_ask_for_the_reason(cast: Cast, sign_in, at) -> None:
    at("2026-03-12 09:00")
    pledge = make_open_pledge(cast)
    sign((cast.unit, cast.head), pledge)
    client = sign_in(cast.secretary.user)

    silent = client.post(reverse("return_to_draft", args=[pledge.pk]), {"reason": ""})
    assert "Anh/chị chưa nêu lý do." in words_of(silent)
    pledge.refresh_from_db()
    client.post(reverse("return_to_draft", args=[pledge.pk]), {"reason": "Sai tên", "version": pledge.version})
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.DRAFT

    open_pledge(cast, pledge)
    sign((cast.unit, cast.head), pledge)
    pledge.refresh_from_db()
    client.post(reverse("close_signing", args=[pledge.pk]), {"reason": "Hết hạn", "version": pledge.version})
    page = words_of(client.get(reverse("pledge", args=[pledge.pk])))
    assert "Thư ký đã khép lại việc ký: Hết hạn." in page
    assert "Nội dung, chỉ tiêu và chữ ký đang lưu khớp với mã này." in page


def test_a_tampered_pledge_says_so(cast: Cast, sign_in, at) -> None:
    at("2026-06-12 09:00")
    pledge = make_frozen_pledge(cast)
    Target.objects.filter(unit=cast.unit).update(plan_exact="1")

    assert "không khớp với mã này" in words_of(sign_in(cast.reader.user).get(reverse("pledge", args=[pledge.pk])))


def test_the_second_editor_sees_both_texts_and_chooses(cast: Cast, sign_in, at) -> None:
    at("2026-03-12 09:00")
    pledge = make_pledge(cast, make_year(cast.bloc))
    client = sign_in(cast.secretary.user)
    address = reverse("edit_pledge", args=[pledge.pk])
    client.post(address, {"title": "Bản một", "text": "Lời một", "version": "1"})

    conflict = client.post(address, {"title": "Bản hai", "text": "Lời hai", "version": "1"})
    assert conflict.status_code == 409
    assert "Bản một" in words_of(conflict)
    assert "Bản hai" in words_of(conflict)
    client.post(address, {"title": "Bản hai", "text": "Lời hai", "version": "2"})

    pledge.refresh_from_db()
    assert (pledge.title, pledge.version) == ("Bản hai", 3)


def test_results_of_all_targets_are_entered_on_one_page(cast: Cast, sign_in, at) -> None:
    at("2026-07-05 09:00")
    pledge = make_frozen_pledge(cast)
    common, own = Target.objects.order_by("pk")
    client = sign_in(cast.officer.user)
    address = reverse("report_results", args=[pledge.pk, cast.unit.pk])

    empty = client.get(address)
    answer = client.post(
        address, {"as_of": "30/6/2026", f"t{common.pk}-value": "0", f"t{own.pk}-is_unknown": "on"}, follow=True
    )
    again = client.post(address, {"as_of": "30/6/2026", f"t{common.pk}-value": "5"})

    assert 'value="30/06/2026"' in empty.text
    assert "Đã ghi kết quả của 2 chỉ tiêu." in words_of(answer)
    assert "mới đạt 0" in words_of(answer)
    assert "Ngày 30/06/2026 báo: chưa có số liệu." in words_of(answer)
    assert "đã có kết quả ngày 30/06/2026" in words_of(again)
    assert [(each.value, each.is_unknown) for each in TargetResult.objects.order_by("pk")] == [(0, False), (None, True)]


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"as_of": "31/02/2026", "value": "1"}, "Cần sửa 1 chỗ"),
        ({"as_of": "06/07/2026", "value": "1"}, "Ngày số liệu không thể ở sau hôm nay."),
        ({"as_of": "31/12/2025", "value": "1"}, "Ngày số liệu phải trong năm 2026."),
        ({"as_of": "30/06/2026"}, "Anh/chị chưa nhập kết quả nào."),
        ({"as_of": "30/06/2026", "value": "1", "is_unknown": "on"}, "Đã có kết quả thì bỏ chọn"),
        ({"as_of": "30/06/2026", "value": "-1"}, "Số không được nhỏ hơn 0."),
        ({"as_of": "30/06/2026", "note": "Chỉ ghi chú"}, "Anh/chị chưa nhập số."),
        ({"as_of": "30/06/2026", "value": "ba"}, "Cần sửa 1 chỗ"),
    ],
)
def test_what_cannot_be_is_said_at_its_place_and_nothing_is_kept(
    cast: Cast, sign_in, at, posted: dict[str, str], words: str
) -> None:
    at("2026-07-05 09:00")
    pledge = make_frozen_pledge(cast)
    common = Target.objects.order_by("pk")[0]
    data = {(name if name == "as_of" else f"t{common.pk}-{name}"): value for name, value in posted.items()}

    answer = sign_in(cast.officer.user).post(reverse("report_results", args=[pledge.pk, cast.unit.pk]), data)

    assert answer.status_code == 200
    assert words in words_of(answer)
    assert not TargetResult.objects.exists()


def test_a_correction_of_a_result_and_its_conflict(cast: Cast, sign_in, at) -> None:
    at("2026-07-05 09:00")
    pledge = make_frozen_pledge(cast)
    target = Target.objects.get(unit=cast.unit)
    client = sign_in(cast.officer.user)
    client.post(
        reverse("report_results", args=[pledge.pk, cast.unit.pk]), {"as_of": "30/06/2026", f"t{target.pk}-value": "90"}
    )
    result = TargetResult.objects.get()
    address = reverse("correct_result", args=[result.pk])

    client.post(address, {"as_of": "30/06/2026", "value": "95,5", "version": "1"})
    conflict = client.post(address, {"as_of": "30/06/2026", "value": "80", "version": "1"})

    result.refresh_from_db()
    assert result.value == Fraction(191, 2)
    assert conflict.status_code == 409
    assert "95,5" in words_of(conflict)
    assert "đang giữ mức kế hoạch 95" in words_of(client.get(reverse("target", args=[target.pk])))


def test_a_closed_year_is_read_only(cast: Cast, sign_in, at) -> None:
    at("2026-12-20 09:00")
    pledge = make_frozen_pledge(cast)
    pledge.cycle.state = CycleState.CLOSED
    pledge.cycle.save()

    page = sign_in(cast.officer.user).get(reverse("pledge_unit", args=[pledge.pk, cast.unit.pk]))
    refused = sign_in(cast.officer.user).get(reverse("report_results", args=[pledge.pk, cast.unit.pk]))

    assert page.status_code == 200
    assert refused.status_code == 403
    assert "đã khép lại" in words_of(refused)


def test_the_secretary_states_results_of_the_bloc_as_a_whole(cast: Cast, sign_in, at) -> None:
    at("2026-07-05 09:00")
    pledge = make_pledge(cast, make_year(cast.bloc))
    target = make_target(
        cast, pledge, "Nội bộ đoàn kết", scope=TargetScope.WHOLE_BLOC, kind=IndicatorKind.QUALITATIVE, plan=None
    )
    pledge = open_pledge(cast, pledge)
    client = sign_in(cast.secretary.user)
    client.post(
        reverse("state_results", args=[pledge.pk]),
        {"as_of": "30/06/2026", f"t{target.pk}-judgement": "GOING_WELL", f"t{target.pk}-text": "Không có đơn thư."},
    )

    page = words_of(client.get(reverse("target", args=[target.pk])))
    assert "Đơn vị tự nhận ngày 30/06/2026: Đang làm, đúng tiến độ." in page
    assert sign_in(cast.officer.user).get(reverse("state_results", args=[pledge.pk])).status_code == 403


@pytest.mark.parametrize("name", ["pledge", "target", "pledge_unit", "report_results"])
def test_as_many_queries_for_six_units_as_for_thirty_eight(cast: Cast, sign_in, at, count_queries, name: str) -> None:
    at("2026-03-12 09:00")
    pledge = make_open_pledge(cast)
    for head in heads_of(cast)[3:5]:
        sign(head, pledge)
    common = Target.objects.get(scope=TargetScope.EACH_UNIT)
    arguments = {
        "pledge": [pledge.pk],
        "target": [common.pk],
        "pledge_unit": [pledge.pk, cast.unit.pk],
        "report_results": [pledge.pk, cast.unit.pk],
    }
    address = reverse(name, args=arguments[name])
    client = sign_in(cast.officer.user)
    client.get(address)

    def visit() -> None:
        assert client.get(address).status_code == 200

    few = count_queries(visit)
    for number in range(32):
        unit = make_unit(cast.agency, f"don-vi-{number}", f"Đơn vị minh họa {number}")
        BlocMembership.objects.create(agency=cast.agency, bloc=cast.bloc, year=YEAR, unit=unit, position=10 + number)
        target = make_target(cast, pledge, f"Chỉ tiêu {number}", unit=unit)
        for each in (target, common):
            result = TargetResult(
                agency=cast.agency, target=each, unit=unit, as_of=date(YEAR, 3, 1), reported_at=pledge.opened_at
            )
            result.value = 1
            result.save()

    assert count_queries(visit) == few
    assert few <= 30
