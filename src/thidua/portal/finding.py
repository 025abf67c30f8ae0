"""Kinds of public things that are found together. A further kind: its words are noted when it is published
(`publishing.models.words`), and a line in `KINDS` says how the numbers that were found become results.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.components.marks import excerpt, marked
from thidua.publishing.enums import FoundKind
from thidua.publishing.facts.law import listed_texts
from thidua.publishing.models import plain_text
from thidua.publishing.queries import articles_published, honours_named, published
from thidua.publishing.queries.finding import Hits, HonoursSought, Sought, hits_of, honours_hit
from thidua.publishing.services import text_of


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found."""

    url: str
    title: SafeString
    excerpt: SafeString
    from_whom: str
    day: date | None = None
    language: str = "vi"


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
    return [
        Result(
            article.get_absolute_url(),
            marked(article.title, frozenset(sought.words), sought.begun),
            excerpt(f"{article.summary} {plain_text(article)}", frozenset(sought.words), sought.begun),
            article.agency.name,
            article.told_on,
            article.language,
        )
        for article in (found[pk] for pk in subjects if pk in found)
    ]


def _snapshots(subjects: Sequence[int], sought: Sought, now: datetime) -> list[Result]:
    found = published().in_bulk(list(subjects)) if subjects else {}
    return [
        Result(
            reverse("snapshot", args=[each.slug]),
            marked(each.title, frozenset(sought.words), sought.begun),
            excerpt(text_of(each).removeprefix(each.title).strip(), frozenset(sought.words), sought.begun),
            each.agency.name,
            each.happened_on,
        )
        for each in (found[pk] for pk in subjects if pk in found)
    ]


def _awards(subjects: Sequence[int], sought: Sought, now: datetime) -> list[Result]:
    return [
        Result(
            f"{reverse('honours')}?ten={'+'.join(sought.words)}",
            marked(award.name or award.unit.name, frozenset(sought.words), sought.begun),
            marked(f"{award.title.name}, {award.year}", frozenset(sought.words), sought.begun),
            award.unit.name,
        )
        for award in honours_named(subjects)
    ]


def _find_awards(sought: Sought, start: int, length: int) -> Hits:
    return honours_hit(HonoursSought(sought), start, length) if sought.words else Hits([], 0)


def _find_texts(sought: Sought, start: int, length: int) -> Hits:
    """Texts are numbered by their place in the register of the day; of the same day the numbers are the same."""
    rows = listed_texts(clock.today()) if sought.words else []
    found = [number for number, row in enumerate(rows) if row.says(sought.words, sought.begun)]
    return Hits(found[start : start + length], len(found))


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


KINDS = [
    Kind("bai-viet", lambda: _("Bài viết"), lambda *asked: hits_of(FoundKind.ARTICLE, *asked), _articles),
    Kind("khen-thuong", lambda: _("Khen thưởng"), _find_awards, _awards),
    Kind("cong-bo", lambda: _("Công bố"), lambda *asked: hits_of(FoundKind.SNAPSHOT, *asked), _snapshots),
    Kind("van-ban", lambda: _("Văn bản"), _find_texts, _texts),
]
"""In the order in which they are shown."""
