"""Forms of years and steps."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.enums import StepKind, StepState
from thidua.campaigns.facts.deadlines import Due
from thidua.campaigns.forms.reading import VersionedForm
from thidua.campaigns.models import Step, Theme
from thidua.common.forms.fields import CountField, DateField, TextField
from thidua.common.references import Card, Reference
from thidua.organisations.models import Bloc

NOTHING = ""


class PrepareForm(forms.Form):
    """Which bloc, which year."""

    bloc = forms.ModelChoiceField(
        label=_("Khối, cụm thi đua"),
        queryset=Bloc.objects.none(),
        empty_label=_("Chọn một khối"),
        error_messages={
            "required": _("Anh/chị chưa chọn khối."),
            "invalid_choice": _("Chọn một khối trong danh sách."),
        },
    )
    year = CountField(
        label=_("Năm"), help_text=_("Ví dụ 2024"), error_messages={"required": _("Anh/chị chưa nhập năm.")}
    )

    def __init__(self, *args: Any, blocs: QuerySet[Bloc], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["bloc"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = blocs
        self.fields["year"].widget.attrs["class"] = "tds-short"


class SatisfyForm(VersionedForm):
    """What satisfied a step: a linked thing, a paper, a note; on which day."""

    reference = forms.ChoiceField(
        label=_("Việc đã thực hiện bước này"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Một bước không nhất thiết là một cuộc họp: có thể lồng ghép vào một hoạt động."),
    )
    paper = TextField(
        label=_("Văn bản"), required=False, max_length=250, help_text=_("Ví dụ Kế hoạch số 12/KH-KTĐ ngày 22/01/2024")
    )
    done_on = DateField(
        label=_("Ngày thực hiện"),
        required=False,
        help_text=_("Ví dụ 05/11/2024. Để trống thì lấy ngày của việc đã chọn; chưa rõ thì ghi là chưa biết."),
    )
    note = TextField(
        label=_("Ghi ngắn trên thanh bước"), required=False, max_length=60, help_text=_("Ví dụ Ban hành, Lồng ghép")
    )
    start_next = forms.BooleanField(label=_("Bắt đầu luôn bước tiếp theo"), required=False)
    even_so = TextField(label=_("Vì sao ghi xong khi còn thiếu"), required=False, max_length=250)

    def __init__(self, *args: Any, cards: Iterable[Card], missing: str, has_next: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [
            (f"{card.reference.kind}:{card.reference.id}", f"{card.title} ({card.kind_label}, {card.when})")
            for card in cards
        ]
        field = self.fields["reference"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(NOTHING, gettext("Không gắn với việc nào, chỉ ghi văn bản hoặc ghi chú")), *choices]
        if not choices:
            del self.fields["reference"]
        if missing:
            self.fields["even_so"].help_text = missing
        else:
            del self.fields["even_so"]
        if not has_next:
            del self.fields["start_next"]

    def clean_reference(self) -> Reference | None:
        """A pointer, or None."""
        kind, _colon, id_ = str(self.cleaned_data["reference"]).partition(":")
        return Reference(kind, int(id_)) if id_ else None


class DeadlineForm(VersionedForm):
    """When a step is due."""

    day = DateField(
        label=_("Hạn"),
        required=False,
        help_text=_("Ví dụ 05/11/2024. Rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo."),
    )
    reason = TextField(label=_("Lý do đổi hạn"), required=False, max_length=250)


class PlanForm(VersionedForm):
    """All steps of a year at once: which it has and when each is due.

    Steps the year has are ticked; those it may have stand below them, unticked, with the day the pattern would give.
    """

    def __init__(self, *args: Any, steps: Iterable[Step], offered: Mapping[StepKind, Due], **options: Any) -> None:
        super().__init__(*args, **options)
        self.steps = {StepKind(step.kind): step for step in steps}
        self.kinds = [*self.steps, *(kind for kind in StepKind if kind not in self.steps)]
        for place, kind in enumerate(self.kinds, start=1):
            step = self.steps.get(kind)
            finished = step is not None and step.state in (StepState.DONE, StepState.SKIPPED)
            fixed = step is not None and step.state != StepState.LATER
            due = step.deadline if step else (offered[kind].falls_on if kind in offered else None)
            self.fields[f"has_{kind}"] = forms.BooleanField(
                label=kind.label, required=False, initial=step is not None, disabled=fixed
            )
            self.fields[f"place_{kind}"] = CountField(
                label=gettext("Thứ tự bước %(step)s") % {"step": kind.label}, required=False, initial=place
            )
            self.fields[f"due_{kind}"] = DateField(
                label=gettext("Hạn bước %(step)s") % {"step": kind.label},
                required=False,
                initial=due,
                disabled=finished,
                help_text="",
            )
            for name in ("place", "due"):
                self.fields[f"{name}_{kind}"].widget.attrs["class"] = "tds-input tds-short"

    def rows(self) -> list[dict[str, Any]]:
        """What the table of the page shows, a row a step."""
        return [
            {
                "kind": kind,
                "label": kind.label,
                "step": self.steps.get(kind),
                "has": self[f"has_{kind}"],
                "place": self[f"place_{kind}"],
                "due": self[f"due_{kind}"],
            }
            for kind in self.kinds
        ]

    def plan(self) -> list[tuple[StepKind, date | None]]:
        """The steps chosen, in order."""
        data = self.cleaned_data
        chosen = [kind for kind in self.kinds if data[f"has_{kind}"]]
        chosen.sort(key=lambda kind: data[f"place_{kind}"] if data[f"place_{kind}"] is not None else len(self.kinds))
        return [(kind, data[f"due_{kind}"]) for kind in chosen]


class ChooseThemeForm(forms.Form):
    """The theme of a year; `seen` is the one that stood when the form was shown."""

    seen = TextField(label="", required=False, widget=forms.HiddenInput)
    theme = forms.ModelChoiceField(
        label=_("Chủ đề"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label=_("Chưa có chủ đề"),
        help_text=_("Một chủ đề có thể dùng cho nhiều năm."),
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["theme"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = themes
