"""Who sees files, evidence and photographs, and who may add or take away: always asked of their parents."""

from thidua.documents.policies.evidence import (
    Bond,
    find_bond,
    find_evidence,
    find_evidence_link,
    find_parent,
    may_attach_to,
    may_correct_evidence,
    may_replace_file,
    may_unlink,
    may_use_again,
    reusable_evidence,
)
from thidua.documents.policies.files import find_file
from thidua.documents.policies.photos import (
    find_photo,
    may_change_photo,
    may_describe_photo,
    may_withdraw_photo,
)

__all__ = [
    "Bond",
    "find_bond",
    "find_evidence",
    "find_evidence_link",
    "find_file",
    "find_parent",
    "find_photo",
    "may_attach_to",
    "may_change_photo",
    "may_correct_evidence",
    "may_describe_photo",
    "may_replace_file",
    "may_unlink",
    "may_use_again",
    "may_withdraw_photo",
    "reusable_evidence",
]
