"""What a record gives to a draft: plain words and photographs, gathered by the app that keeps the record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thidua.documents.enums import FileState, PhotoConsent
from thidua.documents.models import Photo as AlbumPhoto
from thidua.documents.models import StoredFile
from thidua.organisations.models import Agency, Bloc
from thidua.publishing.enums import Consent, SourceKind
from thidua.publishing.facts.contacts import names_a_contact
from thidua.publishing.models import Photo

GIVEN_BY_ALBUM = {
    PhotoConsent.NOBODY_SHOWN: (Consent.NOBODY,),
    PhotoConsent.PUBLIC_EVENT: (Consent.EVENT,),
    PhotoConsent.WRITTEN: (Consent.EVENT, Consent.AGREED),
}
"""Grounds that may rest on what an album says."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `points` stand below it as a list."""

    text: str
    points: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody, as the record holds them, and who said them."""

    words: str
    who: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """Numbers that were published already: (amount, of what)."""

    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Remark:
    """What the writer has to fill in or to say in the article's own words; never read by the public."""

    text: str


@dataclass(frozen=True, slots=True)
class Ground:
    """On what ground people may be seen in a photograph: as in `Photo` of the articles."""

    consent: Consent
    paper: str = ""
    children: str = ""
    children_paper: str = ""


@dataclass(frozen=True, slots=True)
class Shot:
    """A photograph of the record's album. Its consent is UNKNOWN where the record does not tell: a person chooses."""

    file: StoredFile
    description: str
    caption: str
    taken_by: str
    ground: Ground


Part = Heading | Paragraph | Quote | Amounts | Remark | Shot


@dataclass(frozen=True, slots=True)
class DraftWords:
    """All that a record tells, in the order in which it is to be told. `told_on`: the day of the record, or the day of
    writing where nobody knows it (then a remark asks).
    """

    kind: SourceKind
    source: int
    agency: Agency
    bloc: Bloc | None
    title: str
    summary: str
    told_on: date
    place: str
    parts: Sequence[Part]


def without_contacts(parts: Sequence[Part]) -> list[Part]:
    """The same; what names a contact is not told, and the writer is asked to say it anew."""
    asked = "Chỗ này của hồ sơ có số điện thoại hoặc thư điện tử nên không chép sang. Mở hồ sơ, viết lại bỏ số ấy."
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Shot):
            found.append(replace(part, caption="" if names_a_contact(part.caption) else part.caption))
        else:
            found.append(Remark(asked) if names_a_contact(_words_of(part)) else part)
    return found


def without_summary(parts: Sequence[Part], summary: str) -> list[Part]:
    """The same; a first paragraph that begins with the summary goes on from there: readers have just read it.

    >>> without_summary([Paragraph("Khối ra quân. Dự có hai thầy."), Heading("Kết quả")], "Khối ra quân.")
    [Paragraph(text='Dự có hai thầy.', points=()), Heading(text='Kết quả')]
    """
    at = next((place for place, part in enumerate(parts) if isinstance(part, Paragraph)), None)
    if at is None or not summary:
        return list(parts)
    first = parts[at]
    if not isinstance(first, Paragraph) or not first.text.startswith(summary):
        return list(parts)
    rest = first.text.removeprefix(summary).strip()
    going_on = [replace(first, text=rest)] if rest or first.points else []
    return [*parts[:at], *going_on, *parts[at + 1 :]]


def shots_of(album: Sequence[AlbumPhoto], known: dict[int, Ground] | None = None) -> list[Shot]:
    """The photographs of an album that are still shown, in its order. `known`: on what ground some of them may be
    published, by their numbers. Of the others an album says enough only where nobody is seen: neither a notice at an
    event nor a paper tells who can be made out, and whether children are among them (Law 91/2025/QH15).
    """
    nobody, unknown = Ground(Consent.NOBODY), Ground(Consent.UNKNOWN)
    return [
        Shot(
            photo.file,
            photo.alt_text,
            photo.caption,
            photo.credit,
            (known or {}).get(photo.pk) or (nobody if photo.consent == PhotoConsent.NOBODY_SHOWN else unknown),
        )
        for photo in album
        if photo.is_shown and photo.file.state == FileState.CLEAN
    ]


def is_ground_lost(photo: Photo, said: str, says: Collection[str]) -> bool:
    """Whether the ground of a copy rested on what an album said, and does not on what is said now. In an album that
    never gave it a person chose it for the article: it stands.
    """
    given = GIVEN_BY_ALBUM.get(PhotoConsent(said), ())
    still = {PhotoConsent.NOBODY_SHOWN, *(each for each, grounds in GIVEN_BY_ALBUM.items() if photo.consent in grounds)}
    return photo.consent in given and not still & set(says)


def spread(shots: Sequence[Shot], parts: Sequence[Part]) -> list[Part]:
    """Text and photographs: these evenly among the paragraphs, all in their order.

    >>> spread(["a", "b"], [1, 2, 3, 4])
    [1, 2, 'a', 3, 'b', 4]
    """
    found: list[Part] = []
    placed = 0
    for number, part in enumerate(parts, start=1):
        found.append(part)
        while placed < len(shots) and number * (len(shots) + 1) >= (placed + 1) * len(parts):
            found.append(shots[placed])
            placed += 1
    return [*found, *shots[placed:]]


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["Văn phòng Bộ", "Thanh tra Bộ", "Vụ Kế hoạch"])
    'Văn phòng Bộ, Thanh tra Bộ và Vụ Kế hoạch'
    """
    return " và ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


def _words_of(part: Part) -> str:
    match part:
        case Paragraph(text, points):
            return " ".join([text, *points])
        case Quote(words, who):
            return f"{words} {who}"
        case Amounts(lines):
            return " ".join(f"{amount} {of}" for amount, of in lines if names_a_contact(of))
        case Heading(text) | Remark(text):
            return text
        case _:
            return ""
