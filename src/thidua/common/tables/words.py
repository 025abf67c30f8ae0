"""What the actions of rows are called on screen, with their tint and sign."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.common.components.badges import Mark
from thidua.common.tables.plans import Action

_LABELS: dict[str, tuple[str, str | Promise, str]] = {
    Action.NEW: ("ok", _("Thêm mới"), "plus"),
    Action.CHANGE: ("info", _("Sửa"), "pencil"),
    Action.SAME: ("plain", _("Không đổi"), "minus"),
    Action.ASK: ("warn", _("Cần hỏi"), "help-circle"),
    Action.WRONG: ("bad", _("Sai"), "circle-x"),
    Action.SKIP: ("plain", _("Bỏ qua"), "circle-minus"),
}


def action_mark(action: str) -> Mark:
    """Tint, words and sign of an action."""
    return Mark(*_LABELS[action])
