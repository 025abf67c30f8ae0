"""Fills a Word template with the facts of a paper.

Templates may come from an agency, so they run in Jinja's sandbox and get plain data alone: text, numbers, lists,
mappings. What is None prints as unknown. A field the paper does not have is an error that names it.
"""

import io
import struct
import zipfile
from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from docx.document import Document
from docx.opc.exceptions import OpcError
from docxtpl.template import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from thidua.common.errors import DomainError
from thidua.documents.papers.marking import mark_illustrative

UNKNOWN = "chưa có số liệu"
BROKEN_PACKAGE = (zipfile.BadZipFile, KeyError, ValueError, OpcError, SyntaxError)
"""What python-docx raises for bytes that are no Word document."""
FIRST_TIME = struct.pack("<HH", 0, 1 << 5 | 1)
"""Midnight of 1 January 1980, as archives write it."""
KEPT = 64
"""Compiled texts kept in one process: a template has one for its body and one for each property of the document."""


class TemplateFaultError(DomainError):
    """A template that cannot be filled; `data["fields"]` names the fields nobody knows."""

    code = "template_fault"


def fill_template(
    template: bytes, facts: Mapping[str, Any], *, unknown: str = UNKNOWN, is_illustrative: bool = False
) -> bytes:
    """The DOCX of `template` with `facts`; what is None prints as `unknown`. Raises `TemplateFaultError`.

    `is_illustrative`: the paper of an invented body, marked as one.
    """
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(facts), _environment(unknown), autoescape=True)
        if is_illustrative:
            mark_illustrative(_filled(document))
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


def _filled(template: DocxTemplate) -> Document:
    """The document. A head or foot that was filled took the place of the template's; python-docx would still find that
    one.
    """
    document: Any = template.docx  # docxtpl does not say what it is
    relations = document.part.rels
    relations.related_parts.update(
        {key: relation.target_part for key, relation in relations.items() if not relation.is_external}
    )
    found: Document = document
    return found


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, which keeps what it compiled: a pack fills one template for every unit."""

    def __init__(self, unknown: str) -> None:
        super().__init__(
            undefined=StrictUndefined, autoescape=True, finalize=lambda value: unknown if value is None else value
        )
        self.compiled = lru_cache(maxsize=KEPT)(super().compile)

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  Jinja's name
        template_class: type[Template] | None = None,
    ) -> Template:
        made = template_class or self.template_class
        return made.from_code(self, self.compiled(source), self.make_globals(globals), None)


@lru_cache(maxsize=4)
def _environment(unknown: str = UNKNOWN) -> _Environment:
    return _Environment(unknown)


def without_dates(content: bytes) -> bytes:
    """The same archive with the times of its files set to the first there is: equal facts make equal files."""
    plain = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files, place = archive.infolist(), archive.start_dir
    for file in files:
        plain[file.header_offset + 10 : file.header_offset + 14] = FIRST_TIME
    for _file in files:  # and once more each in the directory at the end
        plain[place + 12 : place + 16] = FIRST_TIME
        place += 46 + sum(struct.unpack_from("<HHH", plain, place + 28))  # after it its name, extra field and comment
    return bytes(plain)
