"""A sentence of a report and the records it was written from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """A record that a sentence rests on: what it is, its title, its page."""

    kind: str
    title: str
    url: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; its number runs through the whole report."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under its heading."""

    title: str
    sentences: tuple[Sentence, ...]


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def numbered(*sections: Section) -> list[Section]:
    """The sections that say something, numbered in their order: none is skipped in print."""
    kept = [each for each in sections if each.sentences]
    return [Section(f"{number}. {each.title}", each.sentences) for number, each in zip(ROMAN, kept, strict=False)]


def sentence(text: str, sources: Iterable[Source]) -> Sentence:
    """A sentence from records; one without any is refused, because a report says nothing that no record says."""
    kept = tuple(dict.fromkeys(sources))
    if not kept:
        raise ValueError(f"No record behind “{text}”.")
    return Sentence(text, kept)


def report_facts(sections: Iterable[Section]) -> dict[str, Any]:
    """The report as its paper reads it: sections, and the annex of sources numbered through."""
    written = [section for section in sections if section.sentences]
    numbered = [each for section in written for each in section.sentences]
    return {
        "sections": [
            {"title": section.title, "sentences": [{"text": each.text} for each in section.sentences]}
            for section in written
        ],
        "sources": [
            {"number": number, "sentence": each.text, "records": "; ".join(str(source) for source in each.sources)}
            for number, each in enumerate(numbered, start=1)
        ],
    }
