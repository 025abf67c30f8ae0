"""The matrix, its workbook, the ranking, the signs of formality, cross-scores."""

import io
import re
import zipfile
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle
from tests.factories.organisations import add_members, make_unit
from tests.factories.scorecards import TABLE, answer, card_of, open_scheme, put, put_all, put_apart, submitted
from tests.pages import words_of
from thidua.audit.models import AuditEntry
from thidua.common import clock
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.common.tables.workbooks import open_workbook
from thidua.scorecards.enums import ChangeKind, Layer, SchemeState, Stage
from thidua.scorecards.errors import ScoreError
from thidua.scorecards.facts.copied import same_texts
from thidua.scorecards.facts.matrix import matrix_of
from thidua.scorecards.facts.peers import PEERS
from thidua.scorecards.facts.places import print_apart
from thidua.scorecards.facts.ranking import ranking_of
from thidua.scorecards.facts.workbook import write_matrix
from thidua.scorecards.forms.cards import AnswerField
from thidua.scorecards.models import PeerPair, PeerScore, Scheme, Scorecard, ScoreChange, ScoreLine
from thidua.scorecards.queries.tables import digest_of, table_of
from thidua.scorecards.services.peers import score_peer
from thidua.scorecards.services.recomputing import recompute
from thidua.scorecards.services.schemes import set_peers

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme(cast: Cast) -> Scheme:
    """Everyone answered alike, but for the third unit, which reports one late paper less."""
    scheme = open_scheme(cast)
    put_all(scheme)
    put(card_of(scheme, cast.unit), **{"2.2.1": 0})
    recompute(scheme)
    return scheme


def test_leaders_are_marked_only_where_somebody_differs(cast: Cast, scheme: Scheme) -> None:
    matrix = matrix_of(scheme, Layer.FINAL)
    rows = {row.item.code: cells for row, cells in zip(matrix.rows, matrix.cells, strict=True)}

    assert [cell.is_highest for cell in rows["2.2"]] == [unit == cast.unit for unit in cast.units]
    assert not any(cell.is_highest for cell in rows["2.1"])
    assert {cell.points for cell in rows["2"]} == {Fraction(77, 2), Fraction(79, 2)}


def test_a_change_of_the_assessor_is_shown_against_the_self_score(cast: Cast, scheme: Scheme) -> None:
    card = submitted(cast.head, card_of(scheme, cast.unit))
    answer(cast.secretary, card, "2.1", reason="Thiếu chữ ký", **{"2_1": 15})

    final, own = matrix_of(scheme, Layer.FINAL), matrix_of(scheme, Layer.SELF)
    place = [column.card.pk for column in final.columns].index(card.pk)
    changed = [row.item.code for row, cells in zip(final.rows, final.cells, strict=True) if cells[place].was_changed]

    assert changed == ["2", "2.1"]
    cell = final.cells[[row.item.code for row in final.rows].index("2.1")][place]
    assert (cell.points, cell.before) == (15, Fraction(39, 2))
    assert not any(cell.was_changed for cells in own.cells for cell in cells)


def test_the_old_figure_stands_beside_a_changed_one(cast: Cast, scheme: Scheme, sign_in) -> None:
    card = submitted(cast.head, card_of(scheme, cast.unit))
    answer(cast.secretary, card, "2.1", reason="Thiếu chữ ký", **{"2_1": 15})
    client, address = sign_in(cast.standing.user), reverse("matrix", args=[scheme.pk])

    page = client.get(address)
    assert '<span class="tds-changed" title="Tự chấm: 19,5">15</span>' in page.text
    assert "15 khác điểm tự chấm 19,5" in words_of(page)
    assert "Tự chấm: 19,5" not in client.get(f"{address}?lop=SELF").text


class TestDecimals:
    """Pages and papers print what the table's rounding gives, and no decimals that say more than is known."""

    def _shown(self, cast: Cast, sign_in, rounding: str) -> tuple[Scheme, dict[str, str], str, str]:
        """The scheme, the printed cells of one unit by item, its printed total, its card. 1.1 gives 90 / 110 × 15."""
        scheme = open_scheme(cast, text=TABLE.replace("rounding: {total: 2}\n", rounding))
        put_all(scheme)
        card = card_of(scheme, cast.unit)
        put(card, **{"1.1.achieved": 90, "1.1.target": 110, "dossiers": 3, "on_time": 1, "2.1": 17})
        with transaction.atomic():
            recompute(scheme)
        client = sign_in(cast.standing.user)
        page = client.get(reverse("matrix", args=[scheme.pk])).text.replace("\xa0", " ")
        base = reverse("derivation", args=[card.pk])
        cells = dict(re.findall(rf'href="{base}\?muc=([\d.]+)&amp;lop=FINAL">([^<]+)</a>', page))
        (total,) = re.findall(rf'href="{base}\?muc=&amp;lop=FINAL">([^<]+)</a>', page)
        return scheme, cells, total, words_of(client.get(reverse("scorecard", args=[card.pk])))

    def test_a_table_that_rounds_nothing_prints_numbers_as_they_are(self, cast: Cast, sign_in) -> None:
        _scheme, cells, total, card = self._shown(cast, sign_in, "")

        assert cells == {"1": "≈ 22,27", "1.1": "≈ 12,27", "1.2": "10", "2": "36", "2.1": "17", "2.2": "19"}
        assert total == "≈ 58,27"
        assert "Tự chấm ≈ 58,27" in card
        assert "2.1 Đăng ký giao ước và tham gia phong trào do Khối phát động 20 17 –" in card

    def test_a_table_that_rounds_prints_the_decimals_it_states(self, cast: Cast, sign_in) -> None:
        _scheme, cells, total, card = self._shown(cast, sign_in, "rounding: {items: 2, branches: 1, total: 0}\n")

        assert cells == {"1": "22,3", "1.1": "12,27", "1.2": "10,00", "2": "36,0", "2.1": "17,00", "2.2": "19,00"}
        assert total == "58"
        assert "Tự chấm 58 " in card
        assert "phong trào do Khối phát động 20 17,00 –" in card

    @pytest.mark.parametrize(
        ("rounding", "formats"),
        [("", ["#,##0", "#,##0.0000"]), ("rounding: {items: 2}\n", ["#,##0", "#,##0.00"])],
    )
    def test_the_workbook_shows_the_same_decimals(self, cast: Cast, sign_in, rounding: str, formats: list[str]) -> None:
        scheme, *_rest = self._shown(cast, sign_in, rounding)
        (column,) = [3 + 3 * at for at, unit in enumerate(cast.units) if unit == cast.unit]

        code_of, shown = self._formats(write_matrix(scheme))

        assert [shown[code_of["1.1"], 2], shown[code_of["1.1"], column]] == formats
        assert shown[code_of["2.1"], column] == ("#,##0" if not rounding else "#,##0.00")

    def _formats(self, data: bytes) -> tuple[dict[str, int], dict[tuple[int, int], str]]:
        """Item → row; place → format of its number, as Excel reads them."""
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            styles, sheet = book.read("xl/styles.xml").decode(), book.read("xl/worksheets/sheet1.xml").decode()
        named = {"3": "#,##0", "4": "#,##0.00"} | dict(
            re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"', styles)
        )
        kinds = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
        placed = re.findall(r'<c r="([A-Z]+)(\d+)" s="(\d+)"', sheet)
        codes = {str(row[0]): at for at, row in enumerate(open_workbook(data).sheets[0].rows) if row and row[0]}
        return codes, {
            (int(row) - 1, _column_index(letters)): named.get(kinds[int(style)], "") for letters, row, style in placed
        }


def _column_index(letters: str) -> int:
    return sum((ord(letter) - 64) * 26**at for at, letter in enumerate(reversed(letters))) - 1


class TestAnItemThatDoesNotApply:
    """Its weight is set aside: the unit is scored out of its own standard points, and the reason is read by all."""

    WHY = "Đơn vị không được giao chỉ tiêu này"

    @pytest.fixture(autouse=True)
    def apart(self, cast: Cast, scheme: Scheme) -> None:
        put_apart(card_of(scheme, cast.unit), "1.1", self.WHY)

    def test_the_matrix_shows_the_standard_points_of_each_unit_and_the_reason(
        self, cast: Cast, scheme: Scheme, sign_in
    ) -> None:
        page = words_of(sign_in(cast.standing.user).get(reverse("matrix", args=[scheme.pk])))

        standards = [70 if unit == cast.unit else 100 for unit in cast.units]
        assert [column.standard for column in matrix_of(scheme, Layer.FINAL).columns] == standards
        assert " ".join(["Điểm chuẩn của đơn vị 100", *(str(each) for each in standards)]) in page
        assert f"{cast.unit.name}, mục 1.1: {self.WHY}" in page

    def test_units_of_one_standard_need_no_row_of_it(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        ScoreChange.objects.filter(kind=ChangeKind.NOT_APPLICABLE).delete()
        with transaction.atomic():
            recompute(scheme)

        page = words_of(sign_in(cast.standing.user).get(reverse("matrix", args=[scheme.pk])))

        assert "Điểm chuẩn của đơn vị" not in page
        assert "Mục không áp dụng" not in page

    def test_the_card_shows_its_own_standard_points(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client = sign_in(cast.standing.user)
        own, other = (card_of(scheme, unit) for unit in (cast.unit, cast.units[3]))

        assert "Điểm chuẩn 70 bảng: 100," in words_of(client.get(reverse("scorecard", args=[own.pk])))
        page = words_of(client.get(reverse("scorecard", args=[other.pk])))
        assert "Điểm chuẩn 100 " in page
        assert "bảng: 100" not in page

    def test_the_workbook_holds_both(self, cast: Cast, scheme: Scheme) -> None:
        rows = open_workbook(write_matrix(scheme)).sheets[0].rows

        (standards,) = [row for row in rows if row and row[0] == "Điểm chuẩn của đơn vị"]
        expected = [70 if unit == cast.unit else 100 for unit in cast.units for _layer in Layer]
        assert standards[2 : 3 + len(expected)] == [100, *expected]
        said = [cell for row in rows for cell in row if isinstance(cell, str) and self.WHY in cell]
        assert said == [f"{cast.unit.name}, mục 1.1 không áp dụng: {self.WHY}"]


def test_what_is_not_published_is_not_called_settled(cast: Cast, scheme: Scheme, sign_in) -> None:
    client, address = sign_in(cast.standing.user), reverse("matrix", args=[scheme.pk])

    def tabs() -> list[str]:
        bar = client.get(address).text.split('<ul class="tds-switch">')[1].split("</ul>")[0]
        return [words.strip() for words in re.findall(r">([^<>]+)</a>", bar)]

    assert tabs() == ["Tự chấm", "Thẩm định", "Hiện tại"]
    Scheme.objects.update(state=SchemeState.PUBLISHED, published_at=clock.now())
    assert tabs() == ["Tự chấm", "Thẩm định", "Chốt"]


def test_an_address_names_the_unit_that_a_phone_shows(cast: Cast, scheme: Scheme, sign_in) -> None:
    client, address = sign_in(cast.standing.user), reverse("matrix", args=[scheme.pk])
    wanted = cast.units[3]

    page = client.get(f"{address}?don-vi={wanted.pk}").text
    assert re.findall(r'<option value="(\d+)" selected', page) == [str(wanted.pk)]
    assert f"?lop=SELF&amp;don-vi={wanted.pk}" in page
    for nobody in ("", "?don-vi=0", "?don-vi=abc"):
        assert not re.findall(r'<option value="(\d+)" selected', client.get(address + nobody).text)


class TestCharts:
    def test_each_branch_has_its_bars_with_a_table_of_the_same_figures(
        self, cast: Cast, scheme: Scheme, sign_in
    ) -> None:
        put_all(scheme)
        card = card_of(scheme, cast.unit)
        put(card, **{"2.1": 10})
        with transaction.atomic():
            recompute(scheme)
        charts = sign_in(cast.standing.user).get(reverse("matrix", args=[scheme.pk])).text
        charts = charts.split('<div class="tds-matrix-charts">')[1]

        assert re.findall(r"<h3[^>]*>([^<]+)</h3>", charts) == [
            "1. Thực hiện nhiệm vụ chuyên môn",
            "2. Phong trào thi đua",
        ]
        assert "Điểm chuẩn của nhóm: 40." in charts
        table = charts.split("2. Phong trào thi đua</caption>")[1].split("</table>")[0]
        figures = dict(re.findall(r'<th scope="row">([^<]+)</th><td[^>]*>([^<]+)</td>', table))
        assert figures == {unit.name: "29,0" if unit == cast.unit else "38,5" for unit in cast.units}

    def test_an_unknown_figure_is_no_bar_of_zero(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast)
        charts = words_of(sign_in(cast.standing.user).get(reverse("matrix", args=[scheme.pk])))
        assert "chưa có" in charts.split("Theo từng nhóm tiêu chí")[1]

    def test_years_stand_beside_each_other_once_there_are_two(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client, address = sign_in(cast.standing.user), reverse("ranking", args=[scheme.pk])
        assert "Tổng điểm qua các năm" not in client.get(address).text

        before = open_scheme(cast, make_cycle(cast, year=YEAR - 1))
        put_all(before)
        Scheme.objects.filter(pk=before.pk).update(state=SchemeState.PUBLISHED, published_at=clock.now())

        page = client.get(address).text
        assert "Bảng tiêu chí có thể khác nhau giữa các năm" in page
        table = page.split("Tổng điểm qua các năm</caption>")[1].split("</table>")[0]
        assert [f"{YEAR - 1} (điểm)", f"{YEAR} (điểm)"] == re.findall(r"<th[^>]*>(\d{4} [^<]+)</th>", table)
        assert re.findall(rf">{cast.unit.name}</th><td[^>]*>([^<]+)</td><td[^>]*>([^<]+)</td>", table) == [
            ("80,5", "81,5")
        ]


def test_five_units_or_fifteen_the_page_asks_the_database_as_often(cast: Cast, sign_in) -> None:
    client = sign_in(cast.standing.user)
    counts = []
    for year, units in ((YEAR - 3, cast.units[:5]), (YEAR - 4, _fifteen(cast))):
        add_members(cast.bloc, year, units)
        scheme = open_scheme(cast, make_cycle(cast, year=year))
        put_all(scheme)
        address = reverse("matrix", args=[scheme.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def _fifteen(cast: Cast):  # type: ignore[no-untyped-def]
    return [*cast.units, *(make_unit(cast.agency, f"them-{n}", f"Đơn vị thêm {n}") for n in range(9))]


def test_members_see_the_matrix_only_once_it_is_published(cast: Cast, scheme: Scheme, sign_in) -> None:
    client = sign_in(cast.officer.user)
    address = reverse("matrix", args=[scheme.pk])
    assert "mở cho các đơn vị khi công bố" in words_of(client.get(address))

    Scheme.objects.filter(pk=scheme.pk).update(state=SchemeState.PUBLISHED, published_at=clock.now())

    assert "Bảng điểm năm 2026" in words_of(client.get(address))
    other = card_of(scheme, cast.units[4])
    assert client.get(reverse("scorecard", args=[other.pk])).status_code == 200


def test_a_member_does_not_see_the_card_of_another_before(cast: Cast, scheme: Scheme, sign_in) -> None:
    other = card_of(scheme, cast.units[4])

    assert sign_in(cast.officer.user).get(reverse("scorecard", args=[other.pk])).status_code == 404


def test_every_number_opens_to_how_it_arose(cast: Cast, scheme: Scheme, sign_in) -> None:
    card = card_of(scheme, cast.unit)
    client = sign_in(cast.standing.user)

    page = words_of(client.get(reverse("derivation", args=[card.pk]) + "?muc=1.1&lop=SELF"))

    assert "Vì sao 13,5 điểm?" in page
    assert "Đạt 90, chỉ tiêu 100" in page
    assert client.get(reverse("derivation", args=[card.pk]) + "?muc=khong-co").status_code == 404


class TestWholes:
    """Totals, bonus and penalty, ranks: each opens to how it arose and to its history."""

    def opened(self, client: Client, card: Scorecard, question: str) -> str:
        """The words of one derivation."""
        return words_of(client.get(reverse("derivation", args=[card.pk]) + question))

    def test_every_number_in_the_foot_and_in_the_ranking_is_a_link(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client = sign_in(cast.standing.user)
        card = card_of(scheme, cast.unit)
        base = reverse("derivation", args=[card.pk])

        matrix = client.get(reverse("matrix", args=[scheme.pk])).text
        ranking = client.get(reverse("ranking", args=[scheme.pk])).text

        for question in ("?phan=thuong", "?phan=tru", "?muc=", "?phan=hang"):
            assert f'href="{base}{question}&amp;lop=FINAL"' in matrix
        for question in ("?muc=", "?phan=hang"):
            assert f'href="{base}{question}&amp;lop=FINAL&amp;tu=xep-hang"' in ranking

    def test_the_totals_of_a_card_open_too(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client, card = sign_in(cast.standing.user), card_of(scheme, cast.units[0])
        address = reverse("scorecard", args=[card.pk])

        assert 'href="?muc=&amp;lop=SELF#tds-why"' in client.get(address).text
        assert "Cộng 2 mục: chuẩn" in words_of(client.get(f"{address}?muc=&lop=SELF"))

    def test_a_total_tells_its_branches_its_sum_its_grade_and_later_changes(
        self, cast: Cast, scheme: Scheme, sign_in
    ) -> None:
        card = submitted(cast.head, card_of(scheme, cast.unit))
        answer(cast.secretary, card, "2.1", reason="Thiếu chữ ký", **{"2_1": 15})

        page = self.opened(sign_in(cast.standing.user), card, "?muc=&lop=FINAL")

        assert "Vì sao 76,00 điểm?" in page
        assert "Cộng 2 mục: chuẩn 77, thưởng 0, trừ 1" in page
        assert "Chuẩn 77 + thưởng 0 − trừ 1 = 76" in page
        assert "Xếp loại: 76 thuộc mức từ 70 đến dưới 90: Hoàn thành tốt" in page
        assert "Lý do: Thiếu chữ ký" in page
        assert "19,5 → 15" in page

    def test_a_penalty_tells_the_items_it_came_from(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        card = card_of(scheme, cast.units[0])

        page = self.opened(sign_in(cast.standing.user), card, "?phan=tru&lop=SELF")

        assert "Vì sao 1 điểm trừ?" in page
        assert "2.2. Chế độ báo cáo" in page
        assert "1 trường hợp × −1 = −1" in page
        assert "báo cáo chậm : chưa có → 1" in page

    def test_the_exception_of_a_rule_is_shown_where_the_rule_takes_points(self, cast: Cast, sign_in) -> None:
        text = TABLE.replace("per_case: -1}", "per_case: -1, exception: chậm do lỗi hệ thống}")
        scheme = open_scheme(cast, text=text)
        put_all(scheme)
        client, card = sign_in(cast.standing.user), card_of(scheme, cast.unit)

        item, side = self.opened(client, card, "?muc=2.2"), self.opened(client, card, "?phan=tru")

        assert "2.2.1: bảng có ngoại lệ “chậm do lỗi hệ thống”" in item
        assert "2.2.1: bảng có ngoại lệ “chậm do lỗi hệ thống”" in side

    def test_a_rank_tells_the_steps_of_the_chain_and_what_each_unit_had(
        self, cast: Cast, scheme: Scheme, sign_in
    ) -> None:
        first = card_of(scheme, cast.units[0])
        put(first, **{"on_time": 200, "2.1": 18})
        recompute(scheme)
        client = sign_in(cast.standing.user)

        page = self.opened(client, first, "?phan=hang&lop=FINAL")

        assert "Vì sao hạng 2?" in page
        assert "điểm nhiệm vụ chuyên môn. Số lớn hơn đứng trước." in page
        assert f"{first.unit.name} 43,5" in page
        assert "bỏ phiếu. Chưa bỏ phiếu." not in page
        assert "bỏ phiếu. Chưa bỏ phiếu." in self.opened(client, card_of(scheme, cast.units[1]), "?phan=hang&lop=FINAL")

    def test_a_rank_is_not_told_to_a_member_before_publication(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client, card = sign_in(cast.officer.user), card_of(scheme, cast.unit)
        address = reverse("derivation", args=[card.pk]) + "?phan=hang"
        assert client.get(address).status_code == 403

        Scheme.objects.filter(pk=scheme.pk).update(state=SchemeState.PUBLISHED, published_at=clock.now())

        assert client.get(address).status_code == 200


def test_the_leader_is_named_to_whoever_may_see_the_whole_bloc(cast: Cast, scheme: Scheme, sign_in) -> None:
    leader, own = card_of(scheme, cast.units[0]), card_of(scheme, cast.unit)
    put(leader, **{"1.1.achieved": 140})
    put(own, **{"1.1.achieved": 110})
    recompute(scheme)
    address = reverse("derivation", args=[own.pk]) + "?muc=1.1"

    overseer, member = sign_in(cast.standing.user).get(address), sign_in(cast.officer.user).get(address)

    assert f"dẫn đầu là {leader.unit.name}, vượt 40%: 18,75" in words_of(overseer)
    assert "đơn vị dẫn đầu vượt 40%: 18,75" in words_of(member)
    assert leader.unit.name not in words_of(member)


class TestWorkbook:
    def test_units_stand_over_their_layers_and_points_are_numbers(self, cast: Cast, scheme: Scheme) -> None:
        (sheet,) = open_workbook(write_matrix(scheme)).sheets

        assert [sheet.cell(4, column) for column in (3, 4, 5, 6)] == ["Tự chấm", "Thẩm định", "Hiện tại", "Tự chấm"]
        assert sheet.cell(3, 3) == cast.units[0].name
        assert any(merge.top == 3 and merge.right - merge.left == 2 for merge in sheet.merges)
        late = next(row for row in sheet.rows if row[0] == "2.2")
        assert late[3:6] == [19, 19, 19]
        assert (sheet.cell(0, 0), "2026" in str(sheet.cell(1, 0))) == ("Bảng tiêu chí minh họa", True)

    def test_it_prints_on_a3_with_its_heads_on_every_page(self, scheme: Scheme) -> None:
        with zipfile.ZipFile(io.BytesIO(write_matrix(scheme))) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
            titles = book.read("xl/workbook.xml").decode()

        assert 'paperSize="8"' in sheet
        assert 'orientation="landscape"' in sheet
        assert "<pane " in sheet
        assert '<pageSetUpPr fitToPage="1"/>' in sheet
        assert 'fitToHeight="0"' in sheet
        assert "fitToWidth" not in sheet, "one page wide, which is what a sheet has that does not say"
        assert re.search(r'name="_xlnm.Print_Titles"[^>]*>[^<]*\$4:\$5<', titles)


class TestRanking:
    def test_ties_are_open_and_say_what_is_still_to_do(self, cast: Cast, scheme: Scheme) -> None:
        (group,) = ranking_of(scheme, Layer.FINAL)

        assert [place.rank for place in group.places] == [1, 2, 2, 2, 2, 2]
        assert group.places[0].card.unit == cast.unit
        assert "Đồng hạng với" in group.places[1].tie
        assert "Chờ bỏ phiếu" in group.places[1].tie

    def test_the_step_that_broke_a_tie_is_named(self, cast: Cast, scheme: Scheme) -> None:
        first, second = card_of(scheme, cast.units[0]), card_of(scheme, cast.units[1])
        put(first, **{"on_time": 200, "2.1": 18})  # a point and a half more in 1, as much less in 2
        recompute(scheme)

        (group,) = ranking_of(scheme, Layer.FINAL)

        ties = {place.card.pk: place.tie for place in group.places}
        assert "phân hạng bằng: điểm nhiệm vụ chuyên môn" in ties[first.pk]
        assert "phân hạng bằng: điểm nhiệm vụ chuyên môn" in ties[second.pk]

    def test_a_collective_of_women_is_preferred_once_its_share_is_known(self, cast: Cast) -> None:
        """Nghị định 152/2025/NĐ-CP, Điều 4: of equals the one with at least 70 % women."""
        scheme = open_scheme(cast, text=TABLE.replace("  - vote\n", "  - women\n"))
        put_all(scheme)
        first = card_of(scheme, cast.units[0])
        put(first, women_share=Fraction(7, 10))
        recompute(scheme)
        (group,) = ranking_of(scheme, Layer.FINAL)
        assert "Thiếu số liệu “Tỷ lệ nữ của tập thể”" in group.places[0].tie

        for unit in cast.units[1:]:
            put(card_of(scheme, unit), women_share=Fraction(69, 100))
        recompute(scheme)

        (group,) = ranking_of(scheme, Layer.FINAL)
        assert [place.rank for place in group.places] == [1, 2, 2, 2, 2, 2]
        assert group.places[0].card.pk == first.pk
        assert "phân hạng bằng: ưu tiên nữ" in group.places[0].tie

    def test_a_share_needs_its_percent_sign(self, cast: Cast) -> None:
        scheme = open_scheme(cast, text=TABLE.replace("  - vote\n", "  - women\n"))
        field = AnswerField(table_of(scheme).inputs["women_share"], label="Tỷ lệ nữ")

        assert field.clean("65%") == Fraction(65, 100)
        with pytest.raises(ValidationError, match="lớn hơn 100%"):
            field.clean("65")

    def test_the_page_says_it(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        page = words_of(sign_in(cast.standing.user).get(reverse("ranking", args=[scheme.pk])))

        assert "Chờ bỏ phiếu." in page
        assert "Tổng điểm các đơn vị" in page


class TestFormality:
    def test_totals_that_no_usual_number_of_decimals_tells_apart_are_marked(self) -> None:
        third = Fraction(1, 3)

        assert print_apart([third, third + Fraction(1, 10**9), None, Fraction(2)]) == [
            "≈\xa00,333333", "≈\xa00,333333", None, "2"
        ]  # fmt: skip
        assert print_apart([third, third, Fraction(1, 2)]) == ["≈\xa00,33", "≈\xa00,33", "0,5"]
        assert print_apart([third, Fraction(3334, 10**4) + third / 10**3]) == ["0,3333", "0,3337"]

    def test_what_the_signs_of_formality_mean_is_said_beside_them(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        page = words_of(sign_in(cast.standing.user).get(reverse("formality", args=[scheme.pk])))

        assert "Khoảng cách nhỏ nghĩa là bảng hầu như không phân biệt được" in page
        assert "Tỷ lệ bằng mức tối đa cao nghĩa là phần lớn mục ai cũng được trọn điểm" in page

    def test_two_totals_that_differ_never_print_alike(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        """To two decimals both would be 80,33, and yet one stands before the other."""
        document = {**scheme.document, "rounding": {}}
        Scheme.objects.filter(pk=scheme.pk).update(document=document, digest=digest_of(document))
        scheme.refresh_from_db()
        first, second = (card_of(scheme, unit) for unit in cast.units[:2])
        put(first, **{"2.1": Fraction(193333, 10000)})
        put(second, **{"2.1": Fraction(193334, 10000)})
        with transaction.atomic():
            recompute(scheme)

        totals = {place.card.unit: place.total for group in ranking_of(scheme, Layer.FINAL) for place in group.places}
        page = words_of(sign_in(cast.standing.user).get(reverse("ranking", args=[scheme.pk])))

        assert (totals[cast.units[0]], totals[cast.units[1]]) == ("80,3333", "80,3334")
        assert "80,3333" in page
        assert "80,3334" in page

    def test_words_copied_from_last_year_are_shown_side_by_side(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        text = "Đã tổ chức hai đợt phát động, có kế hoạch, có sơ kết, tổng kết và khen thưởng kịp thời các cá nhân."
        before = open_scheme(cast, make_cycle(cast, year=YEAR - 1))
        for each, words in ((before, text), (scheme, text.replace("hai đợt", "ba đợt"))):
            ScoreLine.objects.filter(scorecard__scheme=each, scorecard__unit=cast.unit, item="2.1").update(claim=words)

        (found,) = same_texts(scheme)
        assert (found.item_before, found.year_before) == ("2.1", YEAR - 1)
        page = words_of(sign_in(cast.standing.user).get(reverse("formality", args=[scheme.pk])))

        assert (found.card.unit, found.item, found.share >= 90) == (cast.unit, "2.1", True)
        assert "ba đợt" in page
        assert "Không đơn vị nào bị trừ điểm" in page

    SAID = "Đã tổ chức hai đợt phát động, có kế hoạch, có sơ kết, tổng kết và khen thưởng kịp thời các cá nhân."
    RENUMBERED = {'"2.2.1"': '"3.1.1"', '"2.1"': '"3.2"', '"2.2"': '"3.1"', 'code: "2"': 'code: "3"'}

    def _two_years(self, cast: Cast, renamed: dict[str, str]) -> tuple[Scheme, Scheme]:
        """Last year's table and this year's, in which some words are others."""
        text = TABLE
        for was, now in renamed.items():
            assert was in text
            text = text.replace(was, now)
        return open_scheme(cast, make_cycle(cast, year=YEAR - 1)), open_scheme(cast, text=text)

    def _claims(self, cast: Cast, scheme: Scheme, item: str, words: str) -> None:
        assert ScoreLine.objects.filter(scorecard__scheme=scheme, scorecard__unit=cast.unit, item=item).update(
            claim=words
        )

    def test_in_a_table_that_was_numbered_anew_an_item_is_known_by_its_name(self, cast: Cast, sign_in) -> None:
        before, scheme = self._two_years(cast, self.RENUMBERED)
        self._claims(cast, before, "2.1", self.SAID)
        self._claims(
            cast, before, "2.2", "Đã gửi đủ bốn báo cáo quý, hai báo cáo sáu tháng và một báo cáo năm đúng thời hạn."
        )
        self._claims(cast, scheme, "3.2", self.SAID.replace("hai đợt", "ba đợt"))

        (found,) = same_texts(scheme)
        page = words_of(sign_in(cast.standing.user).get(reverse("formality", args=[scheme.pk])))

        assert (found.item, found.item_before) == ("3.2", "2.1")
        assert f"mục 3.2 · giống {found.share}% · năm {YEAR - 1} là mục 2.1" in page

    def test_a_code_that_another_item_has_now_is_not_taken_for_the_old_item(self, cast: Cast) -> None:
        """What was 2.1 is 2.2 now and the other way round; the unit repeats itself in one of them only."""
        swapped = {'"2.2.1"': '"2.1.1"', '"2.1"': '"2.x"', '"2.2"': '"2.1"', '"2.x"': '"2.2"'}
        before, scheme = self._two_years(cast, swapped)
        self._claims(cast, before, "2.1", self.SAID)
        self._claims(cast, scheme, "2.2", self.SAID)
        self._claims(
            cast,
            scheme,
            "2.1",
            "Năm nay đơn vị gửi báo cáo qua hệ thống, số liệu khớp với sổ theo dõi của Khối trưởng.",
        )

        assert [(each.item, each.item_before) for each in same_texts(scheme)] == [("2.2", "2.1")]

    def test_the_very_same_words_are_known_under_another_name_and_code(self, cast: Cast) -> None:
        before, scheme = self._two_years(cast, {**self.RENUMBERED, "Đăng ký giao ước và tham gia": "Tham gia"})
        self._claims(cast, before, "2.1", self.SAID)
        self._claims(cast, scheme, "3.2", self.SAID.upper())

        assert [(each.item, each.item_before) for each in same_texts(scheme)] == [("3.2", "2.1")]

    def test_short_words_and_those_of_another_unit_are_no_copy(self, cast: Cast) -> None:
        before, scheme = self._two_years(cast, {})
        for each in (before, scheme):
            self._claims(cast, each, "2.2", "Gửi đủ, đúng hạn.")
        ScoreLine.objects.filter(scorecard__scheme=before, scorecard__unit=cast.units[4], item="2.1").update(
            claim=self.SAID
        )
        self._claims(cast, scheme, "2.1", self.SAID)

        assert same_texts(scheme) == []

    def test_a_year_without_a_table_between_is_passed_over(self, cast: Cast) -> None:
        add_members(cast.bloc, YEAR - 2, cast.units)
        before, scheme = open_scheme(cast, make_cycle(cast, year=YEAR - 2)), open_scheme(cast)
        for each in (before, scheme):
            self._claims(cast, each, "2.1", self.SAID)

        assert [each.year_before for each in same_texts(scheme)] == [YEAR - 2]


def _send(cast: Cast, pair: PeerPair, given: dict[str, Fraction]) -> None:
    score_peer(
        actor=cast.other_officer.actor(),
        pair=pair,
        version=pair.version,
        points=given,
        send=True,
        now=clock.now(),
    )


class TestPeers:
    def test_the_mean_of_the_peers_stands_beside_the_layers_and_enters_no_total(self, cast: Cast) -> None:
        scheme = open_scheme(cast, has_peers=True)
        card = submitted(cast.head, card_of(scheme, cast.unit))
        assert card.stage == Stage.PEERS
        pair = card.peers.get(scorer=cast.units[3])
        given = {"1.1": Fraction(20), "1.2": Fraction(25), "2.1": Fraction(10), "2.2": Fraction(15)}
        total = scheme.cards.get(pk=card.pk).results.get(layer=Layer.SELF).total

        score_peer(
            actor=cast.other_officer.actor(), pair=pair, version=pair.version, points=given, send=True, now=clock.now()
        )

        column = [each.card.pk for each in matrix_of(scheme, PEERS).columns].index(card.pk)
        assert matrix_of(scheme, PEERS).columns[column].total == 70
        assert scheme.cards.get(pk=card.pk).results.get(layer=Layer.SELF).total == total
        assert Scorecard.objects.get(pk=card.pk).stage == Stage.PEERS, "four others have not scored yet"

    def test_a_figure_of_the_peers_opens_to_who_gave_what_and_not_to_the_settled_one(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast, has_peers=True)
        card = submitted(cast.head, card_of(scheme, cast.unit))
        given = {"1.1": Fraction(20), "1.2": Fraction(25), "2.1": Fraction(10), "2.2": Fraction(15)}
        _send(cast, card.peers.get(scorer=cast.units[3]), given)
        client, base = sign_in(cast.standing.user), reverse("derivation", args=[card.pk])

        matrix = client.get(reverse("matrix", args=[scheme.pk]) + "?lop=PEERS").text
        item = words_of(client.get(base + "?muc=1.1&lop=PEERS"))
        total = words_of(client.get(base + "?muc=&lop=PEERS"))

        assert f'href="{base}?muc=1.1&amp;lop=PEERS"' in matrix
        assert f'href="{base}?muc=&amp;lop=PEERS"' in matrix
        assert "lop=FINAL" not in matrix.partition("<table")[2].partition("</table>")[0]
        assert "Vì sao chấm chéo 20 điểm?" in item
        assert "Trung bình điểm của 1 đơn vị chấm chéo: 20 / 1 = 20" in item
        assert f"{cast.units[3].name} gửi lúc" in item
        assert f"{cast.units[4].name} chưa gửi" in item
        assert "Vì sao chấm chéo 70,00 điểm?" in total
        assert "Cộng 2 mục: 70" in total
        assert client.get(base + "?muc=khong-co&lop=PEERS").status_code == 404

    def test_a_peer_says_why_and_whoever_opens_the_figure_reads_it(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast, has_peers=True)
        card = submitted(cast.head, card_of(scheme, cast.unit))
        pair = card.peers.get(scorer=cast.units[3])
        peer, page = sign_in(cast.other_officer.user), reverse("score_peer", args=[pair.pk])
        sent = {"item_0": "20", "item_1": "25", "item_2": "10", "item_3": "15", "version": pair.version}

        told = peer.post(page, {**sent, "item_0": "", "note_item_0": "Chưa thấy minh chứng"})
        assert "có nhận xét mà chưa có điểm" in words_of(told)
        peer.post(page, {**sent, "note_item_0": "Chưa thấy minh chứng"})
        assert PeerScore.objects.get(pair=pair, item="1.1").note == "Chưa thấy minh chứng"
        assert "Chưa thấy minh chứng" in peer.get(page).text

        pair.refresh_from_db()
        peer.post(page, {**sent, "note_item_0": "Đã xem", "version": pair.version, "send": "on"})
        figure = reverse("derivation", args=[card.pk]) + "?muc=1.1&lop=PEERS"
        assert "Đã xem" in words_of(sign_in(cast.standing.user).get(figure))

    def test_points_not_sent_yet_are_told_to_nobody(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast, has_peers=True)
        card = submitted(cast.head, card_of(scheme, cast.unit))
        pair = card.peers.get(scorer=cast.units[3])
        score_peer(
            actor=cast.other_officer.actor(),
            pair=pair,
            version=pair.version,
            points={"1.1": Fraction(1751, 100)},
            send=False,
            now=clock.now(),
        )

        page = words_of(sign_in(cast.standing.user).get(reverse("derivation", args=[card.pk]) + "?muc=1.1&lop=PEERS"))

        assert "Vì sao chưa có điểm chấm chéo?" in page
        assert "Chưa đơn vị chấm chéo nào gửi điểm của mục này" in page
        assert "17,51" not in page

    def test_the_last_peer_sends_the_card_on(self, cast: Cast) -> None:
        scheme = open_scheme(cast, has_peers=True)
        card = submitted(cast.head, card_of(scheme, cast.unit))
        card.peers.exclude(scorer=cast.units[3]).delete()
        given = dict.fromkeys(("1.1", "1.2", "2.1", "2.2"), Fraction(10))

        score_peer(
            actor=cast.other_officer.actor(), pair=card.peers.get(), version=1, points=given, send=True, now=clock.now()
        )

        assert Scorecard.objects.get(pk=card.pk).stage == Stage.VERIFICATION

    def test_points_are_kept_until_all_are_there(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast, has_peers=True)
        card = submitted(cast.head, card_of(scheme, cast.unit))
        pair = card.peers.get(scorer=cast.units[3])
        client = sign_in(cast.other_officer.user)

        page = client.post(reverse("score_peer", args=[pair.pk]), {"item_0": "20", "send": "on", "version": 1})
        assert "Còn 3 mục chưa chấm" in words_of(page)
        assert client.post(reverse("score_peer", args=[pair.pk]), {"item_0": "20", "version": 1}).status_code == 302
        assert 'value="20"' in client.get(reverse("score_peer", args=[pair.pk])).text
        late = client.post(reverse("score_peer", args=[pair.pk]), {"item_0": "25", "version": 1})
        assert (late.status_code, "25" in late.text) == (409, True)
        assert "Số phải từ 0 đến 30" in words_of(
            client.post(reverse("score_peer", args=[pair.pk]), {"item_0": "31", "version": 2})
        )

    def test_a_card_from_which_the_last_awaited_peer_is_taken_goes_on_to_its_assessors(self, cast: Cast) -> None:
        """With nobody left to wait for it would stand still: no peer, no assessor and no page could move it."""
        scheme = open_scheme(cast, has_peers=True)
        waiting = submitted(cast.head, card_of(scheme, cast.unit))
        other = card_of(scheme, cast.units[3])
        actor, version = cast.standing.actor(), Scheme.objects.get(pk=scheme.pk).version

        changed = set_peers(actor=actor, scheme=scheme, version=version, scorers={other.pk: [cast.unit.pk]})

        assert Scorecard.objects.get(pk=waiting.pk).stage == Stage.VERIFICATION
        assert Scorecard.objects.get(pk=other.pk).stage == Stage.SELF
        assert changed.has_peers
        assert AuditEntry.objects.filter(action="scorecard.peers_ended").count() == 1

    def test_a_peer_that_is_still_awaited_keeps_the_card_where_it_is(self, cast: Cast) -> None:
        scheme = open_scheme(cast, has_peers=True)
        waiting = submitted(cast.head, card_of(scheme, cast.unit))
        version = Scheme.objects.get(pk=scheme.pk).version

        set_peers(actor=cast.standing.actor(), scheme=scheme, version=version, scorers={waiting.pk: [cast.units[3].pk]})

        assert Scorecard.objects.get(pk=waiting.pk).stage == Stage.PEERS

    def test_no_unit_scores_itself_and_none_from_outside_the_bloc(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast, has_peers=True)
        own = card_of(scheme, cast.unit)
        assert not PeerPair.objects.filter(scorer=F("scorecard__unit")).exists()
        assert own.peers.count() == len(cast.units) - 1
        wanted = {own.pk: [cast.unit.pk, cast.other_unit.pk, cast.units[3].pk]}

        set_peers(actor=cast.standing.actor(), scheme=scheme, version=scheme.version, scorers=wanted)

        assert [pair.scorer for pair in PeerPair.objects.filter(scorecard__scheme=scheme)] == [cast.units[3]]
        client = sign_in(cast.standing.user)
        page = client.get(reverse("set_peers", args=[scheme.pk])).text
        field = page.split(f'name="card_{own.pk}"')
        assert not any(f'value="{cast.unit.pk}"' in each.partition(">")[0] for each in field[1:])
        version = Scheme.objects.get(pk=scheme.pk).version
        refused = client.post(
            reverse("set_peers", args=[scheme.pk]), {f"card_{own.pk}": [cast.unit.pk], "version": version}
        )
        assert refused.status_code == 200, "the form comes back, nothing is kept"
        assert [pair.scorer for pair in PeerPair.objects.filter(scorecard__scheme=scheme)] == [cast.units[3]]

    def test_only_the_unit_that_was_asked_scores(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast, has_peers=True)
        card = submitted(cast.head, card_of(scheme, cast.unit))
        pair = card.peers.get(scorer=cast.units[3])
        page = reverse("score_peer", args=[pair.pk])

        assert sign_in(cast.other_officer.user).get(page).status_code == 200
        for member in (cast.officer, cast.standing, cast.secretary):
            assert sign_in(member.user).get(page).status_code == 403
            with pytest.raises(RefusedError):
                score_peer(
                    actor=member.actor(), pair=pair, version=pair.version, points={}, send=False, now=clock.now()
                )
        assert sign_in(cast.stranger.user).get(page).status_code == 404

    def test_what_does_not_apply_to_the_unit_is_not_asked_of_its_peers(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast, has_peers=True)
        card = card_of(scheme, cast.unit)
        put_apart(card, "1.1", "Không được giao")
        card = submitted(cast.head, card)
        pair = card.peers.get(scorer=cast.units[3])
        page = words_of(sign_in(cast.other_officer.user).get(reverse("score_peer", args=[pair.pk])))
        assert "1.2. Giải quyết hồ sơ đúng hạn" in page
        assert "1.1. Hoàn thành chương trình công tác năm" not in page

        with pytest.raises(ScoreError, match=r"không có mục “1\.1”"):
            score_peer(
                actor=cast.other_officer.actor(),
                pair=pair,
                version=pair.version,
                points={"1.1": Fraction(3)},
                send=False,
                now=clock.now(),
            )
        _send(cast, pair, {"1.2": Fraction(25), "2.1": Fraction(10), "2.2": Fraction(15)})

        matrix = matrix_of(scheme, PEERS)
        at = [each.card.pk for each in matrix.columns].index(card.pk)
        cells = {row.item.code: cells[at] for row, cells in zip(matrix.rows, matrix.cells, strict=True)}
        assert (matrix.columns[at].total, cells["1"].points, cells["1.1"].applies) == (50, 25, False)
        client, base = sign_in(cast.standing.user), reverse("derivation", args=[card.pk])
        assert "Cộng 1 mục: 25" in words_of(client.get(base + "?muc=1&lop=PEERS"))
        assert "Mục không áp dụng cho đơn vị này" in words_of(client.get(base + "?muc=1.1&lop=PEERS"))

    def test_who_verifies_sees_what_each_peer_gave_beside_the_item(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast, has_peers=True)
        card = submitted(cast.head, card_of(scheme, cast.unit))
        given = {"1.1": Fraction(20), "1.2": Fraction(25), "2.1": Fraction(21, 2), "2.2": Fraction(15)}
        _send(cast, card.peers.get(scorer=cast.units[3]), given)
        secretary = sign_in(cast.secretary.user)
        address = reverse("scorecard", args=[card.pk])

        assert (
            secretary.post(
                reverse("end_peers", args=[card.pk]),
                {"reason": "Đã quá hạn chấm chéo", "version": Scorecard.objects.get(pk=card.pk).version},
            ).status_code
            == 302
        )

        page = words_of(secretary.get(f"{address}?muc=2.1"))
        assert Scorecard.objects.get(pk=card.pk).stage == Stage.VERIFICATION
        assert f"Chấm chéo {cast.units[3].name} 10,5" in page
        assert "Đổi số liệu, điểm" in page

    def test_a_bloc_that_does_not_score_crosswise_has_no_trace_of_it(self, cast: Cast, sign_in) -> None:
        scheme = open_scheme(cast)
        card = submitted(cast.head, card_of(scheme, cast.unit))
        client = sign_in(cast.standing.user)

        assert card.stage == Stage.VERIFICATION
        assert not PeerPair.objects.exists()
        assert "lop=PEERS" not in client.get(reverse("matrix", args=[scheme.pk])).text
        assert "Chấm chéo" not in words_of(client.get(reverse("scorecard", args=[card.pk])))

    def test_who_scores_whom_is_set_again_without_losing_what_is_half_done(self, cast: Cast) -> None:
        scheme = open_scheme(cast, has_peers=True)
        card = submitted(cast.head, card_of(scheme, cast.unit))
        pair = card.peers.get(scorer=cast.units[3])
        half = {"1.1": Fraction(20)}
        score_peer(
            actor=cast.other_officer.actor(), pair=pair, version=pair.version, points=half, send=False, now=clock.now()
        )
        wanted = {card.pk: [cast.units[3].pk, cast.units[4].pk]}
        actor, seen = cast.standing.actor(), Scheme.objects.get(pk=scheme.pk)

        set_peers(actor=actor, scheme=seen, version=seen.version, scorers=wanted)

        assert set(card.peers.values_list("scorer", flat=True)) == {cast.units[3].pk, cast.units[4].pk}
        assert list(PeerScore.objects.filter(pair=pair).values_list("item", "exact")) == [("1.1", "20")]
        with pytest.raises(StaleVersionError):
            set_peers(actor=actor, scheme=seen, version=seen.version, scorers={})


def test_the_list_of_years_asks_as_often_for_many_years_as_for_one(cast: Cast, scheme: Scheme, sign_in) -> None:
    client = sign_in(cast.officer.user)
    counts = []
    for years in ((), range(YEAR - 9, YEAR - 1)):
        for year in years:
            add_members(cast.bloc, year, cast.units)
            open_scheme(cast, make_cycle(cast, year=year))
        client.get(reverse("scoring"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("scoring")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_home_asks_as_often_for_many_cards_as_for_one(cast: Cast, scheme: Scheme, sign_in) -> None:
    client = sign_in(cast.secretary.user)
    counts = []
    for moved in (1, 5):
        cards = list(scheme.cards.order_by("-position")[:moved])
        Scorecard.objects.filter(pk__in=[card.pk for card in cards]).update(stage=Stage.VERIFICATION)
        client.get(reverse("home"))
        with CaptureQueriesContext(connection) as captured:
            assert "Thẩm định phiếu" in words_of(client.get(reverse("home")))
        counts.append(len(captured))
    assert counts[0] == counts[1]
