"""The doors of pledges: parents of evidence, references, search, the step's report."""

from datetime import date

from tests.cast import Cast
from tests.factories.pledges import (
    heads_of,
    make_frozen_pledge,
    make_open_pledge,
    make_practice,
    make_task,
    make_visit,
    make_year,
    moment,
    sign,
)
from thidua.campaigns.doors.pledge_steps import report_on_pledges
from thidua.campaigns.enums import TargetScope
from thidua.campaigns.facts.reports import StepReport
from thidua.campaigns.models import Cycle, Target
from thidua.common.parents import describe_parents, may_attach, parent_url, visible_parents
from thidua.common.references import Reference, candidates, describe
from thidua.common.search import Sought, search_all

NOW = moment("2026-06-15 09:00")


def things(cast: Cast) -> dict[str, Reference]:
    pledge = make_frozen_pledge(cast)
    cycle = pledge.cycle
    return {
        "pledge": Reference("pledge", pledge.pk),
        "target": Reference("target", Target.objects.get(unit=cast.unit).pk),
        "common": Reference("target", Target.objects.get(scope=TargetScope.EACH_UNIT).pk),
        "task": Reference("task", make_task(cast, cycle, owner=cast.unit).pk),
        "visit": Reference("visit", make_visit(cast, cycle).pk),
        "practice": Reference("practice", make_practice(cast, cycle).pk),
    }


def test_who_sees_and_who_adds_evidence(cast: Cast) -> None:
    parents = things(cast)

    def adds(name: str) -> set[str]:
        actor = cast.everyone()[name].actor(NOW)
        return {key for key, parent in parents.items() if may_attach(actor, parent)}

    everything = set(parents.values())
    assert visible_parents(cast.reader.actor(NOW), everything) == everything
    assert visible_parents(cast.stranger.actor(NOW), everything) == set()
    assert adds("secretary") == set(parents)
    assert adds("officer") == {"target", "common", "task", "visit", "practice"}
    assert adds("other_officer") == {"common"}
    assert adds("reader") == adds("observer") == adds("stranger") == set()


def test_parents_have_names_and_addresses(cast: Cast) -> None:
    parents = things(cast)
    facts = describe_parents(set(parents.values()))

    assert facts[parents["target"]].title == "Tỷ lệ hồ sơ giải quyết đúng hạn"
    assert {each.agency for each in facts.values()} == {cast.agency.pk}
    assert parent_url(parents["visit"]) == f"/kiem-tra/{parents['visit'].id}/"


def test_things_can_be_pointed_at(cast: Cast) -> None:
    parents = things(cast)
    pointed = [parents[name] for name in ("pledge", "task", "visit", "practice")]

    cards = describe(pointed)
    offered = candidates(cast.secretary.actor(NOW), bloc=cast.bloc.pk, year=2026)

    assert cards[parents["visit"]].when == "dự kiến 10/04/2026"
    assert cards[parents["task"]].when == "chưa đặt hạn"
    assert set(pointed) <= {card.reference for card in offered}
    assert candidates(cast.stranger.actor(NOW), bloc=cast.bloc.pk, year=2026) == []


def test_search_finds_without_accents_and_only_what_is_seen(cast: Cast) -> None:
    things(cast)

    def found(name: str, text: str) -> set[str]:
        groups = search_all(cast.everyone()[name].actor(NOW), Sought.parse(text))
        return {card.title for group in groups for card in group.cards}

    assert "Tỷ lệ hồ sơ giải quyết đúng hạn" in found("reader", "ho so")
    assert "Họp giao ban mười lăm phút" in found("reader", "giao ban")
    assert "T1. Kiểm tra phong trào ở các đơn vị" in found("reader", "kiem tra phong")
    assert found("stranger", "ho so") == set()


def test_the_step_reports_how_many_have_signed_and_the_actors_next_act(cast: Cast) -> None:
    day = date(2026, 3, 12)
    bare = make_year(cast.bloc, 2025)
    assert report_on_pledges(cast.secretary.actor(NOW), [bare], day)[bare.pk].deed is not None
    assert report_on_pledges(cast.reader.actor(NOW), [bare], day)[bare.pk].deed is None

    pledge = make_open_pledge(cast)

    def report() -> StepReport:
        cycle = Cycle.objects.select_related("bloc", "agency").get(pk=pledge.cycle_id)
        return report_on_pledges(cast.head.actor(NOW), [cycle], day)[cycle.pk]

    head = report()
    assert (head.note, head.ready.allowed) == ("0/6 đơn vị đã ký", False)
    assert head.deed is not None
    assert head.deed.label == "Ký giao ước"

    sign((cast.unit, cast.head), pledge)
    signed = report()
    assert (signed.note, signed.missing) == ("1/6 đơn vị đã ký", "Còn 5 đơn vị chưa ký giao ước.")

    for unit, member in heads_of(cast):
        if unit != cast.unit:
            sign((unit, member), pledge)
    done = report()
    assert (done.note, done.ready.allowed) == ("6/6 đơn vị đã ký", True)
