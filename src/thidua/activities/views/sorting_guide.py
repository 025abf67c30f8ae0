"""The sorting guide: one page in each language, the same for everybody. Phones take both along."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.activities.facts.shell import COLOUR, ICONS
from thidua.activities.facts.sorting import Grade, SortingCard, Words, province_guide, shipped_guide

OTHER = {"vi": ("en", "English", "sorting_guide_in_english"), "en": ("vi", "Tiếng Việt", "sorting_guide")}
"""Language → the other one, its own name for itself, and its page."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card in the words of one language; what no source says is empty."""

    code: str
    icon: str
    name: str
    examples: str
    of_law: str
    tint: str
    taught: str
    grade: str
    basis: str
    do: str
    do_basis: str
    province_class: str
    province_do: str


def show_guide(request: HttpRequest) -> HttpResponse:
    """In Vietnamese."""
    return _show(request, "vi")


def show_english_guide(request: HttpRequest) -> HttpResponse:
    """In English."""
    return _show(request, "en")


def _show(request: HttpRequest, language: str) -> HttpResponse:
    guide, province = shipped_guide(), province_guide()
    other, tongue, page = OTHER[language]
    with override(language):
        context = {
            "language": language,
            "other": {"code": other, "name": tongue, "page": page},
            "icons": ICONS,
            "theme_colour": COLOUR,
            "lines": [_line(card, language) for card in guide.cards],
            "notes": [_in(note, language) for note in guide.notes],
            "reviewed_on": guide.reviewed_on,
            "province": province
            and {
                "name": _in(province.province, language),
                "basis": _in(province.basis, language),
                "reviewed_on": province.reviewed_on,
            },
        }
        return render(request, "activities/field/guide.html", context)


def _line(card: SortingCard, language: str) -> CardLine:
    province = province_guide()
    rule = province.rules.get(card.code) if province is not None else None
    return CardLine(
        code=card.code,
        icon=card.icon,
        name=_in(card.name, language),
        examples=_in(card.examples, language),
        of_law=_law_classes().get(card.of_law, ""),
        tint=card.of_law.lower() or ("bad" if card.grade == Grade.SAFETY else "none"),
        taught=_taught_classes().get(card.taught, ""),
        grade=_grades()[card.grade],
        basis=_in(card.basis, language),
        do=_in(card.do, language),
        do_basis=_in(card.do_basis, language),
        province_class=_in(rule.class_name, language) if rule else "",
        province_do=_in(rule.do, language) if rule else "",
    )


def _in(words: Words, language: str) -> str:
    return words.get(language, "")


def _law_classes() -> dict[str, str]:
    return {
        "TC": _("Tái sử dụng, tái chế"),
        "TP": _("Chất thải thực phẩm"),
        "KH": _("Chất thải sinh hoạt khác"),
    }


def _taught_classes() -> dict[str, str]:
    return {"HC": _("hữu cơ"), "VC": _("vô cơ"), "TC": _("tái chế")}


def _grades() -> dict[Grade, str]:
    return {
        Grade.LAW: _("chữ của luật"),
        Grade.GUIDE: _("văn bản hướng dẫn có nêu"),
        Grade.MEANING: _("xếp theo nghĩa của tên nhóm; nguồn không nêu món này, chưa có người am hiểu luật xem lại"),
        Grade.LOCAL: _("chưa có căn cứ chung để xếp; theo quy định của tỉnh"),
        Grade.SAFETY: _("không phải việc phân loại"),
    }
