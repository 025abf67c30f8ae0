"""URLs of record books and of eligibility."""

from thidua.common.http.routes import asks, finds, form, page, sees, signed_in
from thidua.records.policies import books as policies
from thidua.records.policies import pages, places, scans
from thidua.records.views import award_rows, books, doubts, eligibility, tables
from thidua.records.views import scans as scan_views

_subject = finds(pages.find_subject)
_write = finds(pages.find_subject, policies.may_write_book)
_write_entry = finds(pages.find_entry, pages.may_write_entry)
_BOOK = "so-thanh-tich/<slug:whose>/<int:pk>"
_LINE = "so-thanh-tich/dong/<slug:part>/<int:pk>"

urlpatterns = [
    page("so-thanh-tich/", books.list_books, name="record_books", policy=signed_in()),
    form(
        "so-thanh-tich/bang/<int:pk>/<int:year>/",
        tables.year_table,
        name="year_table",
        policy=finds(pages.find_unit_written, pages.may_write_unit_year),
    ),
    page(
        "so-thanh-tich/can-xem-lai/",
        doubts.list_all_doubts,
        name="all_doubts",
        policy=asks(policies.may_look_into_doubts),
    ),
    page(
        "so-thanh-tich/can-xem-lai/<int:pk>/",
        doubts.list_doubts,
        name="doubts",
        policy=sees(policies.units_with_books_visible_to),
    ),
    page("so-thanh-tich/ban-chup/", scan_views.list_decisions, name="scans", policy=asks(scans.may_hang_scans)),
    form(
        "so-thanh-tich/ban-chup/<slug:kind>/<int:pk>/",
        scan_views.hang_on_all,
        name="hang_scan",
        policy=finds(scans.find_line, scans.may_hang_on),
    ),
    page(f"{_LINE}/", books.show_entry, name="book_entry", policy=finds(pages.find_entry)),
    form(f"{_LINE}/sua/", books.correct_entry, name="correct_book_entry", policy=_write_entry),
    form(f"{_LINE}/bo/", books.remove_entry, name="remove_book_entry", policy=_write_entry),
    page(
        "so-thanh-tich/noi-cong-tac/<slug:place>/<int:pk>/",
        books.show_place,
        name="book_place",
        policy=finds(places.find_place),
    ),
    form(
        "so-thanh-tich/ghi-du/<int:pk>/rut/",
        books.take_back,
        name="take_back_telling",
        policy=finds(pages.find_telling, pages.may_take_back),
    ),
    form(
        "so-thanh-tich/chuc-vu/<int:pk>/",
        books.place_post,
        name="place_post",
        policy=finds(pages.find_post, pages.may_place_post),
    ),
    page(f"{_BOOK}/", books.show_book, name="record_book", policy=_subject),
    form(f"{_BOOK}/thong-tin/", books.note_subject, name="note_book_subject", policy=_write),
    form(f"{_BOOK}/khen-thuong/", books.add_award, name="add_book_award", policy=_write),
    form(f"{_BOOK}/khen-thuong/nhieu/", award_rows.award_table, name="award_table", policy=_write),
    form(f"{_BOOK}/ghi-du/", books.tell_in_full, name="tell_in_full", policy=_write),
    form(f"{_BOOK}/xem-lai/", books.answer_doubt, name="answer_doubt", policy=_write),
    form(
        f"{_BOOK}/them/<slug:part>/",
        books.add_entry,
        name="add_book_entry",
        policy=finds(pages.find_part, pages.may_write_subject_part),
    ),
    page(f"{_BOOK}/dieu-kien/", eligibility.list_verdicts, name="eligibility", policy=_subject),
    page(f"{_BOOK}/lo-trinh/", eligibility.show_path, name="eligibility_path", policy=_subject),
    page(
        f"{_BOOK}/dieu-kien/<slug:code>/",
        eligibility.show_tree,
        name="eligibility_award",
        policy=finds(pages.find_subject_award),
    ),
    page(
        f"{_BOOK}/dieu-kien/<slug:code>/phu-luc.docx",
        eligibility.download_annex,
        name="eligibility_annex",
        policy=finds(pages.find_subject_award),
    ),
]
