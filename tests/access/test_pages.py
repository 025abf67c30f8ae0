"""The pages of accounts, roles, delegation and staff sessions, as their people use them."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.organisations import make_person
from thidua.access.models import Delegation, RoleGrant
from thidua.access.queries import person_of
from thidua.accounts.models import User
from thidua.common.actor import Role

SignIn = Callable[[object], Client]


@pytest.fixture(autouse=True)
def _now(at: Callable[[str], datetime]) -> None:
    at("2026-06-15 09:00")


@pytest.fixture
def administrator(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.administrator.user)


def test_the_list_stands_in_order_of_given_names_and_finds_without_accents(cast: Cast, administrator: Client) -> None:
    page = administrator.get(reverse("users"))
    names = [row["name"] for row in page.context["rows"]]

    assert names[:3] == ["Nguyễn Thị Cúc", "Bùi Văn Đọc", "Hoàng Văn Giám"]
    assert "Thư ký khối" in page.text

    found = administrator.get(reverse("users"), {"tim": "dang thu"})
    assert [row["name"] for row in found.context["rows"]] == ["Đặng Minh Thư"]
    assert "Không thấy tài khoản nào" in administrator.get(reverse("users"), {"tim": "zzz"}).text


def test_a_long_list_shows_more_when_asked(cast: Cast, administrator: Client, count_queries) -> None:
    for number in range(30):
        User.objects.create_user(f"moi-{number:02}", "", None)
    first = administrator.get(reverse("users"))

    assert "20 trong 40 mục" in first.text
    assert len(administrator.get(reverse("users"), {"show": "40"}).context["rows"]) == 40
    assert administrator.get(reverse("users"), {"show": "hỏng"}).status_code == 200


def test_queries_of_the_list_do_not_grow(cast: Cast, administrator: Client, count_queries) -> None:
    administrator.get(reverse("users"))
    few = count_queries(lambda: administrator.get(reverse("users"), {"tim": "cuc"}))

    assert count_queries(lambda: administrator.get(reverse("users"))) == few <= 15


def test_a_role_is_given_in_two_steps(cast: Cast, administrator: Client) -> None:
    url = reverse("grant_role", args=[cast.reader.user.pk])
    assert "Cấp quyền gì cho Bùi Văn Đọc?" in administrator.get(url).text

    form = administrator.get(f"{url}?quyen=unit_officer")
    assert "Vụ Kế hoạch – Tài chính và Hợp tác quốc tế, Bộ Minh họa" in form.text
    answer = administrator.post(
        f"{url}?quyen=unit_officer",
        {"over": f"unit-{cast.unit.pk}", "since": "15/6/2026", "until": "31-12-2026", "basis": ""},
    )

    assert answer.url == reverse("user", args=[cast.reader.user.pk])
    grant = RoleGrant.objects.get(user=cast.reader.user, role=Role.UNIT_OFFICER)
    assert (grant.unit, grant.since, grant.until) == (cast.unit, date(2026, 6, 15), date(2026, 12, 31))
    assert "đến hết 31/12/2026" in administrator.get(answer.url).text


def test_an_observer_chooses_between_blocs_and_agencies(cast: Cast, administrator: Client) -> None:
    url = reverse("grant_role", args=[cast.reader.user.pk]) + "?quyen=observer"
    text = administrator.get(url).text

    assert '<optgroup label="Một khối, cụm">' in text
    assert '<optgroup label="Cả cơ quan và cấp dưới">' in text
    administrator.post(url, {"over": f"agency-{cast.agency.pk}", "since": "15/06/2026"})
    assert RoleGrant.objects.get(user=cast.reader.user, role=Role.OBSERVER).bloc is None


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(cast: Cast, administrator: Client) -> None:
    url = reverse("grant_role", args=[cast.reader.user.pk]) + "?quyen=unit_officer"
    answer = administrator.post(url, {"over": f"unit-{cast.unit.pk}", "since": "15/06/2026", "until": "14/06/2026"})

    assert "Ngày kết thúc trước ngày bắt đầu." in answer.text
    assert 'value="14/06/2026"' in answer.text
    assert "Anh/chị chưa chọn phạm vi." in administrator.post(url, {"since": "15/06/2026"}).text


def test_the_standing_office_is_not_offered_the_administrators_role(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.standing.user)
    url = reverse("grant_role", args=[cast.reader.user.pk])

    assert "Quản trị hệ thống" not in client.get(url).content.decode().split("<main")[1]
    assert "Cấp quyền gì cho" in client.get(f"{url}?quyen=administrator").text


def test_a_role_is_ended_with_its_reason(cast: Cast, administrator: Client) -> None:
    grant = RoleGrant.objects.get(user=cast.head.user)
    url = reverse("end_grant", args=[grant.pk])
    assert "Anh/chị chưa ghi lý do kết thúc." in administrator.post(url, {"version": grant.version}).text

    administrator.post(url, {"reason": "Chuyển công tác", "last_day": "", "version": grant.version})
    shown = administrator.get(reverse("user", args=[cast.head.user.pk]))
    assert "1 quyền đã kết thúc" in shown.text
    assert "Chuyển công tác" in shown.text


def test_the_last_administrator_is_told_on_the_form(cast: Cast, administrator: Client) -> None:
    grant = RoleGrant.objects.get(user=cast.administrator.user)
    answer = administrator.post(reverse("end_grant", args=[grant.pk]), {"reason": "Thôi", "version": grant.version})

    assert "Đây là quản trị hệ thống cuối cùng." in answer.text


def test_a_stale_end_changes_nothing(cast: Cast, administrator: Client) -> None:
    grant = RoleGrant.objects.get(user=cast.head.user)
    url = reverse("end_grant", args=[grant.pk])
    answer = administrator.post(url, {"reason": "Chuyển", "version": grant.version + 1}, follow=True)

    assert "vừa được người khác sửa" in answer.text
    grant.refresh_from_db()
    assert grant.ended_at is None


def test_an_account_is_opened_for_a_person_and_its_password_shown_once(cast: Cast, administrator: Client) -> None:
    person = make_person(cast.unit, "Lý Thị Mới", title="Chuyên viên")
    url = reverse("create_user")

    found = administrator.get(url, {"tim": "ly moi"})
    assert "Chuyên viên, Vụ" in found.text
    chosen = f"{url}?nguoi={person.pk}"
    assert 'value="moilt"' in administrator.get(chosen).text
    made = administrator.post(chosen, {"username": "moilt", "email": ""})

    password = made.context["password"]
    assert password in made.text
    user = User.objects.get(username="moilt")
    assert user.check_password(password)
    assert person_of(user) == person
    assert password not in administrator.get(reverse("user", args=[user.pk])).text
    assert "Đã có tài khoản tên moilt" in administrator.post(f"{url}?nguoi=0", {"username": "moilt"}).text


def test_a_person_of_elsewhere_or_with_an_account_cannot_be_chosen(cast: Cast, administrator: Client) -> None:
    answer = administrator.get(reverse("create_user"), {"nguoi": cast.officer.person.pk})

    assert "Tài khoản này của ai?" in answer.text


@pytest.mark.parametrize("name", ["issue_password", "reactivate_user", "turn_off_second_factor", "link_person"])
def test_weighty_deeds_ask_first(cast: Cast, administrator: Client, name: str) -> None:
    page = administrator.get(reverse(name, args=[cast.officer.user.pk]), {"nguoi": "0"})

    assert "Khi bấm “" in page.text


def test_one_hands_a_role_on_and_takes_it_back(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.head.user)
    grant = RoleGrant.objects.get(user=cast.head.user)
    assert "Quyền của tôi" in client.get(reverse("delegations")).text

    form = client.get(reverse("delegate", args=[grant.pk]))
    assert [label for _value, label in form.context["form"]["to"].field.choices][1:] == ["Nguyễn Thị Cúc (cuc)"]
    client.post(
        reverse("delegate", args=[grant.pk]),
        {"to": cast.officer.user.pk, "since": "15/06/2026", "until": "20/06/2026", "reason": "Đi công tác"},
    )
    made = Delegation.objects.get()
    assert "Đang có hiệu lực" in client.get(reverse("delegations")).text

    asked = client.get(reverse("end_delegation", args=[made.pk]))
    assert "Trần Quốc Hùng ủy quyền cho Nguyễn Thị Cúc" in asked.text
    client.post(reverse("end_delegation", args=[made.pk]))
    assert "Đã kết thúc" in client.get(reverse("delegations")).text


def test_the_receiver_sees_for_whom_he_acts(cast: Cast, sign_in: SignIn) -> None:
    Delegation.objects.create(
        agency=cast.agency,
        grant=RoleGrant.objects.get(user=cast.head.user),
        delegate=cast.officer.user,
        since=date(2026, 6, 15),
        until=date(2026, 6, 20),
        reason="Đi công tác",
        made_at=datetime.fromisoformat("2026-06-15T09:00+07:00"),
    )
    client = sign_in(cast.officer.user)

    assert "Làm thay <b>Trần Quốc Hùng</b>" in client.get(reverse("delegations")).text
    assert "Làm thay Trần Quốc Hùng, đến hết 20/06/2026" in client.get(reverse("account")).text


def test_ones_account_says_ones_roles_and_until_when(cast: Cast, sign_in: SignIn) -> None:
    RoleGrant.objects.filter(user=cast.secretary.user).update(until=date(2026, 12, 31))
    text = sign_in(cast.secretary.user).get(reverse("account")).text

    assert "Thư ký khối" in text
    assert "đến hết 31/12/2026" in text


def test_somebody_without_a_role_is_told_whom_to_ask(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(User.objects.create_user("khong", "", "mat-khau-dai-2026"))

    assert "Nhờ cơ quan thường trực hoặc quản trị hệ thống cấp quyền." in client.get(reverse("account")).text


def test_the_standing_office_reads_why_administrators_were_in(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.standing.user)

    assert "Chưa có phiên nào" in client.get(reverse("staff_sessions")).text
    assert client.get(reverse("start_staff_session")).status_code == 403
