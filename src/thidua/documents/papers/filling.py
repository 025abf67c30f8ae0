"""Fills a Word template with the facts of a paper.

Templates may come from an agency, so they run in Jinja's sandbox and get plain data alone: text, numbers, lists,
mappings. What is None prints as unknown. A field the paper does not have is an error that names it.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from docx.opc.exceptions import OpcError
from docxtpl.template import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from thidua.common.errors import DomainError

UNKNOWN = "chưa có số liệu"
BROKEN_PACKAGE = (zipfile.BadZipFile, KeyError, ValueError, OpcError, SyntaxError)
"""What python-docx raises for bytes that are no Word document."""


class TemplateFaultError(DomainError):
    """A template that cannot be filled; `data["fields"]` names the fields nobody knows."""

    code = "template_fault"


def fill_template(template: bytes, facts: Mapping[str, Any], *, unknown: str = UNKNOWN) -> bytes:
    """The DOCX of `template` with `facts`; what is None prints as `unknown`. Raises `TemplateFaultError`."""
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(facts), _environment(unknown), autoescape=True)
    except TemplateSyntaxError as error:
        raise TemplateFaultError(_("Mẫu có chỗ viết sai: %(why)s.") % {"why": error.message}) from error
    except UndefinedError as error:
        raise TemplateFaultError(_("Mẫu dùng một trường không có: %(why)s.") % {"why": error.message}) from error
    except TemplateError as error:
        raise TemplateFaultError(_("Mẫu dùng một phép không được phép: %(why)s.") % {"why": error}) from error
    except BROKEN_PACKAGE as error:
        raise TemplateFaultError(_("Tệp không phải là một văn bản Word .docx nguyên vẹn.")) from error
    stream = io.BytesIO()
    document.save(stream)
    return without_dates(stream.getvalue())


def unknown_fields(template: bytes, facts: Mapping[str, Any]) -> list[str]:
    """Top-level fields that `template` asks for and the paper does not have."""
    try:
        document = DocxTemplate(io.BytesIO(template))
        asked: set[str] = document.get_undeclared_template_variables(_environment())
    except TemplateSyntaxError as error:
        raise TemplateFaultError(_("Mẫu có chỗ viết sai: %(why)s.") % {"why": error.message}) from error
    except BROKEN_PACKAGE as error:
        raise TemplateFaultError(_("Tệp không phải là một văn bản Word .docx nguyên vẹn.")) from error
    return sorted(asked - set(facts))


def _environment(unknown: str = UNKNOWN) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=lambda value: unknown if value is None else value
    )


def without_dates(content: bytes) -> bytes:
    """The same document with the archive's own times removed: equal facts make equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            plain = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            plain.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(plain, old.read(info))
    return out.getvalue()
