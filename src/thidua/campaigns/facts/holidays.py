"""What a day off is called in the reader's language: the State's holidays are known, an agency's own days are not."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

HOLIDAYS = frozenset(
    {
        gettext_noop("Tết Dương lịch"),
        gettext_noop("Giao thừa Tết Nguyên đán"),
        gettext_noop("Tết Nguyên đán"),
        gettext_noop("Nghỉ Tết Nguyên đán"),
        gettext_noop("Mùng hai Tết Nguyên đán"),
        gettext_noop("Mùng ba Tết Nguyên đán"),
        gettext_noop("Mùng bốn Tết Nguyên đán"),
        gettext_noop("Mùng năm Tết Nguyên đán"),
        gettext_noop("Ngày Giỗ Tổ Hùng Vương"),
        gettext_noop("Ngày Chiến thắng"),
        gettext_noop("Ngày Quốc tế Lao động"),
        gettext_noop("Ngày Chiến thắng và Ngày Quốc tế Lao động"),
        gettext_noop("Quốc khánh"),
        gettext_noop("Ngày Văn hóa Việt Nam"),
    }
)
"""As the core's calendar names them."""
OBSERVED = " (nghỉ bù)"
SWAPPED = "Nghỉ hoán đổi, làm bù ngày "


def holiday_words(name: str) -> str:
    """The name of a day off; one that an agency gave stays as it was written."""
    if name.startswith(SWAPPED):
        return _("Nghỉ hoán đổi, làm bù ngày %(day)s") % {"day": name.removeprefix(SWAPPED)}
    holiday = name.removesuffix(OBSERVED)
    if holiday not in HOLIDAYS:
        return name
    return _(holiday) if holiday == name else _("%(holiday)s (nghỉ bù)") % {"holiday": _(holiday)}
