"""What came from the field: facts and photographs as they were sent, the passes of teams, their phones."""

from django.conf import settings
from django.db import models

from thidua.activities.enums import FactKind
from thidua.activities.models.activities import Activity
from thidua.activities.models.parts import ActivityParty
from thidua.documents.models import Photo
from thidua.organisations.models import Agency


class FieldPass(models.Model):
    """Lets the phones of one team note facts of one activity without an account, until the end of a day.

    The secret is in the QR code that was shown once; only its hash is kept. What the team notes is of `party`, if any.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="field_passes")
    team = models.CharField(max_length=120)
    party = models.ForeignKey(ActivityParty, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    issued_by_name = models.CharField(max_length=160)
    ends_on = models.DateField()
    """The last day on which it lets phones in."""
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "field passes"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.team


class FieldPhone(models.Model):
    """One phone that came in with a pass. `device` was drawn by the phone; a blocked one notes nothing more."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    field_pass = models.ForeignKey(FieldPass, on_delete=models.CASCADE, related_name="phones")
    device = models.UUIDField()
    first_seen_at = models.DateTimeField()
    blocked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "field_pass", "device"], name="phone_once_per_pass")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.field_pass} · {self.label}"

    @property
    def label(self) -> str:
        """What the phone calls itself on its own screen: the first four letters of what it drew."""
        return str(self.device)[:4].upper()


class FieldDay(models.Model):
    """How much the phones of a team have sent on one day: what is kept of it is counted as it comes."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    field_pass = models.ForeignKey(FieldPass, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    facts = models.PositiveIntegerField(default=0)
    photos = models.PositiveIntegerField(default=0)
    octets = models.PositiveBigIntegerField(default=0)
    """Bytes of photographs, as they were sent."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "field_pass", "day"], name="field_day_once")]

    def __str__(self) -> str:
        return f"{self.field_pass} · {self.day:%d/%m/%Y}"


class FieldFact(models.Model):
    """One thing that happened at an activity, as it was noted: rows are only ever added, sums are reckoned from them.

    `code` was made where it was noted and stays however often it is sent; the same code with another `digest` is a
    second version, and the first one stands. `body` has the keys of `docs/impact.md`. A later fact corrects the one it
    `supersedes`; with `is_void` it takes it back. `noted_at` is the device's own time, `skew` by how many seconds the
    device was ahead of the server when it sent.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="field_facts")
    code = models.UUIDField()
    kind = models.CharField(max_length=12, choices=FactKind.choices)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    supersedes = models.UUIDField(null=True, blank=True)
    is_void = models.BooleanField(default=False)
    noted_at = models.DateTimeField(null=True, blank=True)
    skew = models.BigIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    noted_by_name = models.CharField(max_length=160)
    phone = models.ForeignKey(FieldPhone, on_delete=models.PROTECT, null=True, blank=True, related_name="facts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "digest"], name="fact_version_once"),
            models.CheckConstraint(
                condition=models.Q(is_void=False) | models.Q(supersedes__isnull=False), name="fact_takes_back_something"
            ),
        ]
        indexes = [models.Index(fields=["activity", "kind"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {str(self.code)[:8]}"

    @property
    def receipt(self) -> str:
        """What the sender is told once this is kept: names this version and no other."""
        return f"{self.pk}-{self.digest[:8]}"


class FieldPhoto(models.Model):
    """A photograph as a phone sent it, under the code the phone made. It is shown to those who note facts there, and to
    nobody else until somebody puts it into the album with what is known of the consent.

    `point` is “latitude,longitude” rounded by the phone to about 100 m; the picture itself carries no place.
    `of_fact` is the code of the record it belongs to.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="field_photos")
    code = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    photo = models.ForeignKey(Photo, on_delete=models.SET_NULL, null=True, related_name="+")
    """None once somebody took it away: the code stays, so that a phone that sends it again is answered."""
    taken_at = models.DateTimeField(null=True, blank=True)
    point = models.CharField(max_length=20, blank=True)
    of_fact = models.UUIDField(null=True, blank=True)
    has_faces = models.BooleanField(null=True)
    """None: nobody said."""
    phone = models.ForeignKey(FieldPhone, on_delete=models.PROTECT, related_name="photos")
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="field_photo_once")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.phone} · {str(self.code)[:8]}"

    @property
    def receipt(self) -> str:
        """What the sender is told once this is kept."""
        return f"{self.pk}-{self.sha256[:8]}"
