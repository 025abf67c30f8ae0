"""A press of a button is carried out once, however often it arrives."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from tests.cast import Cast
from tests.factories.cycles import make_cycle
from tests.factories.files import upload

from thidua.audit.models import AuditEntry
from thidua.audit.services import record
from thidua.campaigns.enums import RuleKind
from thidua.campaigns.models import RuleComment, RuleVersion
from thidua.campaigns.services.rules import draft_rules, open_for_comments
from thidua.common import clock, once
from thidua.common.http.once import OnceMiddleware, press_of
from thidua.common.models import SentForm
from thidua.organisations.models import Agency

SignIn = Callable[[object], Client]
PAGE = "a" * 64


@pytest.fixture
def rule(cast: Cast, at: Callable[[str], object]) -> RuleVersion:
    """Draft rules on which the members may comment."""
    now = at("2026-03-10 09:00")
    actor = cast.standing.actor()
    rule = draft_rules(
        actor=actor, cycle=make_cycle(cast), kind=RuleKind.WORKING_REGULATION, title="Quy chế", text="Điều 1."
    )
    return open_for_comments(actor=actor, rule=rule, version=rule.version, until=now.date(), now=now)  # type: ignore


def comment(cast: Cast, text: str = "Nên ghi rõ thời hạn.") -> dict[str, object]:
    """The form of a comment, as filled in on one reading of its page."""
    return {"unit": cast.unit.pk, "text": text, "csrfmiddlewaretoken": PAGE}


def test_the_same_press_twice_is_one_deed(cast: Cast, rule: RuleVersion, sign_in: SignIn) -> None:
    browser = sign_in(cast.officer.user)
    url = f"/quy-che/{rule.pk}/gop-y/"
    history = AuditEntry.objects.count()

    first = browser.post(url, comment(cast))
    second = browser.post(url, comment(cast))

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"] == f"/quy-che/{rule.pk}/"
    assert str(list(get_messages(second.wsgi_request))[-1]) == (
        "Nội dung này đã được lưu ở lần gửi trước. Lần này hệ thống không lưu thêm."
    )
    assert RuleComment.objects.count() == 1
    assert AuditEntry.objects.count() == history + 1


def test_another_text_is_another_deed(cast: Cast, rule: RuleVersion, sign_in: SignIn) -> None:
    browser = sign_in(cast.officer.user)
    url = f"/quy-che/{rule.pk}/gop-y/"

    browser.post(url, comment(cast))
    browser.post(url, comment(cast, "Nên có thêm mẫu biểu."))

    assert RuleComment.objects.count() == 2


def test_two_scans_of_one_name_and_size_are_two_deeds_and_can_still_be_read(cast: Cast, rf: RequestFactory) -> None:
    def sent(data: bytes) -> tuple[str, bytes]:
        request = rf.post("/minh-chung/them/", {"upload": upload(data, "quet.pdf"), "csrfmiddlewaretoken": PAGE})
        request.user = cast.officer.user
        press = press_of(request, lambda request: HttpResponse())
        assert press is not None
        return press.key, request.FILES["upload"].read()  # type: ignore[union-attr]

    first, again, other = sent(b"ban quet 1"), sent(b"ban quet 1"), sent(b"ban quet 2")

    assert first == again
    assert first[0] != other[0]
    assert (first[1], other[1]) == (b"ban quet 1", b"ban quet 2")


def test_what_was_refused_may_be_sent_again(cast: Cast, rule: RuleVersion, sign_in: SignIn) -> None:
    browser = sign_in(cast.standing.user)
    url = f"/quy-che/{rule.pk}/sua/"
    stale = {"title": "Quy chế", "text": "Điều 1. Mới", "version": 99, "csrfmiddlewaretoken": PAGE}

    assert browser.post(url, stale).status_code != 302
    assert not SentForm.objects.exists()


def test_the_second_of_two_at_once_writes_nothing(cast: Cast) -> None:
    """Both looked before either was through: the second learns of the first only as it writes."""
    presses = [once.Press(key=PAGE, user=cast.officer.user.pk) for _ in range(2)]

    def rename(press: once.Press, name: str) -> None:
        with once.carrying_out(press), transaction.atomic():
            Agency.objects.update(name=name)
            record(cast.officer.actor(), "agency.renamed", cast.agency, agency=cast.agency.pk)
            record(cast.officer.actor(), "agency.edited", cast.agency, agency=cast.agency.pk)

    rename(presses[0], "Bộ Thứ nhất")
    with pytest.raises(once.AlreadySentError):
        rename(presses[1], "Bộ Thứ hai")

    assert Agency.objects.get().name == "Bộ Thứ nhất"
    assert AuditEntry.objects.count() == 2


def test_the_second_of_two_at_once_is_led_back_to_its_page(cast: Cast, rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise once.AlreadySentError

    request = rf.post("/giao-uoc/1/ky/", {"csrfmiddlewaretoken": PAGE}, headers={"Referer": "http://testserver/nam/7/"})
    request.user = cast.officer.user
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    middleware = OnceMiddleware(view)

    with once.carrying_out(None):  # as the middleware does around each request
        assert middleware.process_view(request, view, [], {}) is None
        answer = middleware.process_exception(request, once.AlreadySentError())

    assert answer is not None
    assert (answer.status_code, answer.headers["Location"]) == (302, "/nam/7/")
    assert middleware.process_exception(request, ValueError()) is None


def test_the_second_of_two_at_once_is_not_blamed_for_what_the_first_has_done(cast: Cast, rf: RequestFactory) -> None:
    """It waited for the first and found the pledge signed, say: not the person's fault, and no error to him."""

    def view(request: HttpRequest) -> HttpResponse:
        SentForm.objects.create(
            key=request.press.key,  # type: ignore[attr-defined]
            request="of-the-first",
            user_id=cast.officer.user.pk,
            at=clock.machine_time(),
            answer="/giao-uoc/1/",
        )
        return HttpResponse(status=409)

    request = rf.post("/giao-uoc/1/ky/", {"csrfmiddlewaretoken": PAGE})
    request.user = cast.officer.user
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    middleware = OnceMiddleware(view)

    def carry_out(request: HttpRequest) -> HttpResponse:
        middleware.process_view(request, view, [], {})
        return view(request)

    middleware.get_response = carry_out
    answer = middleware(request)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/giao-uoc/1/")


def test_presses_of_long_ago_are_forgotten(cast: Cast, rule: RuleVersion, sign_in: SignIn) -> None:
    browser = sign_in(cast.officer.user)
    url = f"/quy-che/{rule.pk}/gop-y/"
    browser.post(url, comment(cast))
    SentForm.objects.update(at=once.clock.machine_time() - once.KEPT_FOR * 2)

    browser.post(url, comment(cast, "Nên có thêm mẫu biểu."))

    assert SentForm.objects.count() == 1
