"""URLs of the importer, the same for every kind of table."""

from thidua.common.http.routes import action, finds, form, page, signed_in
from thidua.common.tables import views
from thidua.common.tables.policies import (
    find_import_run,
    find_import_target,
    may_export,
    may_handle_import,
    may_import,
)

_TARGET = "nhap-excel/<slug:kind>/<int:subject>/"
_RUN = "nhap-excel/lan/<int:pk>/"
_importing = finds(find_import_target, may_import)
_exporting = finds(find_import_target, may_export)
_handling = finds(find_import_run, may_handle_import)

urlpatterns = [
    page("nhap-excel/", views.show_imports, name="imports", policy=signed_in()),
    page(_RUN, views.show_run, name="import_run", policy=_handling),
    action(f"{_RUN}tra-loi/", views.answer, name="answer_import", policy=_handling),
    action(f"{_RUN}nhap/", views.apply, name="apply_import", policy=_handling),
    page(f"{_RUN}tien-do/", views.show_progress, name="import_progress", policy=_handling),
    action(f"{_RUN}dung/", views.stop, name="stop_import", policy=_handling),
    action(f"{_RUN}lam-lai/", views.ask_again, name="import_again", policy=_handling),
    form(f"{_RUN}hoan-tac/", views.undo, name="undo_import", policy=_handling),
    page(f"{_RUN}can-sua.xlsx", views.download_faults, name="import_faults", policy=_handling),
    page(f"{_RUN}theo-mau-da-nhap.xlsx", views.download_in_its_layout, name="import_same_layout", policy=_handling),
    form(_TARGET, views.upload, name="import_upload", policy=_importing),
    page(f"{_TARGET}mau.xlsx", views.download_template, name="import_template", policy=_importing),
    page(f"{_TARGET}bang.xlsx", views.download_table, name="export_table", policy=_exporting),
]
