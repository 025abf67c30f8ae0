"""What writers type, as it is kept: without invisible characters, in letters that are what they look like."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.common.forms.fields import TextField
from thidua.core.vietnam.scripts import disguised_word, has_heaped_marks


def refuse_disguised(text: str) -> None:
    """Raises `ValidationError` where a word only looks like one of ours, or marks are heaped on a letter."""
    if word := disguised_word(text):
        raise ValidationError(
            _("Từ “%(word)s” có chữ cái của bảng chữ khác, trông giống chữ Latinh. Gõ lại bằng bàn phím tiếng Việt.")
            % {"word": word[:40]},
            code="disguised",
        )
    if has_heaped_marks(text):
        raise ValidationError(
            _("Có nhiều dấu chồng lên một chữ. Gõ lại bằng bàn phím tiếng Việt."), code="heaped_marks"
        )


class WrittenField(TextField):
    """One line of an article or below a photograph."""

    default_validators = [refuse_disguised]
