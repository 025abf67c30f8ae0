"""What changed between two tables, in words an official reads: nothing of the file's own keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from thidua.core.scoring.comparison import Change, ChangeKind, compare_documents, names_in
from thidua.core.scoring.measures import NAME
from thidua.core.scoring.scheme import ROOT
from thidua.scorecards.facts.drafting import inputs_of
from thidua.scorecards.facts.spans import say_span

NONE = "–"
MEASURES: Final = frozenset({"of", "by", "counting", "ratio", "achieved", "target", "input"})
"""Keys under which inputs stand by their names."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the comparison."""

    what: str
    item: str
    before: str
    after: str


def told_changes(old: Mapping[str, Any], new: Mapping[str, Any], say_way: Callable[[Any], str]) -> list[Told]:
    """Every difference between two tables. `say_way` names a way of scoring by its keyword, anything else as it is."""
    names = {**names_in(old), **names_in(new)}
    labels = {name: str(each.get("label") or name) for table in (old, new) for name, each in inputs_of(table).items()}
    teller = _Teller(names, labels, say_way)
    return [teller.tell(change) for change in compare_documents(old, new)]


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts a change in words: knows what items and inputs are called, and the ways of scoring."""

    names: Mapping[str, str]
    labels: Mapping[str, str]
    say_way: Callable[[Any], str]

    def tell(self, change: Change) -> Told:
        item = f"{change.code}. {self.names.get(change.code, '')}" if change.code != ROOT else _("Cả bảng")
        if change.kind is ChangeKind.ADDED:
            return Told(_("Thêm"), item, NONE, self._summary(change.after))
        if change.kind is ChangeKind.REMOVED:
            return Told(_("Bỏ"), item, self._summary(change.before), NONE)
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
            return Told(what, item, self._way(change.before), self._way(change.after))
        if change.what == "inputs":
            return Told(
                what, item, self._inputs(change.before, change.after), self._inputs(change.after, change.before)
            )
        return Told(what, item, self.say(change.before), self.say(change.after))

    def _summary(self, item: Any) -> str:
        most = item.get("max")
        return _("tối đa %(points)s điểm") % {"points": self.say(most)} if most not in (None, "") else ""

    def _inputs(self, inputs: Any, others: Any) -> str:
        """Of the inputs of one table those that the other has not, or has otherwise."""
        own = [self.say(each) for name, each in (inputs or {}).items() if (others or {}).get(name) != each]
        return "; ".join(own) or NONE

    def _way(self, value: Any) -> str:
        if not isinstance(value, Mapping):
            return self.say_way(value)
        keyword = next((key for key in value if self.say_way(key) != key), next(iter(value)))
        others = {key: each for key, each in value.items() if key != keyword}
        shown = [self.say(value[keyword], keyword), *(self._named(key, each) for key, each in others.items())]
        return f"{self.say_way(keyword)}: {'; '.join(each for each in shown if each != NONE)}"

    def _named(self, key: str, value: Any) -> str:
        word = _INNER[key]() if key in _INNER else _word(key)
        return f"{word} {self.say(value, key)}"

    def say(self, value: Any, key: str = "") -> str:
        """A piece of a table in one line; `key` is where it stands."""
        if value is None or value == "" or value == [] or value == {}:
            return NONE
        if isinstance(value, bool):
            return _("có") if value else _("không")
        if isinstance(value, Mapping):
            if key == "only_if":
                return ", ".join(f"{self._measure(one)} {say_span(str(each))}" for one, each in value.items())
            return ", ".join(self._named(each, value[each]) for each in value if value[each] not in (None, ""))
        if isinstance(value, list | tuple):
            return "; ".join(self.say(each, key) for each in value)
        said = _KINDS.get(str(value)) if key == "kind" else _VALUES.get(str(value))
        if said is not None and not (key in MEASURES and key != "by"):
            return said()
        return self._measure(str(value)) if key in MEASURES else say_span(str(value))

    def _measure(self, text: str) -> str:
        """A measure with what its inputs are called."""
        return NAME.sub(lambda found: self.labels.get(found.group(), found.group()), text)


def _under(code: str) -> str:
    return _("dưới mục %(code)s") % {"code": code} if code else _("ở cấp ngoài cùng")


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
}

_KINDS: dict[str, Callable[[], str]] = {
    "yes_no": lambda: _("có hoặc không"),
    "number": lambda: _("số đo"),
    "count": lambda: _("số đếm"),
    "share": lambda: _("tỷ lệ"),
    "points": lambda: _("điểm"),
    "awards": lambda: _("khen thưởng"),
}
"""What may be answered to an input: “share” says there another thing than in a ranking."""

_INNER: dict[str, Callable[[], str]] = {
    "points": lambda: _("điểm"),
    "name": lambda: _("tên"),
}
"""Keys that have another word inside a piece than as the piece that changed."""

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
    "grades_by": lambda: _("cách xếp loại"),
    "not_applicable": lambda: _("mục không áp dụng"),
    "groups": lambda: _("nhóm đơn vị"),
    "legal_basis": lambda: _("căn cứ"),
    "caveats": lambda: _("điều bảng chưa nói rõ"),
    "sources": lambda: _("nguồn"),
}
"""Keys of a table in the words of its readers."""
