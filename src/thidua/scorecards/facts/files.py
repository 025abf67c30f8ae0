"""A table as a file: what goes out comes back in unchanged."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml
from django.utils.translation import gettext as _

from thidua.common.language import page_language
from thidua.core.scoring.plain import read_plain
from thidua.core.scoring.reading import build_scheme


class _Dumper(yaml.SafeDumper):
    """Every text in double quotes where YAML would read it as something else."""


def write_file(document: Mapping[str, Any]) -> str:
    """The YAML of a document; numbers are quoted, so that they stay as they were written."""
    return yaml.dump(dict(document), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=118)


def digest_of_file(document: Mapping[str, Any]) -> str:
    """SHA-256 of the file as it goes out, byte by byte: a file shown later can be held against it."""
    return hashlib.sha256(write_file(document).encode()).hexdigest()


def read_file(data: bytes) -> tuple[dict[str, Any] | None, list[str]]:
    """The document of a file, and what is wrong with it, each with its line; no document when something is."""
    language = page_language()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [_("Tệp không phải là chữ UTF-8. Lưu lại tệp ở dạng UTF-8 rồi gửi lại.")]
    found, lines, problems = read_plain(text)
    if problems or not isinstance(found, dict):
        return None, [each.place(language) for each in problems] or [_("Tệp không phải là một bảng tiêu chí.")]
    _table, faults = build_scheme(found)
    placed = [replace(each, line=lines.of(each.path)) for each in faults]
    return (None if placed else found), [each.place(language) for each in placed]
