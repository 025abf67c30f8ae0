"""What a record book lists beside awards."""

from django.db import models

from thidua.common.model_fields import PartialDateField
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Bloc, Person, Post
from thidua.organisations.models.dated import dates_in_order
from thidua.records.enums import (
    Grade,
    HoldConclusion,
    HoldKind,
    MeasureKind,
    PostRank,
    RankOrganiser,
    WorkKind,
    WorkScope,
)
from thidua.records.models.books import RecordBook


class BookEntry(Versioned):
    """One line of a book, with the paper it rests on as far as that is known."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    book = models.ForeignKey(RecordBook, on_delete=models.CASCADE, related_name="%(class)ss")
    decision_number = models.CharField(max_length=80, blank=True)
    decided_on = PartialDateField()
    issuer = models.CharField(max_length=250, blank=True)
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class YearGrade(BookEntry):
    """Mức xếp loại hoàn thành nhiệm vụ of one year."""

    year = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=15, choices=Grade.choices)
    has_maternity_leave = models.BooleanField(default=False)
    """Some of the year was maternity leave, which counts as any other time (khoản 5 Điều 4 NĐ 152/2025)."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "book", "year"], name="one_grade_a_year")]
        ordering = ["-year", "pk"]

    def __str__(self) -> str:
        return f"{self.get_grade_display()} {self.year}, {self.book}"


class Work(BookEntry):
    """An initiative or a scientific work, in the year it was recognised in, with the widest scope of recognition.

    `used_for`: codes of awards (`LawCode`) that already rested on it.
    """

    kind = models.CharField(max_length=16, choices=WorkKind.choices)
    title = models.CharField(max_length=500)
    year = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=10, choices=WorkScope.choices)
    used_for = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = [models.Index(fields=["book", "kind"])]
        ordering = ["-year", "pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.year}), {self.book}"


class DisciplinaryMeasure(BookEntry):
    """A disciplinary measure; `until`: the last day of its term, null while it has no end."""

    measure = models.CharField(max_length=20, choices=MeasureKind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [dates_in_order("discipline_dates_in_order")]
        ordering = ["-since", "pk"]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}, {self.book}"


class AwardHold(BookEntry):
    """Why nothing is considered for the time being; with a conclusion, the day it was given."""

    reason = models.CharField(max_length=32, choices=HoldKind.choices)
    since = models.DateField()
    conclusion = models.CharField(max_length=12, choices=HoldConclusion.choices, null=True, blank=True)
    concluded_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(conclusion__isnull=True, concluded_on__isnull=True)
                | models.Q(conclusion__isnull=False, concluded_on__isnull=False, concluded_on__gte=models.F("since")),
                name="conclusion_has_its_day",
            )
        ]
        ordering = ["-since", "pk"]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}, {self.book}"


class Attestation(BookEntry):
    """What only people can judge, of one year, confirmed or denied by a named person."""

    criterion = models.CharField(max_length=80)
    """Code that a criterion of `core.law` asks for."""
    year = models.PositiveSmallIntegerField()
    holds = models.BooleanField(default=True)
    said_by = models.CharField(max_length=250)
    said_by_person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    said_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "book", "criterion", "year"], name="attested_once_a_year")
        ]
        ordering = ["-year", "criterion", "pk"]

    def __str__(self) -> str:
        return f"{self.criterion} {self.year}, {self.book}"


class PostStanding(Versioned):
    """To which post that the law names a post of somebody corresponds; the post itself is with organisations."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="standing")
    rank = models.CharField(max_length=32, choices=PostRank.choices)
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.post}: {self.get_rank_display()}"


class PeopleFigures(BookEntry):
    """The people of a unit in one year. Numbers that are null are not known.

    `grades`, `titles`, `disciplined`: code → number; null (for titles: a missing code) is not known. Of whoever is in
    no number the grade is not known. Measures are told in full where each has its number, or where there is none at
    all ({}: nobody); of some alone, others are not known.
    """

    year = models.PositiveSmallIntegerField()
    total = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    grades = models.JSONField(null=True, blank=True)
    titles = models.JSONField(default=dict, blank=True)
    disciplined = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "figures of people"
        constraints = [models.UniqueConstraint(fields=["agency", "book", "year"], name="one_figures_a_year")]
        ordering = ["-year", "pk"]

    def __str__(self) -> str:
        return f"{self.book} {self.year}"

    @property
    def has_some_disciplined(self) -> bool:
        """Whether measures are counted and others, of which no number is on record, may have been taken."""
        return bool(self.disciplined) and not set(MeasureKind.values) <= set(self.disciplined or ())


class BlocRank(BookEntry):
    """The place of a unit in a bloc or cluster in one year; `note` and the decision say where it is known from."""

    year = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField()
    organiser = models.CharField(max_length=16, choices=RankOrganiser.choices)
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "book", "year", "organiser"], name="one_rank_a_year")]
        ordering = ["-year", "pk"]

    def __str__(self) -> str:
        return f"{self.rank} – {self.book} {self.year}"
