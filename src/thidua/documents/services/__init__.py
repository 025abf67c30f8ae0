"""What can be done with files, evidence and photographs."""

from thidua.documents.services.evidence import (
    add_evidence,
    correct_evidence,
    link_evidence,
    share_evidence,
    unlink_evidence,
)
from thidua.documents.services.photos import add_photo, describe_photo, move_photo, remove_photo, show_elsewhere
from thidua.documents.services.replacing import replace_file
from thidua.documents.services.withdrawing import withdraw_photos

__all__ = [
    "add_evidence",
    "add_photo",
    "correct_evidence",
    "describe_photo",
    "link_evidence",
    "move_photo",
    "remove_photo",
    "replace_file",
    "share_evidence",
    "show_elsewhere",
    "unlink_evidence",
    "withdraw_photos",
]
