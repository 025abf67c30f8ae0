"""What people signed, held against the table: the real case of 2022 on a card, and papers against a unit."""

import json
import re
from datetime import date
from fractions import Fraction

import pytest
from django.conf import settings
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.scorecards import card_of, line_of, open_scheme, put, put_all, submitted
from tests.pages import words_of
from thidua.audit.models import AuditEntry
from thidua.common import clock
from thidua.common.errors import RefusedError
from thidua.common.references import Reference
from thidua.core.scoring.cards import read_cards
from thidua.core.scoring.reading import read_scheme
from thidua.core.scoring.shipped import example_text
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.models import Evidence, EvidenceLink
from thidua.documents.queries.evidence import evidence_of
from thidua.scorecards.enums import HoldEffect, Layer, SchemeState
from thidua.scorecards.errors import ScoreError
from thidua.scorecards.facts.results import result_of
from thidua.scorecards.facts.sheet import LINE
from thidua.scorecards.facts.why import findings_of
from thidua.scorecards.models import Hold, Scheme, Scorecard, SignedPaper
from thidua.scorecards.queries.cards import cards_of
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.services.cards import seen_version
from thidua.scorecards.services.holds import HoldWords, hold_unit
from thidua.scorecards.services.papers import record_paper
from thidua.scorecards.services.recomputing import recompute

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast) -> Scorecard:
    """The card of the case in the table of Tiền Giang, as the committee accepted its figures, with three papers."""
    scheme = open_scheme(cast, text=example_text("tiengiang-2022"))
    card = card_of(scheme, cast.unit)
    (told,), findings = read_cards(example_text("cailay-2022"), read_scheme(example_text("tiengiang-2022")))
    assert findings == []
    put(card, **told.answers)
    recompute(scheme)
    for paper in told.given:
        record_paper(
            actor=cast.standing.actor(),
            card=card,
            version=Scorecard.objects.get(pk=card.pk).version,
            name=paper.by,
            total=paper.total,
            items=paper.items,
            answers=paper.answers,
            same_as=paper.same_as,
            now=clock.now(),
        )
    return Scorecard.objects.get(pk=card.pk)


def test_the_strict_total_stands_beside_the_two_that_were_signed(cast: Cast, case: Scorecard, sign_in) -> None:
    page = words_of(sign_in(cast.standing.user).get(reverse("scorecard", args=[case.pk])))

    assert "115,7" in page
    assert "tổng 124,4" in page
    assert "tổng 118,4" in page
    assert "Hai văn bản ghi tổng khác nhau: 118,4 và 124,4." in page


def test_beside_signed_papers_the_totals_of_the_table_are_not_called_what_the_unit_signed(
    cast: Cast, case: Scorecard, sign_in
) -> None:
    """“Tự chấm 115,7” would be read as the unit's own figure, which was 124,4."""
    client, address = sign_in(cast.standing.user), reverse("scorecard", args=[case.pk])

    page = words_of(client.get(address))
    assert "Bảng tính từ số liệu tự chấm 115,7" in page
    assert "Tự chấm 115,7" not in page
    assert "Tổng ghi trên giấy tờ đã ký: Báo cáo tự chấm 403/BC-PTNMT 124,4 ; Tổng tự chấm đọc tại" in page
    assert "Biên bản thẩm định 09/12/2022 118,4 ; xem chỗ khác với bảng" in page
    drawer = words_of(client.get(f"{address}?muc=&lop=SELF")).partition("Vì sao 115,7 điểm?")[2]
    assert f"{cast.unit.name} · Bảng tính từ số liệu tự chấm 115,7" in drawer
    SignedPaper.objects.all().delete()
    page = words_of(client.get(address))
    assert "Tự chấm 115,7" in page
    assert "Bảng tính từ số liệu tự chấm" not in page


def test_findings_are_told_in_the_language_of_the_page(cast: Cast, case: Scorecard, sign_in) -> None:
    client, address = sign_in(cast.standing.user), reverse("scorecard", args=[case.pk])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = words_of(client.get(address))

    assert "Item C2 says 5.7; the cap of C2.4 allows 5.5." in page
    assert "Item C4 has a bonus of 0.5 for which the table has no rule." in page
    assert "Two papers say different totals: 118.4 and 124.4." in page
    assert "Counted by the table from the self-score's figures 115" in page
    assert not re.search(r"Mục \S+ ghi|Tổng điểm ghi|Hai văn bản", page), "nothing of it stays in Vietnamese"


def test_what_the_committee_overlooked_is_told_with_the_rule_it_breaks(case: Scorecard) -> None:
    found = dict(findings_of(case, result_of(case.scheme, Layer.FINAL)))
    minutes = found["Biên bản thẩm định 09/12/2022"]

    assert "Mục C2 ghi 5,7; mức trần của C2.4 chỉ cho 5,5." in minutes
    assert "Mục d2 ghi 11; mức trần của d2.3 chỉ cho 9." in minutes
    assert "Mục C4 có 0,5 điểm thưởng mà bảng không có quy định nào cho." in minutes
    assert "Tổng điểm ghi 118,4; tính theo bảng được 115,7." in minutes


def test_a_paper_with_an_unknown_item_is_refused(cast: Cast, case: Scorecard) -> None:
    with pytest.raises(ScoreError, match=r"Z9"):
        record_paper(
            actor=cast.standing.actor(),
            card=case,
            version=case.version,
            name="Biên bản khác",
            total=None,
            items={"Z9": Fraction(1)},
            now=clock.now(),
        )
    assert SignedPaper.objects.count() == 3


def test_what_a_colleague_put_down_is_not_replaced_in_passing(cast: Cast, case: Scorecard) -> None:
    name = SignedPaper.objects.order_by("pk")[0].name
    with pytest.raises(ScoreError, match="đã có giấy tờ tên"):
        put_down(cast, case, name)


def put_down(cast: Cast, card: Scorecard, name: str) -> SignedPaper:
    """A paper with a total of 1, by the standing office."""
    return record_paper(
        actor=cast.standing.actor(),
        card=card,
        version=card.version,
        name=name,
        total=Fraction(1),
        items={},
        now=clock.now(),
    )


def test_the_second_of_two_who_put_a_paper_down_sees_both(cast: Cast, sign_in) -> None:
    card = card_of(open_scheme(cast), cast.unit)
    client, address = sign_in(cast.secretary.user), reverse("record_paper", args=[card.pk])
    sent = {"total": "81,5", "items": "2.1 = 20", "version": card.version}
    assert client.post(address, {**sent, "name": "Biên bản ngày 09/12"}).status_code == 302

    late = client.post(address, {**sent, "name": "Biên bản 09/12/2026"})

    assert late.status_code == 409
    assert "Biên bản ngày 09/12" in words_of(late)
    assert "Biên bản 09/12/2026" in late.text
    assert [paper.name for paper in SignedPaper.objects.all()] == ["Biên bản ngày 09/12"]


def test_a_paper_is_not_taken_off_from_a_page_that_a_colleague_has_changed(cast: Cast, sign_in) -> None:
    card = card_of(open_scheme(cast), cast.unit)
    paper = put_down(cast, card, "Biên bản")
    client, page = sign_in(cast.secretary.user), reverse("scorecard", args=[card.pk])
    drop = reverse("drop_paper", args=[paper.pk])
    assert f'href="{drop}"' in client.get(page).text
    version = client.get(drop).text.split('name="version" value="')[1].split('"')[0]
    put_down(cast, Scorecard.objects.get(pk=card.pk), "Biên bản khác")

    told = client.post(drop, {"version": version, "reason": "Ghi nhầm"})
    assert told.status_code == 409
    assert SignedPaper.objects.count() == 2

    client.post(drop, {"version": Scorecard.objects.get(pk=card.pk).version, "reason": "Ghi nhầm"})
    assert [each.name for each in SignedPaper.objects.all()] == ["Biên bản khác"]


def test_a_paper_is_taken_off_with_a_reason_that_history_keeps(cast: Cast, sign_in) -> None:
    card = card_of(open_scheme(cast), cast.unit)
    paper = put_down(cast, card, "Biên bản")
    client, drop = sign_in(cast.secretary.user), reverse("drop_paper", args=[paper.pk])
    version = Scorecard.objects.get(pk=card.pk).version

    told = client.post(drop, {"version": version, "reason": " "})
    assert "Anh/chị chưa ghi lý do" in words_of(told)
    assert SignedPaper.objects.count() == 1

    client.post(drop, {"version": version, "reason": "Ghi nhầm năm"})
    assert not SignedPaper.objects.exists()
    entry = AuditEntry.objects.get(action="scorecard.paper_dropped")
    assert json.loads(entry.payload)["reason"] == "Ghi nhầm năm"


def test_a_member_does_not_write_what_others_signed(cast: Cast, case: Scorecard) -> None:
    with pytest.raises(RefusedError):
        record_paper(
            actor=cast.officer.actor(),
            card=case,
            version=case.version,
            name="Tự ghi",
            total=Fraction(130),
            items={},
            now=clock.now(),
        )


def test_a_paper_is_recorded_from_two_columns_pasted_from_excel(cast: Cast, sign_in) -> None:
    card = submitted(cast.head, card_of(open_scheme(cast), cast.unit))
    client = sign_in(cast.secretary.user)
    sent = {"name": "Biên bản họp khối", "total": "81,5", "items": "2.1\t20\n2.2 = 19", "version": card.version}

    assert client.post(reverse("record_paper", args=[card.pk]), sent).status_code == 302
    page = words_of(client.get(reverse("scorecard", args=[card.pk])))

    assert "Mục 2.1 ghi 20; tính theo bảng được 19,5." in page
    assert "Tổng điểm ghi 81,5; tính theo bảng được 80,5." in page
    wrong = client.post(reverse("record_paper", args=[card.pk]), {**sent, "items": "2.1\n2.2 = nhiều"})
    assert "Dòng 1 cần 2 cột" in words_of(wrong)
    assert "“nhiều” không phải là số" in words_of(wrong)


class TestHolds:
    def test_a_hold_is_entered_with_its_paper_and_lifted_with_its_reason(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast)
        client = sign_in(cast.standing.user)
        sent = {
            "units": [str(cast.unit.pk)],
            "effect": "STOPS",
            "text": "Đang thanh tra",
            "paper": "Thông báo số 5/TB-TTr",
            "since": "02/03/2026",
            "version": scheme.version,
        }

        answer = client.post(reverse("hold_unit", args=[scheme.pk]), sent)
        hold = Hold.objects.get()
        matrix = words_of(client.get(reverse("matrix", args=[scheme.pk])))
        assert answer.headers["Location"] == reverse("hold", args=[hold.pk])
        assert "Thông báo số 5/TB-TTr" in matrix
        assert client.get(reverse("evidence_add", args=["hold", hold.pk])).status_code == 200

        client.post(reverse("lift_hold", args=[hold.pk]), {"reason": "Đã có kết luận", "version": hold.version})
        assert Hold.objects.get().lifted_because == "Đã có kết luận"
        assert "Thông báo số 5/TB-TTr" not in words_of(client.get(reverse("matrix", args=[scheme.pk])))

    def test_a_card_leads_to_the_paper_only_those_who_may_open_it(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast)
        card = card_of(scheme, cast.unit)
        words = HoldWords(HoldEffect.MARKS, "Chậm nộp kết luận", "Thông báo số 5/TB-TTr", date(2026, 3, 2))
        hold = hold_unit(
            actor=cast.standing.actor(),
            scheme=scheme,
            version=scheme.version,
            unit=cast.unit,
            words=words,
            now=clock.now(),
        )
        Scheme.objects.update(state=SchemeState.PUBLISHED)
        link = reverse("hold", args=[hold.pk])

        for member, may in ((cast.officer, True), (cast.other_officer, False)):
            client = sign_in(member.user)
            page = client.get(reverse("scorecard", args=[card.pk]))
            assert "Chậm nộp kết luận" in page.text
            assert (link in page.text) is may
            assert client.get(link).status_code == (200 if may else 404)

    def test_the_second_of_two_sees_both_papers(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast)
        client, address = sign_in(cast.standing.user), reverse("hold_unit", args=[scheme.pk])
        sent = {
            "units": [str(cast.unit.pk)],
            "effect": "STOPS",
            "paper": "Thông báo số 5/TB-TTr",
            "since": "02/03/2026",
            "version": scheme.version,
        }
        assert client.post(address, {**sent, "text": "Đang thanh tra"}).status_code == 302

        late = client.post(address, {**sent, "text": "Đang kiểm tra"})

        assert late.status_code == 409
        assert "Đang thanh tra" in words_of(late)
        assert "Đang kiểm tra" in late.text
        assert Hold.objects.count() == 1

    def test_a_list_of_violations_is_entered_once_for_all_it_names(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast)
        put_all(scheme)
        client, address = sign_in(cast.standing.user), reverse("hold_unit", args=[scheme.pk])
        named = [cast.units[1], cast.units[4]]
        sent = {
            "units": [str(unit.pk) for unit in named],
            "effect": "STOPS",
            "text": "Có trong danh sách vi phạm",
            "paper": "Công văn số 7/CAT ngày 01/3/2026",
            "since": "01/03/2026",
            "version": scheme.version,
        }

        assert "Chọn ít nhất một đơn vị." in words_of(client.post(address, {**sent, "units": []}))
        assert client.post(address, sent).status_code == 302

        assert [hold.unit for hold in Hold.objects.order_by("pk")] == named
        assert AuditEntry.objects.filter(action="hold.entered").count() == 2
        ranked = {card.unit: result.rank for card in cards_of(scheme.pk) for result in card.results.all()}
        assert [ranked[unit] for unit in named] == [None, None]
        assert None not in {rank for unit, rank in ranked.items() if unit not in named}
        late = words_of(client.post(address, sent))
        assert all(unit.name in late for unit in named)
        assert Hold.objects.count() == 2

    def test_the_secretary_does_not_stop_anybody(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast)

        assert sign_in(cast.secretary.user).get(reverse("hold_unit", args=[scheme.pk])).status_code == 403


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        (PartialDate(2026, 12, 31), False),
        (PartialDate(2027, 1, 1), True),
        (PartialDate(2025, 12), True),
        (PartialDate(2026), False),
        (PartialDate(), False),
    ],
)
def test_evidence_of_another_year_is_told_on_the_card_and_at_its_item(
    cast: Cast, sign_in, day: PartialDate, is_told: bool
) -> None:
    card = card_of(open_scheme(cast), cast.unit)
    evidence = Evidence.objects.create(
        agency=cast.agency, unit=cast.unit, title="Kế hoạch phát động", issued_on=day, url="https://minh-hoa.vn/kh",
        added_by_name="Bài thử", added_at=clock.now(),
    )  # fmt: skip
    line = line_of(card, "2.1")
    EvidenceLink.objects.create(
        agency=cast.agency, evidence=evidence, parent_kind=LINE, parent_id=line.pk, linked_at=clock.now()
    )
    client, page = sign_in(cast.officer.user), reverse("scorecard", args=[card.pk])
    says = f"Ngày “{day}” của “Kế hoạch phát động” không thể có hoặc ngoài năm chấm điểm."

    assert (f"Mục 2.1: {says}" in words_of(client.get(page))) == is_told
    assert (words_of(client.get(f"{page}?muc=2.1")).count(says) == 2) == is_told


def test_what_the_year_holds_proves_an_item_and_is_entered_once(cast: Cast, sign_in) -> None:

    scheme = open_scheme(cast)
    make_activity(cast, "Trồng cây đầu xuân", held_on=PartialDate(2026, 2, 3), cycles=[scheme.cycle])
    line = line_of(card_of(scheme, cast.unit), "2.1")
    client = sign_in(cast.officer.user)
    address = reverse("cite_for_item", args=[line.pk])
    page = client.get(address).text
    assert "Trồng cây đầu xuân" in page
    key = page.split('value="activity:')[1].split('"')[0]
    name = page.split('value="activity:')[0].rsplit('name="', 1)[1].split('"')[0]

    for _twice in range(2):
        version = seen_version(line_of(line.scorecard, "2.1"), table_of(scheme))
        assert client.post(address, {name: f"activity:{key}", "version": version}).status_code == 302

    (piece,) = evidence_of([Reference("score_line", line.pk)])[Reference("score_line", line.pk)]
    assert (piece.about_kind, str(piece.about_id), piece.unit) == ("activity", key, cast.unit)


def test_the_second_of_two_who_cite_sees_what_proves_the_item_already(cast: Cast, sign_in) -> None:
    scheme = open_scheme(cast)
    first, second = (
        make_activity(cast, title, held_on=PartialDate(2026, 2, day), cycles=[scheme.cycle])
        for day, title in ((3, "Trồng cây đầu xuân"), (4, "Hiến máu"))
    )
    line = line_of(card_of(scheme, cast.unit), "2.1")
    client, address = sign_in(cast.officer.user), reverse("cite_for_item", args=[line.pk])
    page = client.get(address).text
    version = page.split('name="version" value="')[1].split('"')[0]
    name = page.split('value="activity:')[0].rsplit('name="', 1)[1].split('"')[0]
    client.post(address, {name: f"activity:{first.pk}", "version": version})

    late = client.post(address, {name: f"activity:{second.pk}", "version": version})

    assert late.status_code == 409
    assert "Trồng cây đầu xuân" in words_of(late)
    assert "Hiến máu" in words_of(late)
    parent = Reference("score_line", line.pk)
    assert [piece.about_id for piece in evidence_of([parent])[parent]] == [first.pk]


def test_nothing_of_it_after_publication(cast: Cast, case: Scorecard) -> None:
    Scheme.objects.filter(pk=case.scheme_id).update(state=SchemeState.PUBLISHED, published_at=clock.now())
    card = card_of(Scheme.objects.get(pk=case.scheme_id), cast.unit)

    with pytest.raises(RefusedError, match="đã công bố"):
        put_down(cast, card, "Muộn")
