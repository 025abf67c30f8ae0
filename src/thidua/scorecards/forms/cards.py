"""Forms on a card: the answers of one item, an explanation, a reason, cross-scores."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.common.components.texts import number
from thidua.common.forms.fields import NumberField, TextField
from thidua.common.language import page_language
from thidua.common.references import Card
from thidua.core.scoring.answers import Answer, AnswerError, InputField, InputKind, read_answer
from thidua.core.scoring.numbers import read_number, write_number
from thidua.core.scoring.scheme import ROOT, ScoreItem
from thidua.scorecards.facts.answers import write_answer
from thidua.scorecards.forms.lines import LinesField, number_text, words
from thidua.scorecards.models import PeerPair, SignedPaper

YES_NO = (("", gettext_lazy("Chưa trả lời")), ("yes", gettext_lazy("Có")), ("no", gettext_lazy("Không")))


class AnswerField(forms.CharField):
    """One question of a table, read exactly as the core reads it; blank is unknown."""

    may_wait = True
    """Not required to save, and yet not optional: the card is sent only once it is answered."""

    def __init__(self, asked: InputField, *, label: str, help_text: str = "") -> None:
        self.asked = asked
        super().__init__(label=label, required=False, help_text=help_text, widget=_widget_of(asked))

    def clean(self, value: Any) -> Answer:
        """The answer; None when nothing was given."""
        if self.asked.kind is InputKind.AWARDS:
            text = str(value or "").strip()
            if not text:
                return None
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            return () if [line.casefold() for line in lines] == ["không"] else tuple(lines)
        try:
            return read_answer(self.asked, value)
        except AnswerError as error:
            raise ValidationError(error.say(page_language()), code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, tuple):
            return "\n".join(value) or "không"
        if isinstance(value, int | Fraction):
            return write_answer(self.asked, value)
        return value


def _widget_of(asked: InputField) -> forms.Widget:
    match asked.kind:
        case InputKind.YES_NO:
            return forms.Select(choices=YES_NO)
        case InputKind.CHOICE:
            return forms.Select(choices=[("", gettext_lazy("Chưa chọn")), *asked.choices])
        case InputKind.AWARDS:
            return forms.Textarea(attrs={"rows": 3})
        case _:
            return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


class FillForm(forms.Form):
    """The answers of one item, with what the stage asks for beside them."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        item: ScoreItem,
        asked: Sequence[InputField],
        is_self: bool,
        was_sent: bool,
        replies: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.names = {f"answer_{place}": field.name for place, field in enumerate(asked)}
        for (key, _name), field in zip(self.names.items(), asked, strict=True):
            help_text = ""
            if field.kind is InputKind.POINTS and item.maximum is not None:
                help_text = _("Từ 0 đến %(most)s điểm") % {"most": number(item.maximum)}
            elif field.is_case:
                help_text = _("Không có trường hợp nào thì ghi 0")
            elif field.kind is InputKind.SHARE:
                help_text = _("Tỷ lệ từ 0 đến 100%, ghi kèm dấu %; ví dụ 97,5%")
            elif field.kind is InputKind.AWARDS:
                help_text = _("Mỗi khen thưởng một dòng; chưa có thì ghi “không”")
            self.fields[key] = AnswerField(field, label=field.label or field.name, help_text=help_text)
        if is_self:
            self.fields["claim"] = TextField(
                label=_("Giải trình"),
                required=False,
                lines=True,
                help_text=_("Số, ngày văn bản, kết quả cụ thể. Vào báo cáo giải trình của đơn vị."),
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        if item.code != ROOT:
            self.fields["not_applicable"] = TextField(
                label=_("Lý do mục này không áp dụng cho đơn vị"),
                required=False,
                max_length=500,
                help_text=_("Chỉ ghi khi mục thật sự không áp dụng; lý do hiện công khai trong bảng điểm."),
            )
        if was_sent or not is_self:
            self.fields["reason"] = TextField(
                label=_("Lý do thay đổi"),
                required=False,
                max_length=500,
                help_text=_("Bắt buộc khi đổi số liệu hoặc điểm. Đơn vị đọc được lý do này.")
                if not is_self
                else _("Phiếu đã nộp một lần: bắt buộc khi đổi số liệu. Người thẩm định đọc được lý do này."),
            )
        if replies:
            self.fields["reply"] = TextField(
                label=_("Ý kiến thẩm định"), required=False, lines=True, widget=forms.Textarea(attrs={"rows": 3})
            )

    def answers(self) -> dict[str, Answer]:
        """Input → answer."""
        return {name: self.cleaned_data.get(key) for key, name in self.names.items()}

    def values_of(self, answers: Mapping[str, Answer], **rest: Any) -> dict[str, Any]:
        """Values by field."""
        return {key: answers.get(name) for key, name in self.names.items()} | rest


class ExplainForm(forms.Form):
    """What the unit says to a change."""

    explanation = TextField(
        label=gettext_lazy("Giải trình của đơn vị"),
        lines=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Nêu minh chứng cụ thể. Để trống nếu đồng ý với điểm đã thẩm định của mục này."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """A reason, and the version that was read."""

    reason = TextField(
        label=gettext_lazy("Lý do"),
        max_length=500,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Anh/chị chưa ghi lý do.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CiteForm(forms.Form):
    """Things of the year that prove an item."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, things: Mapping[str, Sequence[tuple[str, Card]]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.cards = {key: card for cards in things.values() for key, card in cards}
        for place, (label, cards) in enumerate(things.items()):
            self.fields[f"things_{place}"] = forms.MultipleChoiceField(
                label=label,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(key, f"{card.title} ({card.when})" if card.when else card.title) for key, card in cards],
            )

    def chosen(self) -> list[Card]:
        """What was ticked."""
        names = [name for name in self.fields if name != "version"]
        return [self.cards[key] for name in names for key in self.cleaned_data.get(name, [])]

    def cited(self, keys: Collection[str]) -> dict[str, list[str]]:
        """What already proves the item, by field: `keys` as the choices have them."""
        found: dict[str, list[str]] = {}
        for name, field in self.fields.items():
            if isinstance(field, forms.MultipleChoiceField):
                offered = [str(key) for key, _label in field.choices]  # type: ignore[union-attr, misc]
                found[name] = [key for key in offered if key in keys]
        return found


class PaperForm(forms.Form):
    """What a signed paper says."""

    name = TextField(
        label=gettext_lazy("Giấy tờ"),
        max_length=250,
        help_text=gettext_lazy("Ví dụ Biên bản thẩm định ngày 09/12/2022"),
    )
    total = NumberField(label=gettext_lazy("Tổng điểm ghi trên giấy"), required=False, kind="score")
    items = LinesField(
        label=gettext_lazy("Điểm từng mục ghi trên giấy"),
        columns=(words, number_text),
        help_text=gettext_lazy("Mỗi dòng: mã mục = điểm. Dán hai cột từ Excel được."),
    )
    same_as = forms.ChoiceField(
        label=gettext_lazy("Tổng này phải bằng tổng của"),
        required=False,
        help_text=gettext_lazy("Chọn khi hai giấy tờ nói về cùng một tổng điểm."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, others: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["same_as"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Không so với giấy tờ nào")), *((each, each) for each in others)]

    @staticmethod
    def values_of(paper: SignedPaper | None, version: int) -> dict[str, Any]:
        """The paper that was put down last, by field."""
        if paper is None:
            return {"version": version}
        return {
            "name": paper.name,
            "total": Fraction(paper.total_exact) if paper.total_exact else None,
            "items": [(code, write_number(Fraction(points))) for code, points in paper.items.items()],
            "same_as": paper.same_as,
            "version": version,
        }

    def points(self) -> dict[str, Fraction]:
        """Item → points."""
        return {code: read_number(text) for code, text in self.cleaned_data["items"]}


class PeerForm(forms.Form):
    """Points for every item of another unit's card, each with a note where the peer wants one."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, items: Sequence[ScoreItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.keys = {f"item_{place}": item for place, item in enumerate(items)}
        for key, item in self.keys.items():
            help_text = _("Từ 0 đến %(most)s điểm") % {"most": number(item.maximum)} if item.maximum is not None else ""
            self.fields[key] = NumberField(
                label=f"{item.code}. {item.name}",
                required=False,
                kind="score",
                lowest=0,
                highest=item.maximum,
                help_text=help_text,
            )
            self.fields[_note(key)] = TextField(
                label=_("Nhận xét mục %(code)s") % {"code": item.code}, required=False, max_length=500
            )
        self.fields["send"] = forms.BooleanField(
            label=_("Đã chấm xong mọi mục, gửi luôn"),
            required=False,
            help_text=_("Gửi rồi thì không sửa được nữa. Chưa chọn: điểm được lưu để chấm tiếp."),
        )

    def values_of(self, pair: PeerPair) -> dict[str, Any]:
        """What is stored, by field."""
        scores = {score.item: score for score in pair.scores.all()}
        values: dict[str, Any] = {"version": pair.version}
        for key, item in self.keys.items():
            score = scores.get(item.code)
            values[key] = Fraction(score.exact) if score is not None else None
            values[_note(key)] = score.note if score is not None else ""
        return values

    def clean(self) -> dict[str, Any]:
        """A note stands beside points."""
        data = super().clean() or {}
        for key in self.keys:
            if data.get(_note(key)) and key in data and data[key] is None:
                self.add_error(key, _("Mục này có nhận xét mà chưa có điểm."))
        return data

    def points(self) -> dict[str, Fraction | None]:
        """Item → points; None where none were given."""
        return {item.code: self.cleaned_data.get(key) for key, item in self.keys.items()}

    def notes(self) -> dict[str, str]:
        """Item → note, where one was written."""
        written = {item.code: self.cleaned_data.get(_note(key)) for key, item in self.keys.items()}
        return {code: note for code, note in written.items() if note}


def _note(key: str) -> str:
    return f"note_{key}"
