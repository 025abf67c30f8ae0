"""What changed between two tables, in words an official reads: nothing of the file's own keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.scoring.comparison import Change, ChangeKind, compare_documents, names_in
from thidua.core.scoring.scheme import ROOT
from thidua.scorecards.facts.spans import say_span

NONE = "–"


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the comparison."""

    what: str
    item: str
    before: str
    after: str


def told_changes(old: Mapping[str, Any], new: Mapping[str, Any], say_way: Callable[[Any], str]) -> list[Told]:
    """Every difference between two tables. `say_way` names a way of scoring by its keyword."""
    names = {**names_in(old), **names_in(new)}
    return [_tell(change, names, say_way) for change in compare_documents(old, new)]


def _tell(change: Change, names: Mapping[str, str], say_way: Callable[[Any], str]) -> Told:
    item = f"{change.code}. {names.get(change.code, '')}" if change.code != ROOT else _("Cả bảng")
    if change.kind is ChangeKind.ADDED:
        return Told(_("Thêm"), item, NONE, _summary(change.after))
    if change.kind is ChangeKind.REMOVED:
        return Told(_("Bỏ"), item, _summary(change.before), NONE)
    if change.kind is ChangeKind.MOVED:
        return Told(_("Chuyển sang mục khác"), item, _under(change.before), _under(change.after))
    rule = change.what.removeprefix("rules.")
    if rule != change.what:
        what = _("Đổi quy định %(rule)s") % {"rule": rule}
        if change.before is None or change.after is None:
            made = _("Thêm quy định %(rule)s"), _("Bỏ quy định %(rule)s")
            what = made[change.after is None] % {"rule": rule}
    else:
        what = _("Đổi %(what)s") % {"what": _word(change.what).lower()}
    if change.what == "points":
        return Told(what, item, _say_way(change.before, say_way), _say_way(change.after, say_way))
    return Told(what, item, say_piece(change.before), say_piece(change.after))


def _summary(item: Any) -> str:
    most = item.get("max")
    return _("tối đa %(points)s điểm") % {"points": say_piece(most)} if most not in (None, "") else ""


def _under(code: str) -> str:
    return _("dưới mục %(code)s") % {"code": code} if code else _("ở cấp ngoài cùng")


def _say_way(value: Any, say_way: Callable[[Any], str]) -> str:
    if isinstance(value, Mapping):
        keyword, *others = value
        shown = [say_piece(value[keyword]), *(f"{_word(key)}: {say_piece(value[key])}" for key in others)]
        return f"{say_way(keyword)}: {'; '.join(each for each in shown if each != NONE)}"
    return say_way(value)


def say_piece(value: Any) -> str:
    """A piece of a table in one line."""
    if value is None or value == "" or value == [] or value == {}:
        return NONE
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, Mapping):
        shown = (f"{_word(key)} {say_piece(each)}" for key, each in value.items() if each not in (None, ""))
        return ", ".join(shown)
    if isinstance(value, list | tuple):
        return "; ".join(say_piece(each) for each in value)
    said = _VALUES.get(str(value))
    return said() if said is not None else say_span(str(value))


def _word(key: str) -> str:
    found = _WORDS.get(key)
    return found() if found is not None else key


_VALUES: dict[str, Callable[[], str]] = {
    "zero": lambda: _("từ 0"),
    "standard": lambda: _("từ điểm chuẩn"),
    "vote": lambda: _("bỏ phiếu"),
    "women": lambda: _("ưu tiên nữ"),
    "total": lambda: _("tổng điểm"),
    "share": lambda: _("tỷ lệ so với điểm chuẩn"),
    "set_aside": lambda: _("để riêng"),
    "spread": lambda: _("chia cho các mục còn lại"),
    "larger": lambda: _("càng lớn càng tốt"),
    "smaller": lambda: _("càng nhỏ càng tốt"),
    "refused": lambda: _("không nhận"),
    "cut": lambda: _("tính bằng điểm tối đa"),
    "proportional": lambda: _("tính theo tỷ lệ"),
    "all": lambda: _("tất cả"),
    "highest": lambda: _("mức cao nhất"),
    "unstated": lambda: _("bảng không nói rõ"),
    "yes_no": lambda: _("có hoặc không"),
    "number": lambda: _("số"),
    "count": lambda: _("số đếm"),
}

_WORDS: dict[str, Callable[[], str]] = {
    "name": lambda: _("nội dung"),
    "title": lambda: _("tên bảng"),
    "issuer": lambda: _("cơ quan ban hành"),
    "since": lambda: _("từ ngày"),
    "until": lambda: _("đến ngày"),
    "standard": lambda: _("tổng điểm chuẩn"),
    "starts_from": lambda: _("điểm bắt đầu"),
    "max": lambda: _("điểm tối đa"),
    "points": lambda: _("cách chấm"),
    "assessor": lambda: _("người chấm"),
    "is_bonus": lambda: _("mục thưởng"),
    "bonus_cap": lambda: _("mức trần điểm thưởng"),
    "penalty_cap": lambda: _("mức trần điểm trừ"),
    "at_least": lambda: _("không dưới"),
    "at_most": lambda: _("không quá"),
    "exclusive": lambda: _("nhóm chỉ cộng một mức"),
    "bonus_needs_full_standard": lambda: _("chỉ thưởng khi đạt trọn điểm chuẩn"),
    "gate": lambda: _("điều kiện phải có"),
    "zeroes": lambda: _("không có thì bỏ"),
    "note": lambda: _("ghi chú"),
    "code": lambda: _("mã"),
    "when": lambda: _("khi"),
    "range": lambda: _("mức"),
    "of": lambda: _("số liệu"),
    "otherwise": lambda: _("ngoài các mức"),
    "beyond": lambda: _("vượt 100%%") % (),
    "each": lambda: _("mỗi lần"),
    "size": lambda: _("mỗi bước"),
    "above": lambda: _("trên mốc"),
    "below": lambda: _("dưới mốc"),
    "cap": lambda: _("mức trần"),
    "only_if": lambda: _("chỉ khi"),
    "exception": lambda: _("ngoại lệ"),
    "counting": lambda: _("đếm theo"),
    "better": lambda: _("chiều tốt"),
    "achieved": lambda: _("kết quả"),
    "target": lambda: _("chỉ tiêu"),
    "input": lambda: _("số liệu"),
    "rows": lambda: _("dòng"),
    "columns": lambda: _("cột"),
    "ranges": lambda: _("các mức"),
    "takes": lambda: _("khi có nhiều khen thưởng"),
    "per_case": lambda: _("mỗi trường hợp"),
    "per_period": lambda: _("mỗi kỳ"),
    "per_quarter": lambda: _("mỗi quý"),
    "per_step": lambda: _("mỗi bước được"),
    "once": lambda: _("một lần"),
    "bands": lambda: _("theo mức"),
    "matrix": lambda: _("bảng hai chiều"),
    "awards": lambda: _("khen thưởng"),
    "periods": lambda: _("số kỳ"),
    "label": lambda: _("tên"),
    "kind": lambda: _("loại"),
    "inputs": lambda: _("số liệu chung"),
    "rounding": lambda: _("làm tròn"),
    "items": lambda: _("điểm mục"),
    "branches": lambda: _("điểm nhóm"),
    "total": lambda: _("tổng điểm"),
    "grades": lambda: _("xếp loại"),
    "grade": lambda: _("loại"),
    "ranking": lambda: _("xếp hạng"),
    "by": lambda: _("theo"),
    "ties": lambda: _("khi bằng điểm"),
    "item": lambda: _("điểm mục"),
    "award": lambda: _("hình thức"),
    "ranks": lambda: _("hạng"),
    "quota": lambda: _("tỷ lệ"),
    "cites": lambda: _("căn cứ"),
    "text": lambda: _("văn bản"),
    "disqualifications": lambda: _("không xếp loại"),
    "effect": lambda: _("hệ quả"),
    "not_applicable": lambda: _("mục không áp dụng"),
    "groups": lambda: _("nhóm đơn vị"),
    "legal_basis": lambda: _("căn cứ"),
    "caveats": lambda: _("điều bảng chưa nói rõ"),
    "sources": lambda: _("nguồn"),
}
"""Keys of a table in the words of its readers."""
