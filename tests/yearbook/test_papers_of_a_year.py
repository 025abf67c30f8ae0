"""The papers of a year: built whole or not at all, unknown as unknown, numbers never twice, seen by their maker."""

import io
import json
from collections import Counter
from datetime import date
from functools import partial

import pytest
from django.db import transaction
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from tests.cast import YEAR, Cast
from tests.factories.activities import make_activity
from tests.factories.cycles import make_cycle
from tests.factories.meetings import make_held_meeting
from tests.factories.pledges import make_pledge, make_target
from tests.factories.scorecards import (
    TABLE,
    card_of,
    make_scheme,
    open_scheme,
    put,
    put_all,
    put_apart,
    submitted,
)
from tests.pages import words_of
from thidua.campaigns.models import Cycle
from thidua.common import clock
from thidua.common.errors import RefusedError
from thidua.common.models import Job, JobState
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.models import Evidence
from thidua.documents.papers.filling import fill_template
from thidua.documents.papers.sheets import draw_sheet
from thidua.documents.papers.source import PaperSource
from thidua.documents.services import add_evidence, link_evidence
from thidua.meetings.services.elections import ElectionFacts, record_election
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Unit
from thidua.organisations.services.successions import merge_units
from thidua.organisations.services.units import create_unit
from thidua.records.services import AwardWords, record_award
from thidua.scorecards.enums import HoldEffect
from thidua.scorecards.models import ScoreLine
from thidua.scorecards.services.holds import HoldWords, hold_unit
from thidua.scorecards.services.recomputing import recompute
from thidua.scorecards.services.schemes import open_scoring, put_in_groups
from thidua.yearbook.building import SHEETS, PackPlaceError, build_pack
from thidua.yearbook.facts.gathering import gather_facts, sheet_facts
from thidua.yearbook.facts.heading import head_and_foot
from thidua.yearbook.facts.reports import mid_year_report, year_report
from thidua.yearbook.facts.samples import sample_facts, sample_of
from thidua.yearbook.facts.sentences import Section
from thidua.yearbook.jobs import build_pack_job, pack_folder
from thidua.yearbook.kinds import every_kind, own_template, paper_kinds
from thidua.yearbook.services.packs import ask_pack, issue_paper

pytestmark = pytest.mark.once


@pytest.fixture
def cycle(cast: Cast, at) -> Cycle:
    at(f"{YEAR}-06-15 09:00")
    return make_cycle(cast)


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.parametrize("source", paper_kinds().values(), ids=lambda source: source.kind)
def test_every_paper_can_be_written_of_a_year_of_which_nothing_is_known(cycle: Cycle, source: PaperSource) -> None:
    facts = gather_facts(cycle)

    words = text_of(fill_template(own_template(source.kind), {**facts, **head_and_foot(cycle, source, facts)}))

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "None" not in words
    assert "{" not in words


@pytest.mark.parametrize("source", every_kind().values(), ids=lambda source: source.kind)
def test_every_paper_can_be_written_of_a_year_of_which_all_is_known(source: PaperSource) -> None:
    words = text_of(fill_template(own_template(source.kind), sample_of(source.kind)))

    assert "None" not in words
    assert "{" not in words


def test_the_sample_has_the_fields_of_a_real_year(cycle: Cycle) -> None:
    facts = gather_facts(cycle)
    source = paper_kinds()["plan"]

    assert set(sample_facts()) == set(facts) | set(head_and_foot(cycle, source, facts))


def test_a_scored_year_has_matrix_ranking_and_two_papers_of_each_unit(cast: Cast, cycle: Cycle, tmp_path) -> None:
    scheme = open_scheme(cast, cycle)
    put_all(scheme)
    line = ScoreLine.objects.get(scorecard__scheme=scheme, scorecard__unit=cast.unit, item="2.2")
    line.claim = "Nộp đủ sáu báo cáo."
    line.save()
    sent = submitted(cast.head, card_of(scheme, cast.unit))

    build_pack(cycle, tmp_path / "pack", with_pdf=False)

    made = json.loads((tmp_path / "pack" / "manifest.json").read_text(encoding="utf-8"))
    kinds = Counter(each["kind"] for each in made["documents"])
    units = len(cast.units)
    assert (kinds["matrix"], kinds["ranking"]) == (1, 1)
    assert (kinds["self_score"], kinds["explanation_report"]) == (units, units)
    assert [each["rank"] for each in made["ranking"]] == [1] * units
    assert {each["total"] for each in made["ranking"]} == {"80.5"}
    report = text_of((tmp_path / "pack" / f"explanation-report-{cast.unit.code}.docx").read_bytes())
    assert "Nộp đủ sáu báo cáo." in report
    assert "2.2. Chế độ báo cáo: 19/20 điểm" in report
    sheet = text_of((tmp_path / "pack" / f"self-score-{cast.unit.code}.docx").read_bytes())
    assert "tổng điểm tự chấm: 80,50" in sheet
    assert f"Nộp bản tự chấm: {sent.submitted_by_name}, Thủ trưởng đơn vị ({cast.unit.name}), " in sheet
    assert sheet.rstrip().endswith(sent.submitted_by_name)
    other = text_of((tmp_path / "pack" / f"self-score-{cast.units[3].code}.docx").read_bytes())
    assert "Đã ký trên hệ thống" not in other
    assert all((tmp_path / "pack" / each["file"]).stat().st_size > 1000 for each in made["documents"])


def test_an_item_that_does_not_apply_is_told_with_its_reason_on_every_paper(cast: Cast, cycle: Cycle, tmp_path) -> None:
    """And the unit's points are said to be out of what applies to it, not out of the whole table."""
    scheme = open_scheme(cast, cycle)
    put_all(scheme)
    why = "Đơn vị không được giao chỉ tiêu này."
    put_apart(card_of(scheme, cast.unit), "1.1", why)

    build_pack(cycle, tmp_path / "pack", with_pdf=False)

    def paper(kind: str, unit: Unit) -> str:
        return text_of((tmp_path / "pack" / f"{kind}-{unit.code}.docx").read_bytes())

    report, sheet = paper("explanation-report", cast.unit), paper("self-score", cast.unit)
    assert "điểm trên điểm chuẩn 70." in report
    assert "1.1. Hoàn thành chương trình công tác năm: không áp dụng\n" in report
    assert f"Lý do: {why}" in report
    assert "Điểm chuẩn: 70; tổng" in sheet
    assert f"Không áp dụng: {why}" in sheet
    assert "điểm trên điểm chuẩn 100." in paper("explanation-report", cast.units[3])
    assert "Điểm chuẩn: 100; tổng" in paper("self-score", cast.units[3])
    (matrix,) = (tmp_path / "pack").glob("*matrix*.pdf")
    printed = " ".join(" ".join(page.extract_text() for page in PdfReader(matrix).pages).split())
    assert f"{cast.unit.name}, mục 1.1: {why}" in printed
    assert "Điểm chuẩn của đơn vị 100 " in printed


def test_the_printed_ranking_tells_ties_what_broke_them_grades_and_what_may_be_proposed(
    cast: Cast, cycle: Cycle, tmp_path
) -> None:
    """Read back from the PDF: three units first by points, two told apart by item 1, the rest equal to the end."""
    text = TABLE + "awards:\n- {award: Bằng khen, ranks: 1-2}\n"
    scheme = open_scheme(cast, cycle, text=text)
    put_all(scheme)
    best, first, second, *_rest = cast.units
    put(card_of(scheme, best), **{"2.1": 20})
    put(card_of(scheme, first), **{"on_time": 200, "2.1": 18})  # a point and a half more in 1, as much less in 2
    with transaction.atomic():
        recompute(scheme)

    build_pack(cycle, tmp_path / "pack", with_pdf=False)

    (ranking,) = (tmp_path / "pack").glob("*ranking*.pdf")
    pages = PdfReader(ranking).pages
    printed = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert printed.startswith(f"KẾT QUẢ XẾP HẠNG NĂM {YEAR} {cast.bloc.name} Điểm chưa công bố.")
    heads = "Hạng Đơn vị Tổng điểm Xếp loại Khi bằng điểm; có thể đề nghị"
    assert heads in printed
    assert "tạm tính" not in printed
    rows = printed.partition(heads)[2]
    told = f"1 {best.name} 81,00 Hoàn thành tốt Có thể đề nghị: Bằng khen."
    broken = f"2 {first.name} 80,50 Hoàn thành tốt Bằng điểm; phân hạng bằng: điểm nhiệm vụ chuyên môn."
    assert told in rows
    assert f"{broken} Có thể đề nghị: Bằng khen." in rows
    assert rows.index(told) < rows.index(broken) < rows.index(f"3 {second.name} 80,50 Hoàn thành tốt")
    assert rows.count("Đồng hạng với") == 4
    assert rows.count("Chờ bỏ phiếu.") == 4
    assert [rows.count(f" {unit.name} 80,50 ") for unit in cast.units[1:]] == [1] * 5


def test_the_printed_ranking_stands_in_groups_and_says_who_has_no_rank(cast: Cast, cycle: Cycle, tmp_path) -> None:
    scheme = make_scheme(cast, cycle, TABLE + "groups: [Nhóm A, Nhóm B]\n")
    groups = {unit.pk: "Nhóm A" if at < 3 else "Nhóm B" for at, unit in enumerate(cast.units)}
    scheme = put_in_groups(actor=cast.standing.actor(), scheme=scheme, version=scheme.version, groups=groups)
    scheme = open_scoring(
        actor=cast.standing.actor(), scheme=scheme, version=scheme.version, has_peers=False, now=clock.now()
    )
    put_all(scheme)
    unknown, stopped = card_of(scheme, cast.units[2]), cast.units[4]
    put(unknown, **{"2.1": None})
    scheme.refresh_from_db()
    words = HoldWords(HoldEffect.STOPS, "Đang thanh tra", "Thông báo số 5/TB-TTr", date(YEAR, 3, 2))
    hold_unit(
        actor=cast.standing.actor(), scheme=scheme, version=scheme.version, unit=stopped, words=words, now=clock.now()
    )

    build_pack(cycle, tmp_path / "pack", with_pdf=False)

    (ranking,) = (tmp_path / "pack").glob("*ranking*.pdf")
    printed = " ".join(" ".join(page.extract_text() for page in PdfReader(ranking).pages).split())
    first, _comma, second = printed.partition("Nhóm A")[2].partition("Nhóm B")
    assert f"– {unknown.unit.name} chưa có – chưa đủ số liệu để tính tổng điểm" in first
    assert f"– {stopped.name} 80,50 Đang thanh tra Đang thanh tra" in second
    provisional = "thứ hạng là tạm tính."
    assert (provisional in first, provisional in second) == (True, False)
    assert [name for name in (unit.name for unit in cast.units) if name in second] == [
        unit.name for unit in cast.units[3:]
    ]


def test_the_printed_matrix_holds_the_units_of_a_large_bloc() -> None:
    """Fifteen units need two sheets of A3: eight and seven, each with all items."""
    units = [f"Đơn vị minh hoạ {number}" for number in range(1, 16)]
    cells = [{"own": "18,25", "points": "17,5", "is_changed": True}] * 15
    rows = [{"is_branch": False, "code": "1.1", "name": "Tuyên truyền", "maximum": "20", "cells": cells}] * 3
    totals = [{"own": "90", "points": "89", "rank": "1"}] * 15
    scores = {
        "units": units,
        "rows": rows,
        "totals": totals,
        "title": "Bảng",
        "state": "",
        "layer": "Cuối",
        "digest": "",
        "standards": [],
        "apart": [],
    }

    pdf = draw_sheet(
        SHEETS / "matrix.typ",
        {"mark": "", "year": 2025, "bloc": "Khối I", "scores": {**scores, "standard": "100"}},
    )

    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
    assert [page.count("minh hoạ") for page in pages] == [8, 7]
    assert [page.count("Tuyên truyền") for page in pages] == [3, 3]
    assert [page.count("17,5") for page in pages] == [24, 21]


def test_a_pack_is_whole_and_says_what_is_in_it(cycle: Cycle, tmp_path) -> None:
    target = tmp_path / "cho" / "goi"

    build_pack(cycle, target)

    manifest = json.loads((target / "manifest.json").read_text())
    assert manifest["bloc"] == cycle.bloc.code
    assert manifest["year"] == YEAR
    assert manifest["ranking"] == []
    assert manifest["election"] == {"lead": None, "deputy": None}
    on_disk = {path.name for path in target.iterdir()} - {"manifest.json"}
    assert {each["file"] for each in manifest["documents"]} == on_disk
    assert {each["kind"] for each in manifest["documents"]} == {*paper_kinds(), "year_on_a_page"}
    assert all((target / name).read_bytes()[:4] == b"%PDF" for name in on_disk if name.endswith(".pdf"))


def test_an_older_pack_is_replaced_and_nothing_is_left_beside_it(cycle: Cycle, tmp_path) -> None:
    target = tmp_path / "cho" / "goi"
    target.mkdir(parents=True)
    (target / "cu.docx").write_text("cũ")
    (target / "manifest.json").write_text('{"documents": [{"kind": "plan", "file": "cu.docx"}]}')

    build_pack(cycle, target, with_pdf=False)

    assert not (target / "cu.docx").exists()
    assert [path.name for path in target.parent.iterdir()] == ["goi"]


@pytest.mark.parametrize("of_a_pack", [False, True])
def test_a_folder_that_holds_anything_else_is_left_alone(cycle: Cycle, tmp_path, of_a_pack: bool) -> None:
    target = tmp_path / "Tài liệu"
    if of_a_pack:
        build_pack(cycle, target, with_pdf=False)
    target.mkdir(exist_ok=True)
    (target / "thư riêng.docx").write_text("của tôi")

    with pytest.raises(PackPlaceError, match=r"thư riêng\.docx"):
        build_pack(cycle, target, with_pdf=False)

    assert (target / "thư riêng.docx").read_text() == "của tôi"


def test_an_older_pack_that_was_moved_aside_comes_back(cycle: Cycle, tmp_path) -> None:
    """A process killed between the two moves leaves only the older pack, beside its place."""
    target = tmp_path / "cho" / "goi"
    build_pack(cycle, target, with_pdf=False)
    target.rename(target.with_name(".goi.old"))

    build_pack(cycle, target, with_pdf=False)

    assert [path.name for path in target.parent.iterdir()] == ["goi"]


def test_a_failed_build_leaves_the_older_pack(cycle: Cycle, tmp_path) -> None:
    target = tmp_path / "cho" / "goi"
    build_pack(cycle, target, with_pdf=False)
    before = (target / "manifest.json").read_bytes()

    def fail(words: str, done: int, total: int) -> None:
        if done > 3:
            raise OSError("the machine stops here")

    with pytest.raises(OSError, match="stops"):
        build_pack(cycle, target, with_pdf=False, report=fail)

    assert (target / "manifest.json").read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["goi"]


class TestAskingForAPack:
    def test_the_secretary_asks_and_the_worker_builds(self, cast: Cast, cycle: Cycle, at, settings, tmp_path) -> None:
        settings.VAR = tmp_path
        job = ask_pack(actor=cast.secretary.actor(), cycle=cycle, now=at(f"{YEAR}-06-15 09:00"))

        build_pack_job.func(job.pk)

        job.refresh_from_db()
        assert job.state == JobState.DONE
        assert job.done == job.total > 10
        assert (pack_folder(job.pk) / job.result["documents"][0]["file"]).exists()

    def test_asking_twice_is_asking_once(self, cast: Cast, cycle: Cycle, at) -> None:
        now = at(f"{YEAR}-06-15 09:00")
        asked = [ask_pack(actor=cast.secretary.actor(), cycle=cycle, now=now).pk for _ in range(2)]

        assert asked[0] == asked[1]

    def test_a_dead_worker_does_not_stop_a_new_pack(self, cast: Cast, cycle: Cycle, at) -> None:
        first = ask_pack(actor=cast.secretary.actor(), cycle=cycle, now=at(f"{YEAR}-06-15 09:00"))
        Job.objects.filter(pk=first.pk).update(state=JobState.RUNNING, beat_at=at(f"{YEAR}-06-15 09:00"))

        second = ask_pack(actor=cast.secretary.actor(), cycle=cycle, now=at(f"{YEAR}-06-15 09:10"))

        assert second.pk != first.pk

    @pytest.mark.parametrize("name", ["officer", "head", "observer", "reader"])
    def test_others_of_the_bloc_may_not(self, cast: Cast, cycle: Cycle, at, name: str) -> None:
        with pytest.raises(RefusedError):
            ask_pack(actor=cast.everyone()[name].actor(), cycle=cycle, now=at(f"{YEAR}-06-15 09:00"))

    def test_only_its_maker_sees_a_pack(self, cast: Cast, cycle: Cycle, at, sign_in) -> None:
        job = ask_pack(actor=cast.secretary.actor(), cycle=cycle, now=at(f"{YEAR}-06-15 09:00"))
        url = reverse("pack", args=[job.pk])

        assert sign_in(cast.secretary.user).get(url).status_code == 200
        assert sign_in(cast.standing.user).get(url).status_code == 404

    def test_a_name_outside_the_pack_is_not_found(self, cast: Cast, cycle: Cycle, at, sign_in) -> None:
        job = ask_pack(actor=cast.secretary.actor(), cycle=cycle, now=at(f"{YEAR}-06-15 09:00"))
        client = sign_in(cast.secretary.user)

        assert client.get(f"/bo-ho-so/{job.pk}/tep/..%2f..%2fsecret-key").status_code == 404
        assert client.get(f"/bo-ho-so/{job.pk}/tep/khong-co.pdf").status_code == 404


class TestNumbers:
    def test_the_secretary_gives_the_plan_its_number(self, cast: Cast, cycle: Cycle, sign_in, at) -> None:
        at(f"{YEAR}-06-15 09:00")
        client = sign_in(cast.secretary.user)

        answer = client.post(
            reverse("number_paper", args=[cycle.pk, "plan"]), {"issued_on": f"15/6/{YEAR}"}, follow=True
        )

        assert "Đã cấp số 01/KH-BMH." in words_of(answer)

    @pytest.mark.parametrize("day", [f"16/6/{YEAR}", "31/2/2026", ""])
    def test_a_day_that_cannot_be_is_refused_in_the_form(self, cast: Cast, cycle: Cycle, sign_in, at, day: str) -> None:
        at(f"{YEAR}-06-15 09:00")

        answer = sign_in(cast.secretary.user).post(reverse("number_paper", args=[cycle.pk, "plan"]), {"issued_on": day})

        assert answer.status_code == 200
        assert answer.context["form"].errors["issued_on"]

    def test_the_number_stands_on_the_paper(self, cast: Cast, cycle: Cycle, at) -> None:
        now = at(f"{YEAR}-06-15 09:00")
        issue_paper(actor=cast.secretary.actor(), cycle=cycle, kind="plan", issued_on=date(YEAR, 6, 5), now=now)
        facts = gather_facts(cycle)

        head = head_and_foot(cycle, paper_kinds()["plan"], facts)["head"]

        assert head["number"] == "01/KH-BMH"
        assert head["place_and_date"] == f"Hà Nội, ngày 05 tháng 6 năm {YEAR}"


@pytest.mark.parametrize("page", ["papers", "report"])
def test_the_pages_ask_as_much_of_many_members_as_of_few(
    cast: Cast, cycle: Cycle, sign_in, count_queries, page
) -> None:
    from tests.factories.organisations import make_unit
    from thidua.organisations.models import BlocMembership

    client = sign_in(cast.secretary.user)
    url = reverse(page, args=[cycle.pk] if page == "papers" else [cycle.pk, "year_report"])
    client.get(url)  # what a process learns once (calendars) is learnt before counting
    few = count_queries(lambda: client.get(url))
    for number in range(32):
        unit = make_unit(cast.agency, f"them-{number}", f"Đơn vị thêm {number}")
        BlocMembership.objects.create(agency=cast.agency, bloc=cycle.bloc, year=YEAR, unit=unit, position=10 + number)

    assert count_queries(lambda: client.get(url)) == few


@pytest.mark.parametrize("is_illustrative", [True, False])
def test_only_the_papers_of_an_invented_body_are_marked(cast: Cast, cycle: Cycle, tmp_path, is_illustrative) -> None:
    cast.agency.is_illustrative = is_illustrative
    cast.agency.save()
    cycle = Cycle.objects.get(pk=cycle.pk)

    build_pack(cycle, tmp_path / "bo", with_pdf=False)

    for paper in sorted((tmp_path / "bo").glob("*.docx")):
        (section,) = Document(str(paper)).sections
        feet = {"".join(line.text for line in foot.paragraphs) for foot in (section.footer, section.first_page_footer)}
        assert feet == ({"Số liệu minh hoạ"} if is_illustrative else {""}), paper.name


def test_the_year_report_tells_what_was_received_and_not_by_whom_where_nobody_knows(cast: Cast, cycle: Cycle) -> None:
    actor, now = cast.standing.actor(), clock.now()
    for owner, words in (
        (cast.unit, AwardWords("Cờ thi đua của Bộ", decision_number="15/QĐ-BMH")),
        (cast.bloc, AwardWords("Bằng khen của Bộ trưởng")),
    ):
        record_award(actor=actor, owner=owner, year=cycle.year, words=words, now=now)

    (section,) = [each for each in year_report(cycle) if each.title.endswith("KHEN THƯỞNG ĐÃ NHẬN")]

    assert {sentence.text for sentence in section.sentences} == {
        f"{cast.unit.name} được nhận Cờ thi đua của Bộ (Quyết định số 15/QĐ-BMH, chưa rõ ngày).",
        f"Một đơn vị của {cast.bloc.name} được nhận Bằng khen của Bộ trưởng (chưa rõ số quyết định, chưa rõ ngày).",
    }


class TestEvidenceInTheReports:
    """One piece serves any number of targets, activities and reports, and is named with number, day and issuer."""

    @pytest.fixture
    def told(self, cast: Cast, cycle: Cycle, at) -> dict[str, Evidence]:
        """A target and an activity that share a letter; the target has besides a report of July and a bare link."""
        now = at(f"{YEAR}-08-03 09:00")
        target = make_target(cast, make_pledge(cast, cycle))
        activity = make_activity(cast, cycles=[cycle], held_on=PartialDate(YEAR, 5, 28), now=now)
        add = partial(
            add_evidence, actor=cast.standing.actor(), parent=Reference("target", target.pk), agency=cast.agency.pk
        )
        letter = add(
            title="Thư cảm ơn",
            number="12/UBND",
            issued_on=PartialDate(YEAR, 6, 2),
            issuer="UBND xã Minh Hoạ",
            url="https://vi-du.vn/thu",
            now=now,
        )
        kept = {
            "letter": letter,
            "July": add(title="Báo cáo tháng 7", issued_on=PartialDate(YEAR, 7), url="https://vi-du.vn/t7", now=now),
            "link": add(title="Tin trên trang của Bộ", url="https://vi-du.vn/tin", now=now),
        }
        link_evidence(actor=cast.standing.actor(), evidence=letter, parent=Reference("activity", activity.pk), now=now)
        return kept

    def test_sentences_on_a_target_and_an_activity_name_it(self, cycle: Cycle, told: dict[str, Evidence]) -> None:
        letter = "Minh chứng: Thư cảm ơn (số 12/UBND, 02/06/2026, UBND xã Minh Hoạ)"
        july = "Minh chứng: Báo cáo tháng 7 (chưa rõ số, tháng 7/2026, chưa rõ nơi ban hành)"
        link = "Minh chứng: Tin trên trang của Bộ (chưa rõ số, chưa rõ ngày, chưa rõ nơi ban hành)"

        assert self.proofs(year_report(cycle), "Chỉ tiêu “") == [letter, july, link]
        assert self.proofs(year_report(cycle), "Ngày 28/05/2026") == [letter]
        assert self.proofs(mid_year_report(cycle), "Chỉ tiêu “") == [letter, link], "no paper of July in June"

    def test_the_sentence_leads_to_the_piece_and_the_annex_lists_it(
        self, cast: Cast, cycle: Cycle, told: dict[str, Evidence], sign_in
    ) -> None:
        page = sign_in(cast.secretary.user).get(reverse("report", args=[cycle.pk, "year_report"]))
        paper = paper_kinds()["year_report"]
        facts = gather_facts(cycle)
        document = Document(
            io.BytesIO(fill_template(own_template(paper.kind), {**facts, **head_and_foot(cycle, paper, facts)}))
        )
        (annex,) = [table for table in document.tables if table.rows[0].cells[-1].text == "Hồ sơ đã dùng"]
        listed = [tuple(cell.text.replace("\u00a0", " ") for cell in row.cells) for row in annex.rows[1:]]
        sentences = [each for section in year_report(cycle) for each in section.sentences]

        assert f'href="{reverse("evidence", args=[told["letter"].pk])}"' in page.content.decode()
        assert "PHỤ LỤC: CĂN CỨ CỦA TỪNG CÂU" in [line.text for line in document.paragraphs]
        assert listed == [
            (str(number), each.text, "; ".join(map(str, each.sources)))
            for number, each in enumerate(sentences, start=1)
        ]

    def proofs(self, sections: list[Section], beginning: str) -> list[str]:
        (said,) = [each for section in sections for each in section.sentences if each.text.startswith(beginning)]
        return [str(source) for source in said.sources if source.kind == "Minh chứng"]


def test_a_unit_merged_in_mid_year_and_its_successor_are_not_counted_both(cast: Cast, cycle: Cycle) -> None:
    actor, merged = cast.standing.actor(), cast.units[4]
    new = create_unit(actor=actor, agency=cast.agency, name="Vụ Tổng hợp", since=date(YEAR, 7, 1))
    merge_units(actor=actor, units=[merged], into=new, effective_on=date(YEAR, 7, 1))
    today = [*cast.units[:4], new, cast.units[5]]

    told = {sentence.text for sentence in year_report(cycle)[0].sentences}
    told_in_june = {sentence.text for sentence in mid_year_report(cycle)[0].sentences}
    facts = gather_facts(cycle)

    counted = f"Năm {YEAR}, {cast.bloc.name} có 6 đơn vị thành viên: "
    assert f"{counted}{', '.join(unit.name for unit in today)}." in told
    assert f"{merged.name} là thành viên đến hết ngày 30/06/{YEAR} (Sáp nhập vào Vụ Tổng hợp)." in told
    assert f"{counted}{', '.join(unit.name for unit in cast.units)}." in told_in_june
    assert sheet_facts(facts)["members"] == "6"
    roles = {member["name"]: member["role"] for member in facts["members"]}
    assert roles[merged.name] == f"Thành viên (đến hết 30/06/{YEAR})"
    assert roles[new.name] == f"Thành viên (từ 01/07/{YEAR})"


def test_whoever_fills_a_post_of_this_year_is_not_the_next_years_head(cast: Cast, cycle: Cycle) -> None:
    meeting = make_held_meeting(cast, cycle=cycle, title="Hội nghị tổng kết")
    actor = cast.secretary.actor()
    for year, place in ((YEAR + 1, 0), (YEAR, 2)):
        record_election(actor=actor, meeting=meeting, facts=ElectionFacts(year, LeadRole.LEAD, cast.units[place]))

    assert gather_facts(cycle)["election"] == {"lead": cast.units[0].name, "deputy": None}
