"""A title or a name that looks like a program is shown as it was written: on phones, in the hall, to the conductor."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.ballots import Hall, count, flag_facts, make_hall, make_motion, make_round, marking, vote
from tests.meetings.test_vote_pages import phone_of, read_over
from thidua.meetings.enums import BallotMethod
from thidua.meetings.models import Ballot
from thidua.meetings.services.motions import OptionFacts

TITLE = """<script>alert(1)</script> "Cờ" onmouseover="alert(2)" 'x' & Bằng khen"""
NAME = """<img src=x onerror=alert(3)> "Tổ 1" ' autofocus='"""


class Page(HTMLParser):
    """What a browser makes of a page: its words, its programs, the figures of charts, the names of all attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.attributes, self.inside = "", set[str](), ""
        self.programs, self.figures = "", ""
        self.feed(text.replace("\u00a0", " "))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = "figures" if ("type", "application/json") in attrs else tag
        self.attributes |= {name for name, _value in attrs}

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "figures":
            self.figures += data
        elif self.inside == "script":
            self.programs += data
        else:
            self.words += data


def require_words_only(text: str, *shown: str) -> None:
    page = Page(text)
    for words in shown:
        assert words in page.words
    assert "alert" not in page.programs
    assert "<" not in page.figures, "what a chart draws ends no script"
    assert not page.attributes & {"onmouseover", "onerror", "autofocus"}


Open = Callable[[BallotMethod], tuple[Hall, Ballot]]


@pytest.fixture
def open_round(cast: Cast) -> Open:
    """A list of three names, open by the method."""

    def make(method: BallotMethod) -> tuple[Hall, Ballot]:
        hall = make_hall(cast)
        names = [OptionFacts(words=NAME), OptionFacts(cast.units[1]), OptionFacts(cast.units[2])]
        motion = make_motion(cast, hall, flag_facts(cast, title=TITLE, options=names))
        tellers = [cast.secretary.person, hall.voters[0].person] if method == BallotMethod.PAPER else []
        return hall, make_round(cast, motion, method, tellers=tellers)

    return make


def shown_to(client: Client, name: str, pk: int) -> str:
    answer = client.get(reverse(name, args=[pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_on_the_phone(cast: Cast, open_round: Open) -> None:
    hall, ballot = open_round(BallotMethod.SCREEN)
    phone, page = phone_of(hall.voters[0]), reverse("cast_vote", args=[ballot.pk])
    marks = {"mark-1": "+", "mark-2": "-", "mark-3": "/"}
    require_words_only(shown_to(phone, "vote", hall.meeting.pk), TITLE)
    require_words_only(shown_to(phone, "vote_live", hall.meeting.pk), TITLE)
    require_words_only(shown_to(phone, "cast_vote", ballot.pk), TITLE, NAME)
    read = phone.post(page, {"step": "read", **marks}).content.decode()
    require_words_only(read, TITLE, NAME)
    receipt = phone.post(page, read_over(phone, ballot, **marks)).content.decode()
    require_words_only(receipt, "Phiếu đã vào hòm", TITLE)
    require_words_only(shown_to(phone, "cast_vote", ballot.pk), TITLE)


@pytest.mark.django_db
def test_in_the_hall_and_to_the_conductor(cast: Cast, open_round: Open) -> None:
    hall, ballot = open_round(BallotMethod.SCREEN)
    secretary, here = phone_of(cast.secretary), hall.meeting.pk
    for name in ("hall", "hall_live", "conduct", "conduct_live", "meeting"):
        require_words_only(shown_to(secretary, name, here), TITLE)
    require_words_only(shown_to(secretary, "close_round", ballot.pk), TITLE)
    for voter in hall.voters:
        vote(ballot, voter, marking("++-"))
    count(cast, ballot)
    for name in ("hall", "hall_live", "conduct", "conduct_live", "meeting"):
        require_words_only(shown_to(secretary, name, here), TITLE, NAME)
    require_words_only(shown_to(secretary, "motion", ballot.motion_id), TITLE, NAME)


@pytest.mark.django_db
def test_before_a_round_and_on_paper(cast: Cast, open_round: Open) -> None:
    hall, ballot = open_round(BallotMethod.PAPER)
    secretary = phone_of(cast.secretary)
    require_words_only(shown_to(secretary, "ballot_slips", ballot.pk), TITLE, NAME)
    require_words_only(shown_to(secretary, "count_papers", ballot.pk), TITLE, NAME)
    other = make_motion(cast, hall, flag_facts(cast, title=TITLE, options=[OptionFacts(words=NAME)], year=2031))
    require_words_only(shown_to(secretary, "open_round", other.pk), TITLE, NAME)
    require_words_only(shown_to(secretary, "record_hands", other.pk), TITLE, NAME)
