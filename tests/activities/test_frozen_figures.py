"""Figures as evidence: a copy that stays, and that says so when the figures have changed since."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.pledges import make_pledge, make_target
from tests.factories.scorecards import card_of, line_of, open_scheme
from tests.pages import words_of
from thidua.activities.enums import ActivityKind, ActivityState, FactKind, PartyRole
from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.frozen import changed_among
from thidua.activities.facts.selections import of_activity
from thidua.activities.models import Activity, ActivityParty, FrozenFigures
from thidua.activities.services import (
    ActivityWords,
    Note,
    add_party,
    change_activity,
    confirm_party,
    decline_party,
    freeze_figures,
    note_fact,
    put_party_on_paper,
    remove_party,
)
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.models import Evidence, EvidenceLink
from thidua.documents.services.evidence import link_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


@pytest.fixture
def beach(cast: Cast, now: datetime) -> Activity:
    return make_activity(cast, kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5), place="Bãi Trước", now=now)


def join(cast: Cast, beach: Activity, now: datetime) -> list[ActivityParty]:
    """A unit that confirmed, somebody on paper, a unit that is silent."""
    actor = cast.secretary.actor()
    unit, team, silent = (
        add_party(actor=actor, activity=beach, role=PartyRole.CO_ORGANISER, party=party, name=name, now=now)
        for party, name in ((cast.unit, ""), (None, "Đội xe của phường"), (cast.units[3], ""))
    )
    put_party_on_paper(actor=actor, party=team, paper="Công văn số 12/UBND", now=now)
    return [confirm_party(actor=cast.officer.actor(), party=unit, now=now), team, silent]


def weigh(cast: Cast, activity: Activity, kg: str, now: datetime) -> None:
    note = Note(FactKind.WEIGHING, {"scope": "WHOLE", "gross": kg, "tare": "0", "slip": kg})
    note_fact(actor=cast.secretary.actor(), activity=activity, note=note, now=now)


def test_a_copy_stays_and_a_later_fact_is_told_beside_it(
    cast: Cast, beach: Activity, now: datetime, client: Client
) -> None:
    weigh(cast, beach, "40", now)
    frozen = freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now)
    again = freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now)
    (evidence,) = Evidence.objects.all()
    assert (again.pk, frozen.number, evidence.about_id) == (frozen.pk, 1, frozen.pk)
    client.force_login(cast.secretary.user)
    pages = [
        reverse("frozen_figures", args=[frozen.pk]),
        reverse("evidence", args=[evidence.pk]),
        reverse("activity_impact", args=[beach.pk]),
    ]
    changed = "ố liệu đã thay đổi"
    assert [changed in client.get(page).content.decode() for page in pages] == [False, False, False]
    weigh(cast, beach, "2", now)
    assert [changed in client.get(page).content.decode() for page in pages] == [True, True, True]
    kept = client.get(pages[0]).content.decode().replace("\xa0", " ")
    assert ("40 kg" in kept, "42 kg" in kept) == (True, False)
    second = freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now)
    assert (second.number, second.digest != frozen.digest) == (2, True)
    assert AuditEntry.objects.filter(action="activity.figures_frozen").count() == 2


def test_one_copy_serves_a_target_and_a_score_item_and_says_there_that_figures_have_changed(
    cast: Cast, beach: Activity, now: datetime, client: Client
) -> None:
    weigh(cast, beach, "40", now)
    freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now)
    evidence = Evidence.objects.get()
    scheme = open_scheme(cast)
    line = line_of(card_of(scheme, cast.unit), "2.2")
    target = make_target(cast, make_pledge(cast, scheme.cycle))
    for actor, kind, thing in ((cast.secretary, "target", target), (cast.officer, "score_line", line)):
        link_evidence(actor=actor.actor(), evidence=evidence, parent=Reference(kind, thing.pk), now=now)
    weigh(cast, beach, "2", now)

    assert {(link.parent_kind, link.parent_id) for link in EvidenceLink.objects.filter(evidence=evidence)} >= {
        ("target", target.pk),
        ("score_line", line.pk),
    }
    client.force_login(cast.observer.user)
    chip = f'href="{reverse("evidence", args=[evidence.pk])}"'
    assert chip in client.get(f"{reverse('scorecard', args=[line.scorecard_id])}?muc=2.2").text
    assert "số liệu đã thay đổi từ đó" in words_of(client.get(reverse("evidence", args=[evidence.pk])))


def test_the_reviewer_sees_who_confirmed_and_by_which_paper(
    cast: Cast, beach: Activity, now: datetime, client: Client
) -> None:
    parties = join(cast, beach, now)
    frozen = freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now)
    decline_party(actor=cast.officer.actor(), party=parties[0], reason="Rút", now=now + timedelta(days=1))
    client.force_login(cast.observer.user)

    page = words_of(client.get(reverse("frozen_figures", args=[frozen.pk])))

    assert f"{cast.unit.name} Phối hợp tổ chức Đã xác nhận Nguyễn Thị Cúc, 15 giờ 30, 05/12/2026" in page
    assert "Đội xe của phường Phối hợp tổ chức Theo giấy tờ Công văn số 12/UBND" in page
    assert f"{cast.units[3].name} Phối hợp tổ chức Chờ xác nhận chưa trả lời" in page
    assert "Nơi tổ chức Bãi Trước" in page
    assert "Rút" not in page


@pytest.mark.parametrize("how", ["left", "removed", "answered", "other day", "other place", "other title"])
def test_a_changed_record_is_told_as_changed_figures_are(
    cast: Cast, beach: Activity, now: datetime, client: Client, how: str
) -> None:
    confirmed, _paper, silent = join(cast, beach, now)
    weigh(cast, beach, "40", now)
    frozen = freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now)
    assert changed_among([frozen], now) == set()
    if how == "left":
        decline_party(actor=cast.officer.actor(), party=confirmed, reason="Rút", now=now)
    elif how == "removed":
        remove_party(actor=cast.secretary.actor(), party=silent)
    elif how == "answered":
        confirm_party(actor=cast.other_officer.actor(), party=silent, now=now)
    else:
        changes = {"other day": {"held_on": PartialDate(2026, 12, 4)}, "other place": {"place": "Bãi Sau"}}
        words = {"title": beach.title, "held_on": beach.held_on, "place": beach.place, "kind": beach.kind}
        words |= changes.get(how, {"title": "Tên khác"})
        change_activity(
            actor=cast.secretary.actor(), activity=beach, version=beach.version, words=ActivityWords(**words), now=now
        )

    copy = FrozenFigures.objects.select_related("activity__bloc", "activity__unit").get()
    assert changed_among([copy], now) == {frozen.pk}
    client.force_login(cast.secretary.user)
    for name, pk in (("frozen_figures", frozen.pk), ("activity_impact", beach.pk)):
        assert "ố liệu đã thay đổi" in client.get(reverse(name, args=[pk])).content.decode()
    second = freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now)
    assert (second.number, changed_among([second], now)) == (2, set())


def test_a_copy_from_before_parties_were_kept_is_judged_by_its_figures(
    cast: Cast, beach: Activity, now: datetime, client: Client
) -> None:
    weigh(cast, beach, "40", now)
    found = figures_now(of_activity(beach), now)
    assert found is not None
    old = FrozenFigures.objects.create(
        agency=cast.agency, activity=beach, number=1, facts=1, reckoned_on=now.date(), digest=found.digest,
        data=found.data, frozen_at=now, frozen_by_name="Đặng Minh Thư",
    )  # fmt: skip
    join(cast, beach, now)
    client.force_login(cast.secretary.user)

    assert changed_among([old], now) == set()
    assert "chưa giữ ngày, nơi và các bên" in words_of(client.get(reverse("frozen_figures", args=[old.pk])))
    assert freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now).number == 2
    weigh(cast, beach, "2", now)
    assert changed_among([old], now) == {old.pk}


def test_only_who_keeps_the_record_freezes_what_was_held(cast: Cast, beach: Activity, now: datetime) -> None:
    with pytest.raises(RefusedError):
        freeze_figures(actor=cast.stranger.actor(), activity=beach, now=now)
    planned = make_activity(cast, state=ActivityState.PLANNED, now=now)
    with pytest.raises(ActivityError, match="đã tổ chức"):
        freeze_figures(actor=cast.secretary.actor(), activity=planned, now=now)
    assert not FrozenFigures.objects.exists()
