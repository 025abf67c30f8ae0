"""Papers and counts: what a voter marks, what tellers and hands count, the codes one types."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import CountField, TextField
from thidua.core.voting.motions import Motion, MotionKind
from thidua.core.voting.papers import Mark
from thidua.core.voting.tally import OptionCount, Tally
from thidua.meetings.services.casting import Paper

NOBODY = "none"
"""“Không chọn đơn vị nào”: a blank paper is chosen, not left."""


class PaperForm(forms.Form):
    """A voter's paper, as the question asks. Nothing is chosen beforehand."""

    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, question: Motion, names: Mapping[str, str], recused: Sequence[str] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.question, self.names = question, names
        match question.kind:
            case MotionKind.APPROVE:
                marks = [
                    (Mark.AGREE, _("Đồng ý")),
                    (Mark.DISAGREE, _("Không đồng ý")),
                    (Mark.ABSTAIN, _("Không có ý kiến")),
                ]
                for code in question.options:
                    if code not in recused:
                        self.fields[f"mark-{code}"] = forms.ChoiceField(
                            label=names[code],
                            choices=[(mark.value, label) for mark, label in marks],
                            widget=forms.RadioSelect(attrs={"class": "tds-choices--ballot tds-choices--marks"}),
                            error_messages={"required": _("Chọn một trong ba ô.")},
                        )
            case MotionKind.CHOOSE if question.most == 1:
                self.fields["one"] = forms.ChoiceField(
                    label=_("Chọn một, hoặc không chọn"),
                    choices=[*self._options(), (NOBODY, _("Không chọn ai (phiếu trắng)"))],
                    widget=forms.RadioSelect(attrs={"class": "tds-choices--ballot"}),
                    error_messages={"required": _("Anh/chị chưa chọn. Muốn bỏ phiếu trắng thì chọn dòng cuối.")},
                )
            case MotionKind.CHOOSE:
                self.fields["several"] = forms.MultipleChoiceField(
                    label=gettext("Chọn nhiều nhất %(most)s, hoặc không chọn") % {"most": question.most},
                    choices=[*self._options(), (NOBODY, _("Không chọn ai (phiếu trắng)"))],
                    widget=forms.CheckboxSelectMultiple(attrs={"class": "tds-choices--ballot"}),
                    error_messages={"required": _("Anh/chị chưa chọn. Muốn bỏ phiếu trắng thì chọn dòng cuối.")},
                )
            case MotionKind.RANK:
                places = [(str(place), str(place)) for place in range(1, len(question.options) + 1)]
                for code in question.options:
                    self.fields[f"place-{code}"] = forms.ChoiceField(
                        label=names[code], required=False, choices=[("", _("Chưa xếp")), *places]
                    )
                self.fields["blank"] = forms.BooleanField(label=_("Bỏ phiếu trắng, không xếp ai"), required=False)

    def _options(self) -> list[tuple[str, str]]:
        return [(code, self.names[code]) for code in self.question.options]

    def clean(self) -> dict[str, Any]:
        """Blank and chosen at once, or one place twice, is asked about; the rest is the service's to refuse."""
        given = super().clean() or self.cleaned_data
        several = given.get("several") or []
        if NOBODY in several and len(several) > 1:
            self.add_error("several", gettext("Đã chọn tên mà lại chọn phiếu trắng. Bỏ một trong hai."))
        elif self.question.kind is MotionKind.CHOOSE and len(several) > self.question.most:
            self.add_error(
                "several",
                gettext("Đã chọn %(count)s, nhiều nhất được chọn %(most)s. Bỏ bớt.")
                % {"count": len(several), "most": self.question.most},
            )
        if self.question.kind is MotionKind.RANK:
            self._clean_places(given)
        return given

    def _clean_places(self, given: Mapping[str, Any]) -> None:
        places = {code: given.get(f"place-{code}") for code in self.question.options}
        filled = [place for place in places.values() if place]
        if given.get("blank") and filled:
            self.add_error("blank", gettext("Đã xếp hạng mà lại chọn phiếu trắng. Bỏ một trong hai."))
        elif not given.get("blank"):
            for code, place in places.items():
                if not place:
                    self.add_error(f"place-{code}", gettext("Chưa xếp. Xếp tất cả, hoặc chọn phiếu trắng."))
                elif filled.count(place) > 1:
                    self.add_error(f"place-{code}", gettext("Hạng %(place)s đã cho tên khác.") % {"place": place})

    @property
    def paper(self) -> Paper:
        """What the service takes."""
        given = self.cleaned_data
        match self.question.kind:
            case MotionKind.APPROVE:
                marks = {code: given.get(f"mark-{code}") for code in self.question.options}
                return Paper(marks={code: Mark(mark) for code, mark in marks.items() if mark})
            case MotionKind.CHOOSE:
                chosen = given.get("several") or [given.get("one")]
                return Paper(chosen=[code for code in chosen if code != NOBODY])
            case MotionKind.RANK:
                placed = {code: given.get(f"place-{code}") for code in self.question.options}
                return Paper(chosen=sorted((c for c in placed if placed[c]), key=lambda code: int(placed[code] or 0)))

    @property
    def told(self) -> list[tuple[str, str]]:
        """What is marked, for reading over before it is dropped."""
        paper = self.paper
        words = {
            Mark.AGREE: gettext("Đồng ý"),
            Mark.DISAGREE: gettext("Không đồng ý"),
            Mark.ABSTAIN: gettext("Không có ý kiến"),
        }
        if self.question.kind is MotionKind.APPROVE:
            return [(self.names[code], words[Mark(mark)]) for code, mark in paper.marks.items()]
        if not paper.chosen:
            return [("", gettext("Phiếu trắng, không chọn ai"))]
        if self.question.kind is MotionKind.RANK:
            return [(str(place), self.names[code]) for place, code in enumerate(paper.chosen, start=1)]
        return [("", self.names[code]) for code in paper.chosen]

    @property
    def posted(self) -> list[tuple[str, str]]:
        """The marks as they were sent, for the page that reads them over; not the ticket."""
        data: Any = self.data
        names = [name for name in self.fields if name != "ticket"]
        return [(name, text) for name in names for text in data.getlist(self.add_prefix(name))]

    @property
    def told_at_most(self) -> list[tuple[str, str]]:
        """More than `told` can ever say: each name with its longest mark, and that nobody is chosen."""
        longest = max((gettext("Đồng ý"), gettext("Không đồng ý"), gettext("Không có ý kiến")), key=_size)
        last = str(len(self.question.options))
        blank = ("", gettext("Phiếu trắng, không chọn ai"))
        match self.question.kind:
            case MotionKind.APPROVE:
                return [(self.names[code], longest) for code in self.question.options]
            case MotionKind.CHOOSE:
                return [*(("", self.names[code]) for code in self.question.options), blank]
            case MotionKind.RANK:
                return [*((last, self.names[code]) for code in self.question.options), blank]

    @property
    def posted_at_most(self) -> list[tuple[str, str]]:
        """More than `posted` can ever hold: each field with each of its values."""
        fields = {name: field for name, field in self.fields.items() if name != "ticket"}
        return [
            (name, str(value))
            for name, field in fields.items()
            for value, _label in getattr(field, "choices", (("on", ""),))
        ]


def _size(text: str) -> int:
    return len(text.encode())


class CountForm(forms.Form):
    """Figures of a round that people counted: by hands, or from papers (`with_papers`: issued, invalid).

    `with_letters`: somebody is absent and may have sent his paper in.
    """

    def __init__(
        self,
        *args: Any,
        question: Motion,
        names: Mapping[str, str],
        with_papers: bool,
        with_letters: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.question, self.names, self.with_papers = question, names, with_papers
        if with_papers:
            self.fields["issued"] = CountField(label=_("Số phiếu phát ra"), highest=100_000)
            if with_letters:
                self.fields["letters"] = CountField(label=_("Phiếu gửi của người vắng"), highest=100_000)
            self.fields["papers"] = CountField(label=_("Số phiếu thu về"), highest=100_000)
            self.fields["invalid"] = CountField(label=_("Phiếu không hợp lệ"), highest=100_000)
        else:
            self.fields["papers"] = CountField(label=_("Số người biểu quyết"), highest=100_000)
        if question.kind is not MotionKind.APPROVE:
            label = _("Phiếu trắng") if with_papers else _("Không chọn ai")
            self.fields["blank"] = CountField(label=label, highest=100_000)
        for code in question.options:
            for key, label in self._columns():
                self.fields[f"{key}-{code}"] = CountField(label=label, highest=100_000)

    def _columns(self) -> list[tuple[str, Any]]:
        match self.question.kind:
            case MotionKind.APPROVE:
                return [("agree", _("Đồng ý")), ("disagree", _("Không đồng ý")), ("abstain", _("Không có ý kiến"))]
            case MotionKind.CHOOSE:
                return [("agree", _("Số phiếu"))]
            case MotionKind.RANK:
                places = range(1, len(self.question.options) + 1)
                return [(f"place{place}", gettext("Hạng %(place)s") % {"place": place}) for place in places]

    @property
    def general(self) -> list[forms.BoundField]:
        """The figures of the whole round."""
        return [self[name] for name in ("issued", "letters", "papers", "blank", "invalid") if name in self.fields]

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each name with its figures."""
        return [
            (self.names[code], [self[f"{key}-{code}"] for key, _label in self._columns()])
            for code in self.question.options
        ]

    @property
    def letters(self) -> int:
        """How many papers absent members sent in; none where nobody is absent."""
        return self.cleaned_data.get("letters") or 0

    @property
    def tally(self) -> Tally:
        """The count that the service takes."""
        given = self.cleaned_data
        counts = tuple(self._count(code) for code in self.question.options)
        blank = given.get("blank") or 0
        return Tally(given["papers"], counts, blank, given.get("invalid") or 0)

    def _count(self, code: str) -> OptionCount:
        given = self.cleaned_data
        if self.question.kind is MotionKind.RANK:
            places = tuple(given[f"place{place}-{code}"] for place in range(1, len(self.question.options) + 1))
            return OptionCount(code, places[0], places=places)
        return OptionCount(
            code, given[f"agree-{code}"], given.get(f"disagree-{code}") or 0, given.get(f"abstain-{code}") or 0
        )


class CodeForm(forms.Form):
    """A code one typed: at the door, or to see whether a paper was counted."""

    code = TextField(
        label=_("Mã"),
        max_length=40,
        help_text=_("12 ký tự, ví dụ K7M3-QX9P-2VDH. Chữ hoa hay thường, có gạch hay không đều được."),
        error_messages={"required": _("Anh/chị chưa nhập mã.")},
    )
