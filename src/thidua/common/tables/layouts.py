"""What a table looks like: its columns, how they may be called, and what makes two rows the same."""

import re
from dataclasses import dataclass, field
from typing import Any

from thidua.common.tables.parsers import Parser, Text
from thidua.core.vietnam.names import fold

_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def normal_heading(text: str) -> str:
    """A heading as it is compared: no accents, case, signs or line ends.

    >>> normal_heading("Họ và tên\\n(viết hoa) *")
    'ho va ten viet hoa'
    """
    return _NOT_WORDS.sub(" ", fold(text)).strip()


def heading_forms(text: str) -> tuple[str, ...]:
    """The heading as it is compared, whole and without what stands in brackets."""
    whole = normal_heading(text)
    without = normal_heading(_BRACKETS.sub(" ", text))
    return (whole,) if whole == without or not without else (whole, without)


@dataclass(frozen=True)
class Column:
    """One column. `header` is what we write, `spellings` are other headings we accept."""

    key: str
    header: str
    parser: Parser = field(default_factory=Text)
    spellings: tuple[str, ...] = ()
    required: bool = False
    width: int = 20
    example: Any = None
    hint: str = ""

    @property
    def shown_example(self) -> str:
        """The example as a person would write it."""
        return "" if self.example is None else self.parser.show(self.example)

    def forms(self) -> frozenset[str]:
        """Every heading by which the column is known, as compared."""
        return frozenset(normal_heading(text) for text in (self.header, *self.spellings))


@dataclass(frozen=True)
class Layout:
    """A table that goes out and comes back. `name` begins file names, `title` stands above the table.

    `unique` lists sets of columns that no two rows may share; a row that lacks one of them is not compared.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...] = ()

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)

    @property
    def required(self) -> tuple[Column, ...]:
        """Columns without which there is no row."""
        return tuple(column for column in self.columns if column.required)

    def by_heading(self) -> dict[str, Column]:
        """Every accepted heading, as compared, with its column."""
        return {form: column for column in self.columns for form in column.forms()}
