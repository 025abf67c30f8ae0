"""A card on its way: self, verification, explanation, second look, superior, publication."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest
from django.conf import settings
from django.urls import reverse

from tests.cast import YEAR, Cast, Member
from tests.factories.scorecards import (
    ANSWERS,
    TABLE,
    answer,
    card_of,
    fill_card,
    line_of,
    open_scheme,
    put_all,
    submitted,
)
from tests.pages import words_of
from thidua.access.models import RoleGrant
from thidua.accounts.models import User
from thidua.audit.models import AuditEntry
from thidua.common import clock
from thidua.common.actor import Role, Scope
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership
from thidua.scorecards.enums import HoldEffect, Layer, SchemeState, Stage
from thidua.scorecards.errors import ScoreError
from thidua.scorecards.facts.signing import signatures_of
from thidua.scorecards.models import Hold, LayerResult, Scheme, Scorecard, ScoreChange
from thidua.scorecards.policies import cards as policies
from thidua.scorecards.policies.looking import cards_to_assess, may_assess, who_leads
from thidua.scorecards.queries.cards import results_of
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.services.cards import explain_item, fill_item, say_no_more_cases, seen_card_version, seen_version
from thidua.scorecards.services.holds import HoldWords, hold_unit, lift_hold
from thidua.scorecards.services.moves import return_card, send_explanation, settle_card, sign_branches, submit_card
from thidua.scorecards.services.schemes import name_assessor, publish_scores

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme(cast: Cast) -> Scheme:
    return open_scheme(cast)


@pytest.fixture
def card(cast: Cast, scheme: Scheme) -> Scorecard:
    return card_of(scheme, cast.unit)


def _total(card: Scorecard, layer: Layer = Layer.FINAL) -> Decimal | None:
    return results_of(card.scheme_id, layer)[card.pk].total


def _now(card: Scorecard) -> Scorecard:
    return card_of(card.scheme, card.unit)


class TestScoringItself:
    def test_opening_gives_every_member_a_card_and_freezes_the_table(self, cast: Cast, scheme: Scheme) -> None:
        assert scheme.cards.count() == len(cast.units)
        assert scheme.state == SchemeState.SCORING
        assert len(scheme.digest) == 64

    def test_the_file_that_goes_out_is_the_one_whose_hash_is_shown_and_kept(
        self, cast: Cast, scheme: Scheme, sign_in
    ) -> None:
        client = sign_in(cast.secretary.user)
        file = client.get(reverse("take_out_scheme", args=[scheme.pk])).content
        shown = sha256(file).hexdigest()

        assert Scheme.objects.get(pk=scheme.pk).file_digest == shown
        assert shown in client.get(reverse("scheme", args=[scheme.pk])).text
        assert shown in AuditEntry.objects.get(action="scheme.frozen").payload

    def test_a_blank_is_unknown_and_never_zero(self, cast: Cast, card: Scorecard) -> None:
        answer(cast.officer, card, "2.1", **{"2_1": 0})

        result = results_of(card.scheme_id, Layer.SELF)[card.pk]
        assert result.items["2.1"] == "0"
        assert result.items["1.2"] is None
        assert result.total is None

    def test_a_total_of_zero_can_be_sent(self, cast: Cast, card: Scorecard) -> None:
        nothing = {**dict.fromkeys(ANSWERS, 0), "dossiers": 10, "2.2.1": 3}
        card = fill_card(cast.officer, card, {**nothing, "1.1.target": 5})

        sent = submit_card(actor=cast.head.actor(), card=card, version=card.version, now=clock.now())

        assert sent.stage == Stage.VERIFICATION
        assert results_of(card.scheme_id, Layer.SELF)[card.pk].items["1.1"] == "0"

    def test_a_card_with_a_question_open_is_not_sent_and_says_where(self, cast: Cast, card: Scorecard) -> None:
        answer(cast.officer, card, "2.1", **{"2_1": 19})

        with pytest.raises(ScoreError, match=r"1\.1, 1\.2, 2\.2.*không phải là 0"):
            submit_card(actor=cast.head.actor(), card=card, version=card.version, now=clock.now())

    def test_the_officer_writes_but_the_head_sends(self, cast: Cast, card: Scorecard) -> None:
        card = fill_card(cast.officer, card)

        with pytest.raises(RefusedError, match="Thủ trưởng đơn vị ký nộp"):
            submit_card(actor=cast.officer.actor(), card=card, version=card.version, now=clock.now())

    def test_another_unit_does_not_write(self, cast: Cast, card: Scorecard) -> None:
        with pytest.raises(RefusedError):
            answer(cast.other_officer, card, "2.1", **{"2_1": 19})
        assert not ScoreChange.objects.exists()

    def test_the_second_of_two_editors_is_asked(self, cast: Cast, card: Scorecard) -> None:
        line = line_of(card, "2.1")
        read = seen_version(line, table_of(card.scheme))
        answer(cast.officer, card, "2.1", **{"2_1": 19})

        with pytest.raises(StaleVersionError):
            fill_item(actor=cast.head.actor(), line=line, version=read, answers={"2.1": Fraction(20)}, now=clock.now())

    def test_no_more_cases_answers_only_what_was_open(self, cast: Cast, card: Scorecard) -> None:
        def say() -> int:
            version = seen_card_version(card)
            return say_no_more_cases(actor=cast.officer.actor(), card=card, version=version, now=clock.now())

        assert say() == 1
        assert ScoreChange.objects.get().value == "0"
        assert say() == 0

    def test_no_more_cases_is_not_said_over_what_a_colleague_just_wrote(
        self, cast: Cast, card: Scorecard, sign_in
    ) -> None:
        client, page = sign_in(cast.head.user), reverse("scorecard", args=[card.pk])
        shown = client.get(page).text.split(reverse("no_more_cases", args=[card.pk]))[1]
        version = shown.split('name="version" value="')[1].split('"')[0]
        answer(cast.officer, card, "2.1", **{"2_1": 19})

        told = client.post(reverse("no_more_cases", args=[card.pk]), {"version": version}, follow=True)
        assert "người khác thay đổi nên chưa làm gì" in words_of(told)
        assert not ScoreChange.objects.exclude(name="2.1").exists()

        client.post(reverse("no_more_cases", args=[card.pk]), {"version": str(seen_card_version(card))})
        assert ScoreChange.objects.exclude(name="2.1").get().value == "0"

    def test_an_item_that_does_not_apply_needs_no_answer_and_its_weight_is_set_aside(
        self, cast: Cast, card: Scorecard
    ) -> None:
        line = line_of(card, "1.1")
        fill_item(
            actor=cast.officer.actor(),
            line=line,
            version=seen_version(line, table_of(card.scheme)),
            answers={},
            not_applicable="Đơn vị không được giao chỉ tiêu này",
            now=clock.now(),
        )
        fill_card(cast.officer, card, {name: value for name, value in ANSWERS.items() if name[:3] != "1.1"})
        card = submit_card(actor=cast.head.actor(), card=_now(card), version=1, now=clock.now())

        result = results_of(card.scheme_id, Layer.SELF)[card.pk]
        assert "1.1" not in result.items
        assert result.standard_exact == "70"

    def test_a_leader_relative_figure_scores_every_unit_again(self, cast: Cast, card: Scorecard) -> None:
        put_all(card.scheme)
        other = card_of(card.scheme, cast.units[3])
        answer(cast.officer, card, "1.1", **{"1_1_achieved": 120, "1_1_target": 100})
        before = results_of(card.scheme_id, Layer.SELF)[card.pk].items["1.1"]

        answer(cast.other_officer, other, "1.1", **{"1_1_achieved": 140, "1_1_target": 100})

        assert before == "30"
        assert results_of(card.scheme_id, Layer.SELF)[card.pk].items["1.1"] == "45/2"

    def test_history_keeps_author_time_and_value(self, cast: Cast, card: Scorecard) -> None:
        answer(cast.officer, card, "2.1", **{"2_1": Fraction(39, 2)})

        change = ScoreChange.objects.get()
        assert (change.by_name, change.value, change.stage) == ("Nguyễn Thị Cúc", "39/2", "SELF")
        assert AuditEntry.objects.filter(action="scorecard.item_filled").count() == 1


class TestVerification:
    def test_the_whole_way(self, cast: Cast, card: Scorecard) -> None:
        card = submitted(cast.head, card)
        assert _total(card) == Decimal("80.5")  # 13.5 + 28.5 + 19.5 + 19

        answer(cast.secretary, card, "2.1", reason="Thiếu một chữ ký trong giao ước", **{"2_1": 15})
        assert (_total(card, Layer.SELF), _total(card)) == (Decimal("80.5"), Decimal("76"))
        card = sign_branches(
            actor=cast.secretary.actor(), card=card, version=card.version, assessor="", now=clock.now()
        )
        assert card.stage == Stage.EXPLANATION

        line = line_of(card, "2.1")
        seen = seen_version(line, table_of(card.scheme))
        explain_item(actor=cast.officer.actor(), line=line, version=seen, explanation="Chữ ký ở phụ lục 2.")
        card = send_explanation(actor=cast.head.actor(), card=card, version=card.version, agrees=False)
        assert card.stage == Stage.SECOND_LOOK

        answer(cast.secretary, card, "2.1", reason="Đã thấy chữ ký ở phụ lục", **{"2_1": 18})
        card = sign_branches(
            actor=cast.secretary.actor(), card=card, version=card.version, assessor="", now=clock.now()
        )
        assert card.stage == Stage.SUPERIOR

        answer(cast.standing, card, "2.1", reason="Theo kết luận của Hội đồng", **{"2_1": Fraction(37, 2)})
        card = settle_card(actor=cast.standing.actor(), card=card, version=card.version, now=clock.now())
        assert card.stage == Stage.SETTLED
        assert [_total(card, layer) for layer in Layer] == [Decimal("80.5"), Decimal("79"), Decimal("79.5")]
        kinds = ScoreChange.objects.filter(name="2.1").values_list("stage", flat=True)
        assert list(kinds) == ["SELF", "VERIFICATION", "SECOND_LOOK", "SUPERIOR"]

    def test_two_verifiers_at_one_item_the_second_sees_both(self, cast: Cast, card: Scorecard) -> None:
        card = submitted(cast.head, card)
        line = line_of(card, "2.1")
        seen = seen_version(line, table_of(card.scheme))
        answer(cast.secretary, card, "2.1", reason="Thiếu chữ ký", **{"2_1": 15})

        with pytest.raises(StaleVersionError):
            fill_item(
                actor=cast.secretary.actor(),
                line=line,
                version=seen,
                answers={"2.1": Fraction(10)},
                reason="Người thứ hai",
                now=clock.now(),
            )
        assert results_of(card.scheme_id, Layer.FINAL)[card.pk].items["2.1"] == "15"

    def test_a_change_needs_its_reason(self, cast: Cast, card: Scorecard) -> None:
        card = submitted(cast.head, card)

        with pytest.raises(ScoreError, match="lý do"):
            answer(cast.secretary, card, "2.1", **{"2_1": 15})
        assert not ScoreChange.objects.exclude(stage=Stage.SELF).exists()

    def test_a_card_nobody_changed_goes_straight_to_the_superior(self, cast: Cast, card: Scorecard) -> None:
        card = submitted(cast.head, card)

        card = sign_branches(
            actor=cast.secretary.actor(), card=card, version=card.version, assessor="", now=clock.now()
        )

        assert card.stage == Stage.SUPERIOR

    def test_a_returned_card_says_why_and_can_be_sent_again(self, cast: Cast, card: Scorecard) -> None:
        card = submitted(cast.head, card)

        card = return_card(
            actor=cast.secretary.actor(), card=card, version=card.version, reason="Thiếu báo cáo giải trình"
        )

        assert (card.stage, card.returned_because) == (Stage.SELF, "Thiếu báo cáo giải trình")
        assert submit_card(actor=cast.head.actor(), card=card, version=card.version, now=clock.now()).stage == (
            Stage.VERIFICATION
        )

    def test_after_it_was_given_back_a_change_needs_its_reason(self, cast: Cast, card: Scorecard, sign_in) -> None:
        card = submitted(cast.head, card)
        return_card(actor=cast.secretary.actor(), card=card, version=card.version, reason="Thiếu số liệu quý IV")
        client = sign_in(cast.officer.user)
        page = client.get(reverse("fill_item", args=[line_of(card, "2.1").pk]))
        assert "Phiếu đã nộp một lần" in words_of(page)

        with pytest.raises(ScoreError, match="lý do"):
            answer(cast.officer, card, "2.1", **{"2_1": 17})
        answer(cast.officer, card, "2.1", reason="Đếm lại theo sổ", **{"2_1": 17})

        assert ScoreChange.objects.filter(name="2.1").last().reason == "Đếm lại theo sổ"  # type: ignore[union-attr]

    def test_before_it_is_first_sent_nobody_asks_for_a_reason(self, cast: Cast, card: Scorecard, sign_in) -> None:
        page = sign_in(cast.officer.user).get(reverse("fill_item", args=[line_of(card, "2.1").pk]))

        assert "Lý do thay đổi" not in words_of(page)

    def test_a_late_change_is_refused(self, cast: Cast, card: Scorecard) -> None:
        card = submitted(cast.head, card)

        with pytest.raises(RefusedError, match="đã nộp"):
            fill_item(
                actor=cast.officer.actor(), line=line_of(card, "2.1"), version=3, answers={"2.1": 1}, now=clock.now()
            )

    def test_the_head_of_the_bloc_never_verifies_its_own_unit_alone(self, cast: Cast, scheme: Scheme) -> None:
        chief = _member(cast, "truong", cast.units[0], Role.UNIT_HEAD)
        deputy = _member(cast, "pho", cast.units[1], Role.UNIT_OFFICER)
        own = submitted(chief, card_of(scheme, cast.units[0]))

        for member in (cast.secretary, chief):
            with pytest.raises(RefusedError, match=r"đơn vị mình|Khối phó thẩm định|đã nộp"):
                answer(member, own, "2.1", reason="Tự sửa", **{"2_1": 20})
        answer(deputy, own, "2.1", reason="Đối chiếu hồ sơ", **{"2_1": 17})

        card = sign_branches(actor=deputy.actor(), card=own, version=own.version, assessor="", now=clock.now())
        assert card.stage == Stage.EXPLANATION
        sent, looked = signatures_of(card)
        assert (sent.who, sent.capacity) == (chief.actor().name, f"Thủ trưởng đơn vị ({cast.units[0].name})")
        assert (looked.who, looked.capacity) == (deputy.actor().name, f"Khối phó ({cast.units[1].name})")

    def test_after_a_change_in_mid_year_the_new_head_verifies_and_the_old_one_no_longer(
        self, cast: Cast, scheme: Scheme
    ) -> None:
        """The first head led from before anyone remembers: no day. On either database the one with a day follows."""
        lead = BlocLeadership.objects.get(bloc=cast.bloc, year=YEAR, role=LeadRole.LEAD)
        assert (lead.unit, lead.since) == (cast.units[0], None)
        BlocLeadership.objects.filter(pk=lead.pk).update(until=date(YEAR, 6, 30))
        BlocLeadership.objects.create(
            agency=cast.agency, bloc=cast.bloc, year=YEAR, role=LeadRole.LEAD, unit=cast.units[3],
            since=date(YEAR, 7, 1),
        )  # fmt: skip
        old, new = (
            _member(cast, name, cast.units[place], Role.UNIT_HEAD).actor() for name, place in (("cu", 0), ("moi", 3))
        )
        card = submitted(cast.head, card_of(scheme, cast.unit))

        assert [bool(may_assess(actor, card, "")) for actor in (old, new)] == [False, True]
        waiting = [
            cards_to_assess(actor, list(Scorecard.objects.filter(pk=card.pk).annotate(**who_leads(actor))))
            for actor in (old, new)
        ]
        assert waiting == [[], [card]]

    @pytest.mark.parametrize(
        ("role", "place", "capacity"),
        [
            (Role.UNIT_OFFICER, 0, "Khối trưởng (Văn phòng Bộ)"),
            (Role.UNIT_HEAD, 1, "Khối phó (Văn phòng Đảng – Đoàn thể)"),
            (None, None, "Thư ký khối"),
        ],
    )
    def test_the_block_of_signatures_says_as_what_each_pressed(
        self, cast: Cast, card: Scorecard, sign_in, role: Role | None, place: int | None, capacity: str
    ) -> None:
        card = submitted(cast.head, card)
        who = cast.secretary if role is None or place is None else _member(cast, "nguoi-ky", cast.units[place], role)
        sign_branches(actor=who.actor(), card=card, version=card.version, assessor="", now=clock.now())

        page = words_of(sign_in(cast.standing.user).get(reverse("scorecard", args=[card.pk])))
        assert f"Thẩm định: {who.actor().name} {capacity}, " in page
        assert f"Nộp bản tự chấm: {cast.head.actor().name} Thủ trưởng đơn vị ({cast.unit.name}), " in page

    def test_who_acts_by_delegation_is_named_so(self, cast: Cast, card: Scorecard) -> None:
        lent = Scope(Role.UNIT_HEAD, frozenset({cast.agency.pk}), unit=cast.unit.pk, delegation=1)
        actor = replace(cast.officer.actor(), scopes=frozenset({lent}))
        card = fill_card(cast.head, card)

        card = submit_card(actor=actor, card=card, version=card.version, now=clock.now())

        (sent,) = signatures_of(card)
        assert sent.capacity == f"Thủ trưởng đơn vị ({cast.unit.name}), theo ủy quyền"


class TestAssessors:
    """The branch that the table gives to “Cơ quan thường trực thi đua” (2.1, 2.2) is for the officers of one unit, the
    rest for head and deputy; what anybody gives is bounded by the maximum of the item."""

    NAME = "Cơ quan thường trực thi đua"

    @pytest.fixture
    def office(self, cast: Cast, scheme: Scheme) -> Member:
        """An officer of the unit named for the branch, which neither leads the bloc nor is the card's own."""
        name_assessor(
            actor=cast.standing.actor(), scheme=scheme, version=scheme.version, name=self.NAME, unit=cast.units[4]
        )
        return _member(cast, "van-phong", cast.units[4], Role.UNIT_OFFICER)

    def test_each_writes_in_his_own_branch_alone(self, cast: Cast, card: Scorecard, office: Member) -> None:
        card = submitted(cast.head, card)

        with pytest.raises(RefusedError, match="Khối trưởng, Khối phó thẩm định nhóm này"):
            answer(office, card, "1.2", reason="Đếm lại", on_time=180)
        with pytest.raises(RefusedError, match=self.NAME):
            answer(cast.secretary, card, "2.1", reason="Thiếu chữ ký", **{"2_1": 15})
        assert not ScoreChange.objects.exclude(stage=Stage.SELF).exists()

        answer(office, card, "2.1", reason="Thiếu chữ ký", **{"2_1": 15})
        answer(cast.secretary, card, "1.2", reason="Đếm lại", on_time=180)
        written = ScoreChange.objects.filter(stage=Stage.VERIFICATION).values_list("name", "by_name")
        assert set(written) == {("2.1", office.actor().name), ("on_time", cast.secretary.actor().name)}

    def test_the_card_waits_for_the_signature_of_each(self, cast: Cast, card: Scorecard, office: Member) -> None:
        card = submitted(cast.head, card)
        for who, name in ((cast.secretary, self.NAME), (office, "")):
            with pytest.raises(RefusedError):
                sign_branches(actor=who.actor(), card=card, version=card.version, assessor=name, now=clock.now())

        def sign(member: Member, name: str) -> Scorecard:
            row = _now(card)
            return sign_branches(actor=member.actor(), card=row, version=row.version, assessor=name, now=clock.now())

        assert sign(office, self.NAME).stage == Stage.VERIFICATION
        assert sign(cast.secretary, "").stage == Stage.SUPERIOR

    def test_what_it_would_assess_of_its_own_goes_to_head_and_deputy(
        self, cast: Cast, scheme: Scheme, office: Member
    ) -> None:
        own = submitted(office_head(cast), card_of(scheme, cast.units[4]))

        with pytest.raises(RefusedError):
            answer(office, own, "2.1", reason="Tự nâng", **{"2_1": 20})
        answer(cast.secretary, own, "2.1", reason="Thiếu chữ ký", **{"2_1": 15})

        assert results_of(scheme.pk, Layer.FINAL)[own.pk].items["2.1"] == "15"

    def test_more_than_the_maximum_of_an_item_counts_as_the_maximum_and_is_told(
        self, cast: Cast, card: Scorecard, office: Member, sign_in
    ) -> None:
        card = submitted(cast.head, card)
        client, line = sign_in(office.user), line_of(card, "2.1")
        page = client.get(reverse("fill_item", args=[line.pk]))
        assert "Từ 0 đến 20 điểm" in words_of(page)
        sent = {"answer_0": "25", "reason": "Nhầm", "version": seen_version(line, table_of(card.scheme))}

        assert client.post(reverse("fill_item", args=[line.pk]), sent).status_code == 302

        result = results_of(card.scheme_id, Layer.FINAL)[card.pk]
        assert (result.items["2.1"], result.items["2"]) == ("20", "39")
        page = words_of(client.get(reverse("scorecard", args=[card.pk])))
        assert "Mục 2.1 ghi 25, quá điểm tối đa 20." in page
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        assert "Item 2.1 says 25, above the maximum of 20." in words_of(
            client.get(reverse("scorecard", args=[card.pk]))
        )


def office_head(cast: Cast) -> Member:
    """The head of the unit that assesses a branch."""
    return _member(cast, "truong-van-phong", cast.units[4], Role.UNIT_HEAD)


class TestGroupLimits:
    """A branch may give less than its items add up to; the floor of a branch holds whatever was taken below it."""

    TEXT = TABLE.replace("  max: 40\n", "  max: 40\n  at_most: 38\n  at_least: 30\n").replace(
        "    penalty_cap: 3\n", "    penalty_cap: 15\n"
    )

    @pytest.mark.parametrize(
        ("given", "late", "branch", "total"),
        [(20, 0, "38", "80"), (18, 0, "38", "80"), (17, 0, "37", "79"), (12, 1, "31", "73"), (12, 9, "30", "72")],
    )
    def test_what_a_branch_gives_stays_within_its_own_bounds(
        self, cast: Cast, given: int, late: int, branch: str, total: str
    ) -> None:
        card = card_of(open_scheme(cast, text=self.TEXT), cast.unit)
        fill_card(cast.officer, card, {**ANSWERS, "2.1": given, "2.2.1": late})

        result = results_of(card.scheme_id, Layer.SELF)[card.pk]
        assert (result.items["2"], result.total_exact) == (branch, total)

    def test_the_derivation_of_the_branch_names_the_bound(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast, text=self.TEXT)
        put_all(scheme, {**ANSWERS, "2.1": 20, "2.2.1": 0})
        card = card_of(scheme, cast.unit)

        page = words_of(sign_in(cast.standing.user).get(reverse("derivation", args=[card.pk]) + "?muc=2&lop=SELF"))

        assert "Vì sao 38 điểm?" in page
        assert "Cộng 2 mục: 40" in page
        assert "Không quá 38" in page


class TestPublication:
    def _settled(self, cast: Cast, scheme: Scheme) -> None:
        Scorecard.objects.filter(scheme=scheme).update(stage=Stage.SETTLED)

    def test_needs_every_card_settled(self, cast: Cast, scheme: Scheme) -> None:
        with pytest.raises(RefusedError, match="Còn 6 phiếu chưa chốt"):
            publish_scores(actor=cast.standing.actor(), scheme=scheme, version=scheme.version, now=clock.now())

    def test_nothing_changes_afterwards(self, cast: Cast, scheme: Scheme, card: Scorecard) -> None:
        self._settled(cast, scheme)
        publish_scores(actor=cast.standing.actor(), scheme=scheme, version=scheme.version, now=clock.now())

        with pytest.raises(RefusedError, match="đã công bố"):
            answer(cast.standing, _now(card), "2.1", reason="Sửa sau", **{"2_1": 20})
        with pytest.raises(RefusedError, match="đã công bố"):
            _hold(cast, scheme)

    @pytest.mark.parametrize(
        "stage", [Stage.SELF, Stage.PEERS, Stage.VERIFICATION, Stage.EXPLANATION, Stage.SECOND_LOOK]
    )
    def test_nor_on_a_card_that_was_stopped_on_its_way(self, cast: Cast, scheme: Scheme, stage: Stage) -> None:
        self._settled(cast, scheme)
        Scorecard.objects.filter(scheme=scheme, unit=cast.unit).update(stage=stage)
        _hold(cast, scheme)
        version = Scheme.objects.get(pk=scheme.pk).version
        publish_scores(actor=cast.standing.actor(), scheme=scheme, version=version, now=clock.now())
        card = card_of(Scheme.objects.get(), cast.unit)
        line = line_of(card, "1.2")

        for answer_of in (
            policies.may_fill_card(cast.officer.actor(), card),
            policies.may_submit_card(cast.head.actor(), card),
            policies.may_attach_to_item(cast.officer.actor(), line),
            policies.may_explain_item(cast.officer.actor(), line),
            policies.may_write_item(cast.secretary.actor(), line),
            policies.may_sign(cast.secretary.actor(), card, ""),
            policies.may_return(cast.secretary.actor(), card),
            policies.may_settle(cast.standing.actor(), card),
        ):
            assert "đã công bố" in answer_of.reason
        assert not policies.may_end_peers(cast.secretary.actor(), card)


class TestHolds:
    def test_a_stopped_unit_is_neither_settled_nor_ranked(self, cast: Cast, card: Scorecard) -> None:
        card = submitted(cast.head, card)
        card = sign_branches(
            actor=cast.secretary.actor(), card=card, version=card.version, assessor="", now=clock.now()
        )
        hold = _hold(cast, card.scheme)

        with pytest.raises(RefusedError, match=r"dừng xét.*Thông báo số 5/TB-TTr"):
            settle_card(actor=cast.standing.actor(), card=card, version=card.version, now=clock.now())
        result = LayerResult.objects.get(scorecard=card, layer=Layer.SELF)
        assert (result.rank, result.grade) == (None, "Đang thanh tra việc quản lý tài sản")

        lift_hold(
            actor=cast.standing.actor(), hold=hold, version=hold.version, reason="Đã có kết luận", now=clock.now()
        )
        assert (
            settle_card(actor=cast.standing.actor(), card=card, version=card.version, now=clock.now()).stage
            == Stage.SETTLED
        )
        assert Hold.objects.get().lifted_because == "Đã có kết luận"

    def test_of_two_who_enter_a_paper_the_second_is_asked_to_look(self, cast: Cast, scheme: Scheme) -> None:
        _hold(cast, scheme)

        with pytest.raises(StaleVersionError):
            hold_unit(
                actor=cast.standing.actor(),
                scheme=scheme,
                version=scheme.version,
                unit=cast.unit,
                words=_words(),
                now=clock.now(),
            )
        assert Hold.objects.count() == 1


def _hold(cast: Cast, scheme: Scheme) -> Hold:
    """A paper that stops the unit, entered by somebody who has read the table as it stands."""
    scheme = Scheme.objects.get(pk=scheme.pk)
    return hold_unit(
        actor=cast.standing.actor(),
        scheme=scheme,
        version=scheme.version,
        unit=cast.unit,
        words=_words(),
        now=clock.now(),
    )


def _words() -> HoldWords:
    return HoldWords(HoldEffect.STOPS, "Đang thanh tra việc quản lý tài sản", "Thông báo số 5/TB-TTr", date(2026, 3, 2))


def _member(cast: Cast, username: str, unit: object, role: Role) -> Member:
    user = User.objects.create_user(username, f"{username}@vi-du.vn", "x" * 14)
    RoleGrant.objects.create(
        agency=cast.agency,
        user=user,
        role=role,
        unit=unit,  # type: ignore[misc]
        since=date(2020, 1, 1),
        granted_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    return Member(user, None)
