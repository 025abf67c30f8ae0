"""What a voter's phone keeps and sends: the code of the paper that counts, and as much whatever is marked."""

from django.urls import reverse
from playwright.sync_api import Request, Route

from tests.cast import YEAR, Cast
from tests.factories.ballots import choosing, make_hall, make_motion, make_round
from thidua.meetings.services.casting import cast_vote


def _let_nothing_be_sent(route: Route) -> None:
    if route.request.method == "POST":
        route.abort("connectionreset")
    else:
        route.continue_()


def test_a_paper_that_arrives_late_leaves_its_code_on_the_phone(stage: Cast, walk_as, at) -> None:
    moment = at(f"{YEAR}-01-10 08:30")
    hall = make_hall(stage)
    ballot = make_round(stage, make_motion(stage, hall))
    voter, paper = hall.voters[0], reverse("cast_vote", args=[ballot.pk])
    phone = walk_as(voter, phone=True)

    phone.go(paper)
    phone.tick(stage.units[1].name)
    phone.press("Xem lại trước khi bỏ phiếu")
    late = phone.page.locator("input[name=ticket]").input_value()
    phone.page.route("**/phieu/", _let_nothing_be_sent)
    phone.page.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    phone.page.get_by_text("Mất mạng. Đang gửi lại").wait_for()
    code = phone.page.locator(".tds-code").inner_text().strip()
    phone.page.goto(phone.page.url)  # reads the paper anew; a press that is under way ends with the page
    phone.page.unroute("**/phieu/")
    phone.complaints.clear()  # the browser itself notes the lost line
    phone.tick(stage.units[2].name)
    phone.press("Xem lại trước khi bỏ phiếu")
    receipt = cast_vote(actor=voter.actor(moment), ballot=ballot, ticket=late, paper=choosing("2"))
    assert receipt.code == code
    phone.page.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    phone.page.get_by_role("heading", name="Lần gửi này không được tính").wait_for()
    phone.complaints.clear()  # and the refusal

    phone.go(paper)
    assert phone.sees("Vòng này đã có phiếu của chỗ này")
    shown = phone.page.locator("[data-tds-kept-code]:visible .tds-code")
    assert [each.inner_text().strip() for each in shown.all()] == [code]


def test_a_phone_sends_as_much_whatever_is_marked(stage: Cast, walk_as, at) -> None:
    """The line is sealed, its lengths are not: whoever listens in the hall sees them."""
    at(f"{YEAR}-01-10 08:30")
    hall = make_hall(stage)
    ballot = make_round(stage, make_motion(stage, hall))
    paper = reverse("cast_vote", args=[ballot.pk])
    blank = "Không chọn ai (phiếu trắng)"
    sent: list[tuple[str, int]] = []
    for voter, choice in zip(hall.voters, (stage.units[0].name, stage.units[5].name, blank), strict=False):
        phone = walk_as(voter, phone=True)
        phone.page.on("request", lambda request: _note(request, sent))
        phone.go(paper)
        phone.tick(choice)
        phone.press("Xem lại trước khi bỏ phiếu")
        phone.page.get_by_role("button", name="Bỏ phiếu", exact=True).click()
        phone.page.get_by_role("heading", name="Phiếu đã vào hòm").wait_for()
    assert [step for step, _length in sent] == ["read", "drop"] * 3
    assert {length for _step, length in sent} == {4096}


def _note(request: Request, sent: list[tuple[str, int]]) -> None:
    if request.method == "POST":
        body = request.post_data or ""
        sent.append(("drop" if "step=drop" in body else "read", len(body)))
