"""A unit's self-score as a workbook: out in the layout of the bloc's own table, filled in Excel, and back in."""

from datetime import datetime
from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.common.tables.books import book
from tests.factories.scorecards import answer, card_of, open_scheme, submitted
from thidua.common import clock
from thidua.common.errors import RefusedError
from thidua.common.models import ImportRun
from thidua.common.tables import services
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import ImportTarget, import_kind
from thidua.common.tables.plans import Action
from thidua.common.tables.queries import shown_rows
from thidua.scorecards.enums import Layer
from thidua.scorecards.models import Scorecard, ScoreChange, ScoreLine
from thidua.scorecards.queries.cards import results_of

pytestmark = pytest.mark.django_db
HEAD = ["Mục", "Nội dung", "Điểm tối đa", "Câu hỏi", "Tự chấm", "Giải trình"]


@pytest.fixture
def card(cast: Cast) -> Scorecard:
    return card_of(open_scheme(cast), cast.unit)


def _preview(cast: Cast, card: Scorecard, rows: list[list[Any]], now: datetime | None = None) -> ImportRun:
    kind = import_kind("self-score")
    assert kind is not None
    actor = cast.officer.actor()
    subject = kind.find(actor, card.pk)
    assert subject is not None
    return services.preview_import(
        actor=actor,
        target=ImportTarget(kind, subject),
        file_name="phiếu.xlsx",
        data=book([HEAD, *rows]),
        now=now or clock.now(),
    )


def _apply(cast: Cast, run: ImportRun) -> ImportRun:
    return services.apply_import(actor=cast.officer.actor(), run=run, manifest=run.manifest_hash, now=clock.now())


ROWS: list[list[Any]] = [
    ["1.2", "Giải quyết hồ sơ", "30", "Số hồ sơ đã nhận", "1.234", ""],
    ["1.2", "Giải quyết hồ sơ", "30", "Số hồ sơ đúng hạn", 1200, ""],
    ["2.1", "Đăng ký", "20", "Đăng ký giao ước và tham gia phong trào do Khối phát động", "19,5", "Quyết định 12"],
    ["2.2", "Báo cáo", "20", "báo cáo chậm", None, ""],
]


def test_what_comes_back_is_scored_with_its_author(cast: Cast, card: Scorecard) -> None:
    run = _apply(cast, _preview(cast, card, ROWS))

    assert run.counts == {Action.CHANGE: 3, Action.SAME: 1}
    changes = dict(ScoreChange.objects.values_list("name", "value"))
    assert changes == {"dossiers": "1234", "on_time": "1200", "2.1": "39/2"}
    assert set(ScoreChange.objects.values_list("by_name", flat=True)) == {"Nguyễn Thị Cúc"}
    assert results_of(card.scheme_id, Layer.SELF)[card.pk].items["2.1"] == "39/2"
    assert ScoreLine.objects.get(scorecard=card, item="2.1").claim == "Quyết định 12"


def test_a_blank_cell_and_an_excel_error_erase_nothing_and_are_no_zero(cast: Cast, card: Scorecard) -> None:
    answer(cast.officer, card, "2.1", **{"2_1": 18})

    run = _preview(cast, card, [["2.1", "", "", ROWS[2][3], None, ""], ["1.2", "", "", ROWS[0][3], "#N/A", ""]])

    assert run.counts == {Action.SAME: 2}


@pytest.mark.parametrize(
    ("question", "given", "says"),
    [
        ("Số hồ sơ đã nhận", "nhiều", "không phải là số"),
        ("Số hồ sơ đã nhận", "12,5", "không phải là số nguyên"),
        ("Số hồ sơ đã nhận", -3, "nhỏ hơn 0"),
        ("Số hồ sơ của ai đó", "3", "không có câu này"),
    ],
)
def test_what_cannot_be_used_is_told_in_its_row(
    cast: Cast, card: Scorecard, question: str, given: Any, says: str
) -> None:
    run = _preview(cast, card, [["1.2", "", "", question, given, ""]])

    assert run.counts == {Action.WRONG: 1}
    assert says in " ".join(message for row in shown_rows(run) for _column, message, _remedy in row.findings)
    with pytest.raises(ImportStateError):
        _apply(cast, run)
    assert not ScoreChange.objects.exists()


def test_a_figure_that_can_be_read_in_two_ways_is_asked_about(cast: Cast, card: Scorecard) -> None:
    rows = [["1.1", "", "30", "Hoàn thành chương trình công tác năm: kết quả đạt được", "1.234", ""]]

    run = _preview(cast, card, rows)

    assert set(run.counts) == {Action.WRONG}


def test_undone_it_is_as_if_it_had_not_been(cast: Cast, card: Scorecard) -> None:
    run = _apply(cast, _preview(cast, card, ROWS))

    services.undo_import(actor=cast.officer.actor(), run=run, because="Nhầm tệp", now=clock.now())

    assert not ScoreChange.objects.exists()
    assert results_of(card.scheme_id, Layer.SELF)[card.pk].items["2.1"] is None


def test_a_sent_card_takes_nothing_in_and_gives_nothing_back(cast: Cast, card: Scorecard) -> None:
    run = _apply(cast, _preview(cast, card, ROWS))
    submitted(cast.head, card)

    with pytest.raises(RefusedError):
        _preview(cast, card, ROWS)
    with pytest.raises((RefusedError, ImportStateError)):
        services.undo_import(actor=cast.officer.actor(), run=run, because="Nhầm", now=clock.now())
    assert ScoreChange.objects.filter(name="2.1").exists()


@pytest.mark.parametrize("figure", [1234, Fraction(1, 3), Fraction(12345, 10), 10**7])
def test_what_goes_out_comes_back_without_a_difference(
    cast: Cast, card: Scorecard, sign_in, figure: int | Fraction
) -> None:
    """1.234 written with its mark could come back as one and a bit, a third as 0,33."""
    _apply(cast, _preview(cast, card, ROWS))
    answer(cast.officer, card, "1.1", **{"1_1_achieved": figure, "1_1_target": 1234})
    client = sign_in(cast.officer.user)
    data = client.get(reverse("export_table", args=["self-score", card.pk])).content
    kind = import_kind("self-score")
    assert kind is not None
    actor = cast.officer.actor()

    run = services.preview_import(
        actor=actor,
        target=ImportTarget(kind, kind.find(actor, card.pk)),
        file_name="lại.xlsx",
        data=data,
        now=clock.now(),
    )

    assert set(run.counts) == {Action.SAME}
