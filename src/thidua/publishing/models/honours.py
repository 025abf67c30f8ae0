"""Who was honoured, as far as the public may know."""

from collections.abc import Collection
from itertools import combinations

from django.db import models
from django.db.models import Q

from thidua.common.model_fields import PartialDateField
from thidua.core.vietnam.search_words import LONGEST, forms_in
from thidua.organisations.models import Agency
from thidua.publishing.enums import HonouredKind
from thidua.publishing.models.words import IN_NAMES, KnownWord, know_no_more, know_words

ALL = ""
"""The word that every award that stands has."""
COMMON = frozenset({
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo",
    "duong", "ly", "van", "thi", "dinh", "duc", "minh", "thanh", "ngoc", "quoc", "xuan", "huu", "thu", "hong",
    "kim", "anh", "hai", "ha", "lan", "huong", "hung", "dung", "tuan", "long", "son", "linh", "phuong", "mai",
    "binh", "hoa", "cong", "quang", "trung", "tam", "phong", "ban", "chi", "cuc", "so", "to", "doi", "truong",
    "khoa", "vien", "hoi",
})  # fmt: skip
"""Words that many names hold: of two of them in one name the pair is a word of its own, so that no search has to walk
through all who have the one to find the few who have the other. Changed only with all words written anew.
"""


class HonouredUnit(models.Model):
    """A unit as it was called when an award was published, once for all its awards."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    search_key = models.CharField(max_length=300, editable=False)
    """Folded, its words between spaces."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="honoured_unit_once")]

    def __str__(self) -> str:
        return self.name


class HonourTitle(models.Model):
    """A title or honour as printed, once for all its awards."""

    name = models.CharField(max_length=250, unique=True)
    search_key = models.CharField(max_length=300, editable=False)

    def __str__(self) -> str:
        return self.name


class PublishedAward(models.Model):
    """One award as anybody may read it: name, unit and achievement at most; title, year, day of the decision.

    `source` is the number of the record for the app that owns it. Once withdrawn, name and achievement are gone and
    the row stays; published again it is filled anew.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    source = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=HonouredKind.choices)
    name = models.CharField(max_length=250, blank=True)
    """Of the person or collective; empty for the unit itself, and where it is not published."""
    unit = models.ForeignKey(HonouredUnit, on_delete=models.PROTECT, related_name="+")
    title = models.ForeignKey(HonourTitle, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    decided_on = PartialDateField()
    """The day of the decision as the record has it; empty where it has none."""
    achievement = models.CharField(max_length=500, blank=True)
    """Does not name a person whose name is not published."""
    is_illustrative = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    published_by_name = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "source"], name="award_published_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(name="", achievement=""),
                name="withdrawn_award_leaves_nothing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-decided_on", "-published_at", "-id"],
                condition=Q(withdrawn_at__isnull=True),
                name="honours_decided_last",
            ),
        ]
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        """Without the name, which has to be able to go: history keeps this."""
        return f"Khen thưởng đã công bố số {self.pk}"


class HonourWord(models.Model):
    """A word of the name in an award that stands, with what awards are narrowed by, so that one index answers."""

    word = models.CharField(max_length=2 * LONGEST + 1)
    year = models.PositiveSmallIntegerField()
    award = models.ForeignKey(PublishedAward, on_delete=models.CASCADE, related_name="words")
    forms = models.BigIntegerField()
    unit = models.ForeignKey(HonouredUnit, on_delete=models.CASCADE, related_name="+", db_index=False)
    title = models.ForeignKey(HonourTitle, on_delete=models.CASCADE, related_name="+", db_index=False)
    person_of = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    """The agency of a person's award: nobody is found by the word while names are erased there. None for what is no
    person's.
    """

    class Meta:
        indexes = [
            models.Index(
                fields=["word", "-year", "-award", "forms", "unit", "title", "person_of"], name="honour_words"
            ),
            models.Index(fields=["unit", "-year", "-award"], condition=Q(word=ALL), name="honours_of_a_unit"),
            models.Index(fields=["title", "-year", "-award"], condition=Q(word=ALL), name="honours_of_a_title"),
        ]

    def __str__(self) -> str:
        return self.word


def words_of_name(name: str) -> dict[str, int]:
    """The words by which an award with this name is found: each word, pairs of common ones, and the one of all."""
    forms = forms_in(name)
    pairs = dict.fromkeys(pairs_of(forms), 1)
    return {ALL: 1, **forms, **pairs}


def pairs_of(words: "dict[str, int] | list[str]") -> list[str]:
    """Of each two common words the pair, whatever their order.

    >>> pairs_of(["van", "thi", "kha"])
    ['thi van']
    """
    return [f"{one} {other}" for one, other in combinations(sorted(set(words) & COMMON), 2)]


def note_award_words(awards: list[PublishedAward]) -> None:
    """The awards are found by their names from now on, and by no others."""
    rows = HonourWord.objects.filter(award__in=awards)
    before = set(rows.values_list("word", flat=True))
    rows.delete()
    words = [
        HonourWord(
            word=word,
            year=award.year,
            award=award,
            forms=forms,
            unit_id=award.unit_id,
            title_id=award.title_id,
            person_of_id=award.agency_id if award.kind == HonouredKind.PERSON else None,
        )
        for award in awards
        for word, forms in words_of_name(award.name).items()
    ]
    HonourWord.objects.bulk_create(words, batch_size=2000)
    now = {each.word for each in words}
    know_words(IN_NAMES, now)
    know_no_more(IN_NAMES, before - now, HonourWord.objects.all())


def forget_award_words(award: PublishedAward) -> None:
    """The award is not found any more."""
    rows = HonourWord.objects.filter(award=award)
    before = set(rows.values_list("word", flat=True))
    rows.delete()
    know_no_more(IN_NAMES, before, HonourWord.objects.all())


def forget_names(awards: Collection[int]) -> None:
    """The awards with these numbers stand on and are found by no name. Which words nobody has any more is asked once
    all are done: `know_no_lost_names`.
    """
    rows = HonourWord.objects.filter(award__in=awards).exclude(word=ALL)
    rows._raw_delete(rows.db)  # noqa: SLF001  nothing points at words; `delete` would fetch each of them


def know_no_lost_names() -> None:
    """Of all words in names those are forgotten that no award has any more."""
    known = set(KnownWord.objects.filter(kind=IN_NAMES).values_list("word", flat=True))
    know_no_more(IN_NAMES, known, HonourWord.objects.all())
