"""Files: a chip for a paper, a row for one being sent."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

TYPES: dict[str, tuple[str, str]] = {
    "pdf": ("file-type-pdf", "PDF"),
    "docx": ("file-type-docx", "Word"),
    "doc": ("file-type-docx", "Word"),
    "xlsx": ("file-spreadsheet", "Excel"),
    "xls": ("file-spreadsheet", "Excel"),
    "jpg": ("photo", "JPEG"),
    "jpeg": ("photo", "JPEG"),
    "png": ("photo", "PNG"),
    "heic": ("photo", "HEIC"),
    "link": ("link", ""),
}

STATES: dict[str, str | Promise] = {
    "attached": "",
    "scanning": gettext_lazy("Đang kiểm tra tệp"),
    "rejected": gettext_lazy("Không nhận tệp này"),
    "replaced": gettext_lazy("Đã có bản mới hơn"),
    "restricted": gettext_lazy("Chỉ Hội đồng xem"),
}


def file_chip_context(
    name: str,
    *,
    kind: str = "",
    size: int | None = None,
    url: str = "",
    state: str = "attached",
    note: str = "",
) -> dict[str, Any]:
    """A paper by its name (not the file's name): type, size, state. `kind` is pdf, docx, xlsx, jpg, link…"""
    if state not in STATES:
        raise ValueError(f"{state!r} is not a state of a file: {', '.join(STATES)}.")
    sign, type_name = TYPES.get(kind.lower(), ("file", kind.upper()))
    return {
        "name": name,
        "icon": "lock" if state == "restricted" else "file-alert" if state == "rejected" else sign,
        "type_name": type_name,
        "size": size,
        "url": url if state not in {"rejected", "scanning"} else "",
        "state": state,
        "state_words": note or STATES[state],
    }


def upload_row_context(
    name: str, *, size: int | None = None, percent: int | None = None, error: str = "", remove_url: str = ""
) -> dict[str, Any]:
    """One file on its way: name, size, progress; or why it was not taken and what helps."""
    return {"name": name, "size": size, "percent": percent, "error": error, "remove_url": remove_url}
