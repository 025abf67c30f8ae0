"""The pages of the importer: choose, upload, preview, answer, apply, undo, take out."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.common.tables.books import book
from tests.factories.organisations import make_unit
from tests.pages import words_of
from thidua.common.models import ImportRun, ImportState
from thidua.common.tables.reading import read_table
from thidua.common.tables.workbooks import open_workbook
from thidua.organisations.models import Person
from thidua.organisations.services.imports.people import LAYOUT

HEAD = ["TT", "Họ tên", "Đơn vị công tác", "Ghi chú"]
ROWS = [HEAD, [1, "Lê An", "Thanh tra Bộ", "x"], [2, "Lê Bình", "Văn phòng Bộ", None]]


@pytest.fixture
def browser(cast: Cast, sign_in: Any, at: Any) -> Client:
    at("2026-06-15 09:00")
    return sign_in(cast.standing.user)


def upload(cast: Cast, browser: Client, data: bytes, kind: str = "nguoi") -> HttpResponse:
    url = reverse("import_upload", args=[kind, cast.agency.pk])
    return browser.post(url, {"file": SimpleUploadedFile("danh-sach.xlsx", data)}, follow=True)


def test_the_whole_way_from_a_file_to_people_and_back(cast: Cast, browser: Client) -> None:
    assert "danh sách người" in words_of(browser.get(reverse("imports")))
    shown = upload(cast, browser, book(ROWS))
    run = ImportRun.objects.get()

    assert shown.redirect_chain == [(reverse("import_run", args=[run.pk]), 302)]
    assert "Xem trước, chưa nhập" in words_of(shown)
    assert "Cột không dùng tới: “Ghi chú”." in words_of(shown)
    assert not Person.objects.filter(full_name="Lê An").exists()

    done = browser.post(reverse("apply_import", args=[run.pk]), {"manifest": run.manifest_hash}, follow=True)
    assert "Đã nhập: thêm 2 dòng, sửa 0 dòng." in words_of(done)
    assert Person.objects.filter(full_name__in=["Lê An", "Lê Bình"]).count() == 2

    asked = browser.get(reverse("undo_import", args=[run.pk]))
    assert "2 dòng đã thêm bị xóa." in words_of(asked)
    without = browser.post(reverse("undo_import", args=[run.pk]), {})
    assert "Anh/chị chưa ghi lý do." in words_of(without)
    undone = browser.post(reverse("undo_import", args=[run.pk]), {"because": "Nhầm tệp"}, follow=True)
    assert "Đã hoàn tác" in words_of(undone)
    assert not Person.objects.filter(full_name="Lê An").exists()


def test_a_file_that_is_none_is_refused_beside_the_field(cast: Cast, browser: Client) -> None:
    refused = upload(cast, browser, b"%PDF-1.7")

    assert "Đây không phải là bảng tính Excel (.xlsx)." in words_of(refused)
    assert not ImportRun.objects.exists()


def test_no_file_is_told(cast: Cast, browser: Client) -> None:
    refused = browser.post(reverse("import_upload", args=["nguoi", cast.agency.pk]))

    assert "Anh/chị chưa chọn tệp." in words_of(refused)


def test_questions_are_answered_on_the_page(cast: Cast, browser: Client) -> None:
    rooms = [make_unit(cast.agency, f"phong-{n}", "Phòng Tổng hợp", parent=cast.units[n]) for n in (0, 1)]
    shown = upload(cast, browser, book([HEAD, [1, "Lê An", "Phòng Tổng hợp", None]]))
    run = ImportRun.objects.get()
    assert "Có 2 đơn vị gọi là “Phòng Tổng hợp”." in words_of(shown)
    assert "Nhập vào hệ thống" not in words_of(shown)

    answered = browser.post(
        reverse("answer_import", args=[run.pk]), {"answer-2-unit": rooms[0].pk, "other": "x"}, follow=True
    )

    assert "Nhập vào hệ thống" in words_of(answered)


def test_wrong_rows_come_first_and_can_be_taken_out_with_their_reasons(cast: Cast, browser: Client) -> None:
    shown = upload(cast, browser, book([*ROWS, [3, "Lê Chi", "Văn phòng Không Có", None]]))
    run = ImportRun.objects.get()
    words = words_of(shown)
    assert words.index("Lê Chi") < words.index("Lê An")
    assert "Chưa nhập được" in words

    answer = browser.get(reverse("import_faults", args=[run.pk]))

    table = read_table(open_workbook(answer.content), LAYOUT, today=date(2026, 6, 15))
    assert [row.values["name"] for row in table.rows] == ["Lê Chi"]
    (sheet,) = open_workbook(answer.content).sheets
    assert sheet.rows[3][-1].startswith("Dòng 4: Đơn vị: Không thấy đơn vị “Văn phòng Không Có”.")


def test_a_fault_that_several_rows_share_is_told_once_with_its_rows(cast: Cast, browser: Client) -> None:
    def rows(count: int) -> list[list[Any]]:
        return [[n, f"Lê Chi {n}", "Văn phòng Không Có", None] for n in range(count)]

    few = words_of(upload(cast, browser, book([*ROWS, *rows(2)])))
    many = words_of(upload(cast, browser, book([*ROWS, *rows(15)])))

    assert "Lỗi giống nhau ở nhiều dòng" not in few
    assert "Lỗi giống nhau ở nhiều dòng" in many
    assert "15 dòng: 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15…" in many


def test_rows_of_one_kind_are_shown_alone_and_all_of_them_again(cast: Cast, browser: Client) -> None:
    upload(cast, browser, book([*ROWS, [3, "Lê Chi", "Văn phòng Không Có", None]]))
    page = reverse("import_run", args=[ImportRun.objects.get().pk])

    alone = browser.get(page, {"xem": "WRONG"})

    assert "Lê Chi" in words_of(alone)
    assert "Lê An" not in words_of(alone)
    assert "Đang xem riêng 1 dòng. Xem mọi dòng" in words_of(alone)
    assert "Xem mọi dòng" not in words_of(browser.get(page))


def test_a_stale_or_missing_manifest_imports_nothing(cast: Cast, browser: Client) -> None:
    upload(cast, browser, book(ROWS))
    run = ImportRun.objects.get()

    answer = browser.post(reverse("apply_import", args=[run.pk]), {"manifest": "0" * 64}, follow=True)

    assert "Dữ liệu trên hệ thống đã đổi từ lúc xem trước." in words_of(answer)
    assert ImportRun.objects.get().state == ImportState.PREVIEW
    assert not Person.objects.filter(full_name="Lê An").exists()


def test_the_table_goes_out_in_our_layout_and_in_the_one_that_came_in(cast: Cast, browser: Client) -> None:
    upload(cast, browser, book(ROWS))
    run = ImportRun.objects.get()
    browser.post(reverse("apply_import", args=[run.pk]), {"manifest": run.manifest_hash})

    template, ours, theirs = (
        browser.get(url)
        for url in (
            reverse("import_template", args=["nguoi", cast.agency.pk]),
            reverse("export_table", args=["nguoi", cast.agency.pk]),
            reverse("import_same_layout", args=[run.pk]),
        )
    )

    assert ours["Content-Disposition"] == 'attachment; filename="nguoi.xlsx"'
    assert template["Content-Disposition"] == 'attachment; filename="mau-nguoi.xlsx"'
    (sheet,) = open_workbook(theirs.content).sheets
    assert sheet.rows[2] == HEAD
    assert [None, "Lê An", "Thanh tra Bộ", None] in sheet.rows
    names = {
        row.values["name"] for row in read_table(open_workbook(ours.content), LAYOUT, today=date(2026, 6, 15)).rows
    }
    assert {"Lê An", "Lê Bình", "Trần Quốc Hùng"} <= names


def test_an_unknown_kind_or_another_subject_is_not_there(cast: Cast, browser: Client) -> None:
    assert browser.get(reverse("import_upload", args=["khong-co", cast.agency.pk])).status_code == 404
    assert browser.get(reverse("import_upload", args=["nguoi", 999_999])).status_code == 404
    assert browser.get(reverse("import_run", args=[999_999])).status_code == 404


def test_the_preview_takes_as_many_queries_for_many_rows(cast: Cast, browser: Client, count_queries: Any) -> None:
    def visit(count: int) -> int:
        upload(cast, browser, book([HEAD, *[[n, f"Lê Văn {n}", "Thanh tra Bộ", None] for n in range(count)]]))
        url = reverse("import_run", args=[ImportRun.objects.get().pk])
        return count_queries(lambda: browser.get(url))

    assert visit(1) == visit(40)
