"""From a decision of recognition to the draft of an article, by one press."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.decisions import PAPER
from tests.factories.meetings import NOW
from tests.pages import words_of
from thidua.common.errors import RefusedError
from thidua.decisions.models import RecognitionDecision
from thidua.decisions.services.news import draft_decision_news, publish_decision
from thidua.decisions.services.recognitions import Recognised, record_decision
from thidua.publishing.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(cast: Cast) -> RecognitionDecision:
    return record_decision(
        actor=cast.standing.actor(),
        bloc=cast.bloc,
        year=YEAR,
        lead=Recognised(cast.units[0]),
        deputy=None,
        paper=PAPER,
        now=NOW,
    )


def told(article: Article) -> list[tuple[str, str]]:
    return [
        (b.block_type, str(getattr(b.value, "source", b.value))) for b in article.get_latest_revision_as_object().body
    ]


def test_the_paper_and_whom_it_recognises_are_told(cast: Cast, decision: RecognitionDecision) -> None:
    article = draft_decision_news(actor=cast.secretary.actor(), decision=decision, now=NOW)

    text = " ".join(words for _kind, words in told(article))
    wanted = (
        f"Quyết định số 12/QĐ-BMH ngày 15/01/{YEAR}",
        "do Bộ trưởng Trần Văn Bộ ký",
        f"{cast.units[0].name} là Khối trưởng của {cast.bloc.name} năm {YEAR}.",
    )
    places = [text.find(each) for each in wanted]
    assert -1 not in places, text
    assert places == sorted(places)
    assert article.told_on.isoformat() == f"{YEAR}-01-15"


def test_a_paper_whose_number_nobody_knows_is_asked_for(cast: Cast, decision: RecognitionDecision) -> None:
    RecognitionDecision.objects.filter(pk=decision.pk).update(number="")
    decision.refresh_from_db()

    article = draft_decision_news(actor=cast.secretary.actor(), decision=decision, now=NOW)

    assert told(article)[0][0] == "remark"


@pytest.mark.parametrize("who", ["officer", "head", "observer", "council_member", "stranger", "administrator"])
def test_only_those_who_write_begin_an_article(cast: Cast, decision: RecognitionDecision, who: str) -> None:
    with pytest.raises(RefusedError):
        draft_decision_news(actor=getattr(cast, who).actor(), decision=decision, now=NOW)


def test_the_page_offers_the_button_then_the_article(cast: Cast, decision: RecognitionDecision, client: Client) -> None:
    url, page = reverse("draft_decision_news", args=[decision.pk]), reverse("decision", args=[decision.pk])
    client.force_login(cast.secretary.user)
    assert url in client.get(page).text

    there = client.post(url).headers["Location"]

    after = client.get(page).text
    assert (url in after, there in after, client.post(url).headers["Location"]) == (False, True, there)


def test_a_decision_is_published_without_who_represents_and_withdrawn(
    cast: Cast, decision: RecognitionDecision, client: Client
) -> None:
    page = publish_decision(actor=cast.standing.actor(), decision=decision, now=NOW)
    url = reverse("snapshot", args=[page.slug])
    words = words_of(client.get(url))
    assert ("12/QĐ-BMH" in words, cast.units[0].name in words) == (True, True)
    assert page.title in words_of(client.get(reverse("public_documents")))

    client.force_login(cast.standing.user)
    client.post(reverse("withdraw_decision", args=[decision.pk]), {"because": "In sai số"})

    assert client.get(url).status_code == 410


@pytest.mark.parametrize("who", ["secretary", "officer", "head", "observer", "stranger", "administrator"])
def test_only_the_standing_office_publishes(cast: Cast, decision: RecognitionDecision, who: str) -> None:
    with pytest.raises(RefusedError):
        publish_decision(actor=getattr(cast, who).actor(), decision=decision, now=NOW)


def test_a_paper_without_its_number_is_not_published(cast: Cast, decision: RecognitionDecision) -> None:
    decision.number = ""
    with pytest.raises(RefusedError, match="Chưa rõ số"):
        publish_decision(actor=cast.standing.actor(), decision=decision, now=NOW)
