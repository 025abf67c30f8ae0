"""Published copies."""

from django.db import models

from thidua.documents.enums import MediaType
from thidua.documents.models import StoredFile
from thidua.organisations.models import Agency
from thidua.publishing.enums import PictureRole, SnapshotKind, TextRole

SLUG = 12


class Snapshot(models.Model):
    """One published version of one thing; never changed, only withdrawn.

    All versions of a thing have one `slug`, the address; the one with the highest `number` is shown. `body` holds the
    words by language; `digest` is the SHA-256 of title and body. While `led_to` names another thing of its kind, it is
    told there, and nothing of this one is shown.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=SnapshotKind.choices)
    subject = models.BigIntegerField()
    """The number of the thing, for the app that owns it."""
    slug = models.CharField(max_length=SLUG)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    happened_on = models.DateField(null=True, blank=True)
    """The day of what is told, where it is known to the day."""
    is_illustrative = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    published_by_name = models.CharField(max_length=160)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=250, blank=True)
    led_to = models.BigIntegerField(null=True, blank=True)
    led_since = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(led_to__isnull=True) ^ models.Q(led_since__isnull=False),
                name="snapshot_led_elsewhere_since_a_day",
            ),
            models.UniqueConstraint(fields=["agency", "kind", "subject", "number"], name="snapshot_numbered_once"),
            models.UniqueConstraint(fields=["slug", "number"], name="snapshot_address_numbered_once"),
        ]
        ordering = ["kind", "subject", "number"]

    def __str__(self) -> str:
        return f"{self.title}, bản công bố số {self.number}"

    @property
    def stands(self) -> bool:
        """Whether anybody may read it, as far as this version knows."""
        return self.withdrawn_on is None and self.led_to is None


class PublishedPicture(models.Model):
    """A picture on the page of one version, with copies of its own under `published/`.

    `path` and `small_path` are relative to `MEDIA_ROOT`. Once the picture is taken off (`gone_at`), or another version
    took the place of its own, or the page was withdrawn, copies and words are gone and the row stays, so that the
    address says so.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="pictures")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    """Of what it is a copy."""
    key = models.CharField(max_length=SLUG, unique=True)
    """Its part of the address."""
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=8, choices=PictureRole.choices)
    alt_text = models.CharField(max_length=300)
    caption = models.CharField(max_length=500, blank=True)
    media_type = models.CharField(max_length=100, choices=MediaType.choices)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    path = models.CharField(max_length=200, blank=True)
    small_path = models.CharField(max_length=200, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    was_withdrawn = models.BooleanField(default=False)
    """Taken off its page while that stood."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(gone_at__isnull=True) ^ models.Q(path="", small_path="", alt_text="", caption=""),
                name="picture_gone_leaves_nothing",
            ),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.snapshot}, {self.key}"


class PublishedText(models.Model):
    """A text on the page of one version that somebody may take back: of the row `source` of the app that owns it.

    Once it is taken off (`gone_at`), or another version took the place of its own, or the page was withdrawn, the words
    are gone and the row stays, so that the page says so.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="texts")
    source = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=9, choices=TextRole.choices)
    text = models.CharField(max_length=300, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "snapshot", "source"], name="text_once_on_a_page"),
            models.CheckConstraint(
                condition=models.Q(gone_at__isnull=True) ^ models.Q(text=""), name="text_gone_leaves_nothing"
            ),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.snapshot}, {self.get_role_display()}"
