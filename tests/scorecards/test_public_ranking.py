"""A year's ranking becomes a page for everybody: once it is final, by the standing office, as a copy, and withdrawn."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle
from tests.factories.scorecards import open_scheme, publish_settled, put_all, scored_and_published
from tests.pages import words_of
from thidua.audit.models import AuditEntry
from thidua.common import clock
from thidua.common.due import DueItem, due_items
from thidua.common.errors import RefusedError
from thidua.organisations.models import UnitName
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.errors import PublishingError
from thidua.publishing.facts.seen import seen_of
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import latest_of
from thidua.publishing.services import withdraw
from thidua.scorecards.doors.public import due_rankings
from thidua.scorecards.enums import HoldEffect, SchemeState, Shown
from thidua.scorecards.models import Hold, LayerResult, Scheme, Scorecard
from thidua.scorecards.services.publishing import publish_ranking

pytestmark = pytest.mark.django_db
OTHERS = ["secretary", "officer", "head", "observer", "council_member", "administrator"]


@pytest.fixture
def scheme(cast: Cast) -> Scheme:
    return scored_and_published(cast)


def let_out(cast: Cast, scheme: Scheme, shown: Shown = Shown.ORDER, seen: str | None = None) -> Snapshot:
    """Published by the standing office beside what stands now, or beside what it has `seen`."""
    beside = seen_of(latest_of(SnapshotKind.RANKING, scheme.cycle_id)) if seen is None else seen
    actor = cast.standing.actor()
    return publish_ranking(actor=actor, scheme=scheme, shown=shown, seen=beside, now=clock.now())


def places_in(page: Snapshot) -> list[dict[str, object]]:
    """The units of its only group, in order."""
    (group,) = page.body["vi"]["groups"]
    return list(group["places"])


def of_ranking(items: list[DueItem]) -> list[str]:
    return [item.title for item in items if "khác với hồ sơ" in item.title]


def stop(cast: Cast, scheme: Scheme, place: int) -> str:
    """A paper that stops a unit of the bloc; its words."""
    words = "Đang thanh tra việc quản lý tài sản công"
    Hold.objects.create(
        agency=cast.agency,
        cycle=scheme.cycle,
        unit=cast.units[place],
        effect=HoldEffect.STOPS,
        text=words,
        paper="Thông báo 5",
        since=clock.today(),
        made_by_name="Bài thử",
        made_at=clock.now(),
    )
    return words


class TestWhoAndWhen:
    @pytest.mark.parametrize("who", OTHERS)
    def test_only_the_standing_office_publishes(self, cast: Cast, scheme: Scheme, who: str) -> None:
        with pytest.raises(RefusedError):
            publish_ranking(
                actor=getattr(cast, who).actor(), scheme=scheme, shown=Shown.ORDER, seen="0", now=clock.now()
            )
        assert not Snapshot.objects.exists()

    def test_not_before_the_scores_are_published_inside_the_bloc(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast)
        put_all(scheme)

        with pytest.raises(RefusedError, match="chưa công bố trong khối"):
            let_out(cast, scheme)

        client = sign_in(cast.standing.user)
        address = reverse("publish_ranking", args=[scheme.pk])
        refused = client.get(address)
        assert (refused.status_code, "Công bố điểm trong khối trước" in words_of(refused)) == (403, True)
        assert address not in client.get(reverse("ranking", args=[scheme.pk])).text

    def test_not_while_some_rank_is_provisional(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        LayerResult.objects.filter(scorecard__scheme=scheme).update(is_provisional=True)

        with pytest.raises(RefusedError, match="tạm tính"):
            let_out(cast, scheme)

        page = words_of(sign_in(cast.standing.user).get(reverse("ranking", args=[scheme.pk])))
        assert "Còn đơn vị chưa có tổng điểm nên thứ hạng là tạm tính, chưa công bố ra ngoài được." in page
        assert not Snapshot.objects.exists()

    def test_nobody_else_is_shown_the_choice(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        for who in ("secretary", "officer", "observer"):
            client = sign_in(getattr(cast, who).user)
            assert "Công bố cho mọi người" not in words_of(client.get(reverse("ranking", args=[scheme.pk])))
            assert client.post(reverse("publish_ranking", args=[scheme.pk]), {"shown": "ORDER"}).status_code == 403


class TestWhatIsTold:
    def test_order_and_grades_alone_unless_points_are_chosen(self, cast: Cast, scheme: Scheme, client: Client) -> None:
        page = let_out(cast, scheme)

        places = places_in(page)
        assert places[0] == {"unit": cast.unit.name, "rank": 1, "grade": "Hoàn thành tốt"}
        assert [each["rank"] for each in places] == [1, 2, 2, 2, 2, 2]
        totals = LayerResult.objects.filter(scorecard__scheme=scheme).values_list("total_exact", flat=True)
        assert [total for total in totals if total in json.dumps(page.body)] == []
        words = words_of(client.get(reverse("snapshot", args=[page.slug])))
        assert "Cơ quan công bố thứ hạng và xếp loại, không công bố điểm." in words
        assert "Tổng điểm" not in words
        assert page.body["vi"]["sources"] == ["Luật Thi đua khen thưởng số 06/2022/QH15"]

    def test_with_points_they_are_exact_and_told_as_inside(
        self, cast: Cast, scheme: Scheme, client: Client, sign_in
    ) -> None:
        page = let_out(cast, scheme, Shown.POINTS)

        first = places_in(page)[0]
        inside = words_of(sign_in(cast.standing.user).get(reverse("ranking", args=[scheme.pk])))
        assert (first["points"], first["exact"]) == ("81,50", "163/2")
        assert f"{cast.unit.name} {first['points']}" in inside
        text = client.get(reverse("snapshot", args=[page.slug])).text
        assert ("81,50" in text, '<rect x="0" width="100%"' in text, "<script" in text) == (True, True, False)

    def test_nobody_is_named_and_no_reason_is_told(self, cast: Cast, client: Client) -> None:
        scheme = open_scheme(cast)
        put_all(scheme)
        reason = stop(cast, scheme, 4)
        scheme = publish_settled(cast, scheme)

        page = let_out(cast, scheme, Shown.POINTS)

        last = places_in(page)[-1]
        assert last == {"unit": cast.units[4].name, "rank": None, "grade": "", "points": "", "exact": ""}
        words = words_of(client.get(reverse("snapshot", args=[page.slug])))
        assert "không xếp hạng" in words
        names = [member.person.full_name for member in cast.everyone().values()]
        assert [each for each in [*names, reason, "Thông báo 5"] if each in words + json.dumps(page.body)] == []

    def test_units_bear_the_names_of_the_day(self, cast: Cast, scheme: Scheme) -> None:
        day = clock.today()
        UnitName.objects.filter(unit=cast.unit).update(until=day)
        UnitName.objects.create(agency=cast.agency, unit=cast.unit, name="Vụ có tên mới", since=day + timedelta(days=1))
        old = cast.unit.name
        cast.unit.name = "Vụ có tên mới"
        cast.unit.save()

        assert places_in(let_out(cast, scheme))[0]["unit"] == old

    def test_history_says_what_was_chosen(self, cast: Cast, scheme: Scheme) -> None:
        let_out(cast, scheme, Shown.POINTS)

        after = json.loads(AuditEntry.objects.get(action="snapshot.published").payload)["after"]
        assert (after["shows_points"], after["number"]) == (True, 1)


class TestTwoAtOnce:
    def test_pressed_twice_it_is_published_once(self, cast: Cast, scheme: Scheme) -> None:
        pages = [let_out(cast, scheme, seen="0") for _press in range(2)]

        assert pages[0] == pages[1]
        assert AuditEntry.objects.filter(action="snapshot.published").count() == 1

    def test_who_chose_beside_an_older_version_is_told(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client, address = sign_in(cast.standing.user), reverse("publish_ranking", args=[scheme.pk])
        let_out(cast, scheme)

        answer = client.post(address, {"shown": "POINTS", "seen": "0"})

        assert "Đồng nghiệp vừa công bố hoặc thôi công bố trang này." in words_of(answer)
        last = latest_of(SnapshotKind.RANKING, scheme.cycle_id)
        assert last is not None
        assert (last.number, last.body["vi"]["shows_points"]) == (1, False)

    def test_what_a_colleague_withdrew_meanwhile_does_not_come_back(self, cast: Cast, scheme: Scheme) -> None:
        page = let_out(cast, scheme)
        withdraw(actor=cast.standing.actor(), snapshot=page, because="Nhầm", now=clock.now())

        with pytest.raises(PublishingError) as caught:
            let_out(cast, scheme, seen="1")

        assert caught.value.code == "replaced"
        assert let_out(cast, scheme).number == 2

    def test_another_choice_is_another_version_at_the_same_address(
        self, cast: Cast, scheme: Scheme, client: Client
    ) -> None:
        first = let_out(cast, scheme, Shown.POINTS)
        second = let_out(cast, scheme, Shown.ORDER)

        assert (second.number, second.slug) == (2, first.slug)
        assert "81,50" not in client.get(reverse("snapshot", args=[first.slug])).text


class TestPages:
    def test_the_office_chooses_publishes_and_withdraws(
        self, cast: Cast, scheme: Scheme, client: Client, sign_in
    ) -> None:
        office = sign_in(cast.standing.user)
        ranking, address = (reverse(name, args=[scheme.pk]) for name in ("ranking", "publish_ranking"))
        assert address in office.get(ranking).text
        form = office.get(address)
        chosen = re.findall(r'<input type="radio" name="shown" value="(\w+)"[^>]* checked', form.text)
        assert chosen == ["ORDER"]
        assert cast.unit.name in words_of(form)

        nothing = office.post(address, {"seen": "0"})
        assert (nothing.status_code, "Chọn điều cho mọi người đọc." in words_of(nothing)) == (200, True)

        answer = office.post(address, {"shown": "ORDER", "seen": "0"})
        page = latest_of(SnapshotKind.RANKING, scheme.cycle_id)
        assert page is not None
        public = reverse("snapshot", args=[page.slug])
        assert answer.headers["Location"] == public
        stop_url = reverse("withdraw_ranking", args=[scheme.pk])
        assert stop_url in office.get(ranking).text
        assert client.get(public).status_code == 200

        office.post(stop_url, {"because": "Nhầm"})

        gone = client.get(public)
        assert (gone.status_code, cast.unit.name in words_of(gone)) == (410, False)
        assert office.post(stop_url, {"because": "Lần nữa"}).status_code == 403
        assert json.loads(AuditEntry.objects.get(action="snapshot.withdrawn").payload)["reason"] == "Nhầm"

    def test_a_year_of_another_bloc_is_not_there_for_a_stranger(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        stranger = sign_in(cast.stranger.user)
        for name in ("publish_ranking", "withdraw_ranking"):
            assert stranger.get(reverse(name, args=[scheme.pk])).status_code == 404


class TestRecordThatDiffers:
    def test_nobody_is_told_while_all_is_the_same(self, cast: Cast, scheme: Scheme) -> None:
        let_out(cast, scheme, Shown.POINTS)
        for who in ("standing", "secretary"):
            assert of_ranking(due_items(getattr(cast, who).actor(), clock.today())) == []

    @pytest.mark.parametrize("change", ["rank", "grade", "total", "name", "reopened"])
    def test_the_office_is_told_and_the_page_stays(
        self, cast: Cast, scheme: Scheme, client: Client, sign_in, change: str
    ) -> None:
        page = let_out(cast, scheme, Shown.POINTS)
        before = words_of(client.get(reverse("snapshot", args=[page.slug])))
        rows = LayerResult.objects.filter(scorecard__in=Scorecard.objects.filter(scheme=scheme, unit=cast.unit))
        match change:
            case "rank":
                rows.update(rank=3)
            case "grade":
                rows.update(grade="Hoàn thành")
            case "total":
                rows.update(total="80.5", total_exact="161/2")
            case "name":
                UnitName.objects.filter(unit=cast.unit).update(name="Tên đã sửa cho đúng")
            case "reopened":
                Scheme.objects.filter(pk=scheme.pk).update(state=SchemeState.SCORING)

        told = of_ranking(due_items(cast.standing.actor(), clock.today()))
        assert told == [f"Xem lại trang công khai khác với hồ sơ: {page.title}"]
        assert of_ranking(due_items(cast.secretary.actor(), clock.today())) == []
        card = words_of(sign_in(cast.standing.user).get(reverse("ranking", args=[scheme.pk])))
        assert "Trang công khai khác với hồ sơ" in card
        assert words_of(client.get(reverse("snapshot", args=[page.slug]))) == before

    def test_points_that_are_not_public_are_no_difference(self, cast: Cast, scheme: Scheme) -> None:
        let_out(cast, scheme, Shown.ORDER)
        LayerResult.objects.filter(scorecard__scheme=scheme).update(total="50", total_exact="50")

        assert of_ranking(due_items(cast.standing.actor(), clock.today())) == []

    def test_published_anew_or_withdrawn_the_word_is_gone(self, cast: Cast, scheme: Scheme) -> None:
        let_out(cast, scheme)
        LayerResult.objects.filter(scorecard__scheme=scheme, scorecard__unit=cast.unit).update(grade="Hoàn thành")
        assert of_ranking(due_items(cast.standing.actor(), clock.today()))

        page = let_out(cast, scheme)
        assert of_ranking(due_items(cast.standing.actor(), clock.today())) == []

        LayerResult.objects.filter(scorecard__scheme=scheme, scorecard__unit=cast.unit).update(grade="Khác")
        withdraw(actor=cast.standing.actor(), snapshot=page, because="Sai", now=clock.now())
        assert of_ranking(due_items(cast.standing.actor(), clock.today())) == []

    def test_looking_at_many_takes_as_many_queries_as_at_one(self, cast: Cast, scheme: Scheme) -> None:
        let_out(cast, scheme)
        one = queries_of(cast)

        let_out(cast, scored_and_published(cast, make_cycle(cast, year=YEAR - 1)), Shown.POINTS)

        assert (one, queries_of(cast)) == (5, 5)


def queries_of(cast: Cast) -> int:
    actor = cast.standing.actor()
    with CaptureQueriesContext(connection) as asked:
        assert due_rankings(actor, clock.today()) == []
    return len(asked)
