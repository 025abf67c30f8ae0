"""The catalogue: every part of a page in its states, with names of real length. Demo installations only."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common.components.charts import Chart, Series
from thidua.common.components.pages import Confirmation, Conflict, ConflictRow, Effect
from thidua.common.components.steps import Step
from thidua.common.components.tasks import TaskCard
from thidua.common.errors import NotVisibleError
from thidua.common.forms.catalogue import SampleForm
from thidua.common.policy import YES, refused
from thidua.common.views.asking import show_confirmation, show_conflict

UNITS = (
    "Văn phòng Bộ",
    "Văn phòng Đảng – Đoàn thể",
    "Văn phòng Thường trực Ủy ban sông Mê Công Việt Nam",
    "Văn phòng Hội đồng Đánh giá trữ lượng khoáng sản quốc gia",
    "Thanh tra Bộ",
    "Trung tâm Điều dưỡng và Phục hồi chức năng",
)
MOMENT = datetime(2024, 11, 22, 14, 20, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def show_catalogue(request: HttpRequest) -> HttpResponse:
    """One long page; `?state=confirm` and `?state=conflict` show the two pages that ask."""
    if not settings.DEMO:
        raise NotVisibleError(_("Không tìm thấy nội dung này. Có thể đường dẫn đã cũ hoặc gõ thiếu."))
    state = request.GET.get("state", "")
    if state == "confirm":
        return show_confirmation(request, _confirmation())
    if state == "conflict":
        return show_conflict(request, _conflict())
    if state == "messages":
        messages.success(request, _("Đã nộp bản tự chấm lúc 14 giờ 20, 22/11/2024."))
        messages.error(request, _("Chưa gửi được. Nội dung vẫn còn trên máy; thử lại sau một phút."))
    form = SampleForm(SAMPLE_POST if state == "errors" else None)
    return render(
        request,
        "common/catalogue.html",
        {
            "units": UNITS,
            "answer_yes": YES,
            "answer_no": refused(
                _("Mở được khi đủ 6 bản tự chấm."), remedy=_("Nhắc hai đơn vị"), remedy_url="#tds-tasks-title"
            ),
            "steps": _steps(),
            "tasks": _tasks(),
            "rows": _rows(),
            "form": form,
            "charts": _charts(),
            "facts": [
                (_("Cơ quan chủ quản"), _("Bộ Tài nguyên và Môi trường")),
                (_("Khối trưởng năm 2024"), UNITS[0]),
                (_("Số lượng rác thu gom"), None),
            ],
            "moment": MOMENT,
            "person": "Nguyễn Minh Thư",
            "papers": [
                _("Báo cáo quý I năm 2024"),
                _("Báo cáo quý III năm 2024"),
                _("Biên bản họp Khối"),
                _("Báo cáo 6 tháng"),
                _("Nhận xét của Hội đồng"),
            ],
        },
    )


SAMPLE_POST = {"title": "", "day": "31/02/2024", "held_on": "5/2023", "planned": "12", "cost": "1500000", "unit": ""}


def _steps() -> list[Step]:
    return [
        Step(_("Kế hoạch"), "done", _("Ban hành 22/01"), "#tds-steps-title"),
        Step(_("Giao ước"), "done", _("Ký 15/03")),
        Step(_("Sơ kết"), "skipped", _("Lồng ghép hoạt động, 28/05")),
        Step(_("Tự chấm"), "now", _("4/6 đơn vị đã nộp"), second_note=_("Hạn 29/11")),
        Step(_("Thẩm định"), "late", _("Quá hạn 3 ngày làm việc")),
        Step(_("Hội nghị"), "later", _("Dự kiến 20/12")),
        Step(_("Đề nghị"), "later", _("Chậm nhất 31/12")),
    ]


def _tasks() -> list[TaskCard]:
    return [
        TaskCard(
            _("Xác nhận bản tự chấm của Văn phòng Bộ"),
            url="#tds-tasks-title",
            days=1,
            deadline=_("Hạn thứ Ba, 26/11/2024"),
            fact=_("Lãnh đạo Văn phòng Bộ đã xem ngày 22/11/2024."),
            action=_("Xem và xác nhận"),
            action_url="#tds-tasks-title",
            action_kind="primary",
        ),
        TaskCard(
            _("Trả lời Thanh tra Bộ về minh chứng mục 2.3"),
            url="#tds-tasks-title",
            days=4,
            deadline=_("Hạn thứ Sáu, 29/11/2024"),
            fact=_("Thanh tra Bộ hỏi ngày 22/11/2024."),
            action=_("Trả lời"),
            action_url="#tds-tasks-title",
        ),
        TaskCard(
            _("Soạn chương trình Hội nghị tổng kết công tác thi đua, khen thưởng năm 2024"),
            url="#tds-tasks-title",
            days=14,
            deadline=_("Hạn thứ Sáu, 13/12/2024"),
            fact=_("Đã có chương trình của năm 2023 để làm mẫu."),
            action=_("Soạn từ mẫu"),
            action_url="#tds-tasks-title",
        ),
        TaskCard(
            _("Mở bước Thẩm định cho cả Khối"),
            url="#tds-tasks-title",
            days=5,
            deadline=_("Bắt đầu thứ Hai, 02/12/2024"),
            action=_("Nhắc hai đơn vị"),
            action_url="#tds-tasks-title",
            action_icon="bell",
            blocked_by=_("Hai đơn vị chưa nộp bản tự chấm: Thanh tra Bộ; Trung tâm Điều dưỡng và Phục hồi chức năng"),
            unblocker=_("Đầu mối thi đua của hai đơn vị trên. Đã nhắc lần gần nhất 21/11/2024."),
            state="blocked",
        ),
        TaskCard(
            _("Nộp báo cáo quý III"),
            days=-2,
            deadline=_("Hạn thứ Tư, 20/11/2024"),
            action=_("Mở bước Thẩm định"),
            answer=refused(_("Mở được khi đủ 6 bản tự chấm.")),
            state="overdue",
        ),
    ]


def _rows() -> list[dict[str, object]]:
    roles = ("lead", "deputy_lead", "", "", "", "")
    states = ("submitted", "submitted", "submitted", "asked_back", "drafting", "not_started")
    scores = (Fraction(193, 2), Fraction(381, 4), Fraction(385, 4), Fraction(98), None, None)
    counts = (34, 29, 31, 38, 12, None)
    return [
        {"unit": unit, "role": role, "state": state, "score": score, "count": count, "chosen": place == 3}
        for place, (unit, role, state, score, count) in enumerate(
            zip(UNITS, roles, states, scores, counts, strict=True)
        )
    ]


def _charts() -> list[Chart]:
    return [
        Chart(
            _("Điểm tự chấm, so với điểm chuẩn 100"),
            "dots",
            [UNITS[3], UNITS[0], UNITS[2], UNITS[1], UNITS[4], UNITS[5]],
            [
                Series(
                    _("Điểm tự chấm"),
                    [Fraction(98), Fraction(193, 2), Fraction(385, 4), Fraction(381, 4), None, None],
                )
            ],
            label_heading=_("Đơn vị"),
            note=_("Chưa thẩm định, chưa dùng để xếp hạng."),
            missing=_("chưa nộp"),
            lowest=90,
            highest=100,
            highest_name=_("điểm chuẩn"),
            places=2,
        ),
        Chart(
            _("15 chỉ tiêu giao ước: đến đâu rồi"),
            "stacked",
            [
                _("Nhiệm vụ chuyên môn"),
                _("Cải cách hành chính, chuyển đổi số"),
                _("Học tập và làm theo Bác"),
                _("Sáng kiến, tiết kiệm"),
                _("Đội ngũ, đời sống"),
            ],
            [
                Series(_("Đã đạt"), [3, 2, 1, 1, 2], "done"),
                Series(_("Đang làm"), [1, 1, 1, 1, 1], "doing"),
                Series(_("Chưa có số liệu"), [0, 1, 0, 0, 0], "missing"),
            ],
            label_heading=_("Nhóm chỉ tiêu"),
            note=_("Cập nhật 22/11/2024 từ báo cáo quý III và minh chứng đã nộp."),
            places=0,
        ),
        Chart(
            _("Số minh chứng theo đơn vị"),
            "bars",
            list(UNITS),
            [Series(_("Minh chứng"), [34, 29, 31, 38, 12, None], "blue")],
            label_heading=_("Đơn vị"),
            places=0,
        ),
        Chart(
            _("Chỉ tiêu đã đạt theo tháng"),
            "line",
            [f"{month:02}/2024" for month in range(1, 13)],
            [
                Series("2024", [0, 0, 1, 2, 3, 5, 6, 8, 9, 10, None, None], "red"),
                Series("2023", [0, 1, 1, 1, 2, 4, 4, 5, 7, 9, 11, 12], "grey"),
            ],
            label_heading=_("Tháng"),
            places=0,
        ),
    ]


def _confirmation() -> Confirmation:
    return Confirmation(
        title=_("Nộp bản tự chấm"),
        verb=_("Nộp bản tự chấm"),
        chosen_label=_("Bản tự chấm năm 2024 của"),
        chosen=UNITS[3],
        effects=[
            Effect(_("Bản tự chấm khóa lại, không sửa được nữa."), "lock"),
            Effect(_("Khối trưởng được báo ngay."), "bell"),
            Effect(_("Khối trưởng có thể gửi lại để hỏi thêm trước ngày 02/12/2024."), "clock"),
        ],
        back_url="?",
        back_label=_("Xem lại"),
        note=_("Mất mạng giữa chừng? Mở lại trang này. Nếu chưa nộp, anh/chị được nộp lại."),
    )


def _conflict() -> Conflict:
    return Conflict(
        rows=[
            ConflictRow(_("Tên nhiệm vụ"), _("Tổ chức Hội nghị sơ kết"), _("Tổ chức Hội nghị sơ kết")),
            ConflictRow(_("Đơn vị chủ trì"), UNITS[0], UNITS[3]),
            ConflictRow(_("Hạn"), "", "28/06/2024"),
        ],
        fields=[],
        action="?",
        back_url="?",
        saved_by="Nguyễn Minh Thư",
        saved_at=MOMENT,
    )
