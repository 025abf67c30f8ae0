"""Kinds of public things that are found together. A further kind: its words are noted when it is published
(`publishing.models.words`), and a line in `KINDS` says how the numbers that were found become results.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.components.marks import excerpt, marked
from thidua.common.language import page_language
from thidua.publishing.enums import FoundKind
from thidua.publishing.facts.blanks import blank_forms
from thidua.publishing.facts.found import words_of_copy
from thidua.publishing.facts.law import ListedText, listed_texts
from thidua.publishing.models import PublishedAward, plain_texts
from thidua.publishing.queries import articles_published, copies_in, honours_named, published, with_words
from thidua.publishing.queries.awards import awards_saying
from thidua.publishing.queries.finding import LONGEST_SEARCH, Hits, Sought, hits_of


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found: the language of its title, and that of its excerpt where it is another."""

    url: str
    title: SafeString
    excerpt: SafeString
    from_whom: str
    day: date | None = None
    language: str = "vi"
    told_in: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """How things of one kind are found and shown. `key` stands in addresses."""

    key: str
    label: Callable[[], str]
    find: Callable[[Sought, int, int], Hits]
    show: Callable[[Sequence[int], Sought, datetime], list[Result]]


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    kind: Kind
    results: list[Result]
    hits: Hits


def asked_words(request: HttpRequest, name: str) -> str:
    """What an address asks for in `?name=`, as far as anybody looks for it."""
    return " ".join(request.GET.get(name, "").replace("\0", " ").split())[:LONGEST_SEARCH]


def find_everywhere(sought: Sought, now: datetime, most: int) -> list[Group]:
    """The best of each kind; kinds without any are left out."""
    found = [group_of(kind, sought, now, 0, most) for kind in KINDS]
    return [group for group in found if group.results]


def group_of(kind: Kind, sought: Sought, now: datetime, start: int, length: int) -> Group:
    """A page of one kind."""
    hits = kind.find(sought, start, length)
    return Group(kind, kind.show(hits.subjects, sought, now), hits)


def _articles(subjects: Sequence[int], sought: Sought, now: datetime) -> list[Result]:
    found = articles_published(now).in_bulk(list(subjects)) if subjects else {}
    texts = plain_texts(found.values())
    return [
        Result(
            article.get_absolute_url(),
            marked(article.title, frozenset(sought.words), sought.begun),
            excerpt(f"{article.summary} {texts[article.pk]}", frozenset(sought.words), sought.begun),
            article.agency.name,
            article.told_on,
            article.language,
        )
        for article in (found[pk] for pk in subjects if pk in found)
    ]


def _snapshots(subjects: Sequence[int], sought: Sought, now: datetime) -> list[Result]:
    found = with_words(published()).in_bulk(list(subjects)) if subjects else {}
    language = page_language()
    return [
        Result(
            reverse("snapshot", args=[each.slug]),
            marked(each.title, frozenset(sought.words), sought.begun),
            excerpt(
                words_of_copy(each, language).removeprefix(each.title).strip(), frozenset(sought.words), sought.begun
            ),
            each.agency.name,
            each.happened_on,
            told_in=language if each.body.get(language) else "vi",
        )
        for each in (found[pk] for pk in subjects if pk in found)
    ]


def _awards(subjects: Sequence[int], sought: Sought, now: datetime) -> list[Result]:
    words = frozenset(sought.words)
    return [
        Result(
            f"{reverse('honours')}?{urlencode(_where(award, sought))}",
            marked(award.name or award.unit.name, words, sought.begun),
            marked(f"{award.title.name}, {award.year}", words, sought.begun),
            marked(award.unit.name, words, sought.begun),
        )
        for award in honours_named(subjects)
    ]


def _where(award: PublishedAward, sought: Sought) -> dict[str, str | int]:
    """What the honours list is asked so that the award stands there: the words where its name holds them all, else its
    unit, title and year, and of the words those in its name.
    """
    named = " ".join(word for word in sought.words if sought.rank_in(award.name, {word}) is not None)
    if named == " ".join(sought.words):
        return {"ten": named}
    told: dict[str, str | int] = {"ten": named} if named else {}
    return told | {"don-vi": award.unit.name[:LONGEST_SEARCH], "danh-hieu": award.title_id, "nam": award.year}


def _find_texts(sought: Sought, start: int, length: int) -> Hits:
    """Texts are numbered by their place in the register of the day; of the same day the numbers are the same."""
    found = ranked_texts(listed_texts(clock.today()), sought)
    return Hits(found[start : start + length], len(found))


def ranked_texts(rows: Sequence[ListedText], sought: Sought) -> list[int]:
    """The same of texts of the register: one that bears the words in its kind and number before one whose title only
    mentions them.
    """
    found = ranked([each.words for each in rows], sought)
    return sorted(found, key=lambda number: sought.rank_in(rows[number].name) is None)


def ranked(texts: Sequence[str], sought: Sought) -> list[int]:
    """The places of those that answer, the best first, of equals in their order."""
    found = [(rank, number) for number, text in enumerate(texts) if (rank := sought.rank_in(text)) is not None]
    return [number for _rank, number in sorted(found)]


def _texts(subjects: Sequence[int], sought: Sought, now: datetime) -> list[Result]:
    rows = listed_texts(timezone.localdate(now)) if subjects else []
    words = frozenset(sought.words)
    return [
        Result(
            f"{reverse('public_documents')}#{row.anchor}",
            marked(row.name, words, sought.begun),
            marked(row.text.title, words, sought.begun),
            row.standing,
            row.text.since,
        )
        for row in (rows[number] for number in subjects)
    ]


def _find_forms(sought: Sought, start: int, length: int) -> Hits:
    """Blank forms are numbered by their place."""
    found = ranked([each.words for each in blank_forms()], sought)
    return Hits(found[start : start + length], len(found))


def _forms(subjects: Sequence[int], sought: Sought, now: datetime) -> list[Result]:
    rows = blank_forms()
    return [
        Result(
            reverse("blank_form", args=[rows[number].slug]),
            marked(rows[number].title, frozenset(sought.words), sought.begun),
            format_html("{}", _("Mẫu trống, tệp Word. Mẫu của hệ thống này, không phải mẫu của nghị định.")),
            "",
        )
        for number in subjects
    ]


KINDS = [
    Kind("bai-viet", lambda: _("Bài viết"), lambda *asked: hits_of(FoundKind.ARTICLE, *asked), _articles),
    Kind("khen-thuong", lambda: _("Khen thưởng"), awards_saying, _awards),
    Kind(
        "cong-bo",
        lambda: _("Điều đã công bố"),
        lambda *asked: hits_of(copies_in(page_language()), *asked),
        _snapshots,
    ),
    Kind("van-ban", lambda: _("Văn bản"), _find_texts, _texts),
    Kind("bieu-mau", lambda: _("Biểu mẫu"), _find_forms, _forms),
]
"""In the order in which they are shown."""
