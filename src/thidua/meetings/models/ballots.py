"""A round of voting: its roll, its sealed box, what was published, and the codes given out at the door.

Nothing here joins a voter to a paper. The roll says who has voted, without the time. All papers and all codes of a
round lie in one row, sealed under a key that the database does not hold, each list in a new random order after every
vote: no row, no order of rows and no system column belongs to a single paper (decision 0014).
"""

from typing import Any

from django.conf import settings
from django.db import models

from thidua.common.versions import Versioned
from thidua.meetings.enums import BallotMethod, BallotState
from thidua.meetings.models.attendance import Attendance
from thidua.meetings.models.meetings import Meeting
from thidua.meetings.models.motions import Motion
from thidua.organisations.models import Agency, Person, Unit


class Ballot(Versioned):
    """One round of a motion, for those `options` that stand in it, with a roll that is frozen when it opens.

    `members` and `present` are the numbers of which shares are taken: all seats; those present, and those who write.
    After closing: `counts` as in `core.voting.record.write_result`; `codes` and `slips` in two random orders (null for
    rounds on paper and by hands, and where publishing them would tell how everybody voted); `digest` is the SHA-256 of
    the published record.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="ballots")
    number = models.PositiveSmallIntegerField(default=1)
    method = models.CharField(max_length=10, choices=BallotMethod.choices)
    options: models.JSONField[Any, Any] = models.JSONField()
    """Codes of the options in this round."""
    most = models.PositiveSmallIntegerField(default=1)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    members = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    recused: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """How many take no part in an option, by its code: `{"2": {"members": 1, "present": 1}}`."""
    tellers = models.ManyToManyField(Person, related_name="+", blank=True)
    """Who count the papers of a round on paper."""
    state = models.CharField(max_length=10, choices=BallotState.choices, default=BallotState.OPEN)
    opened_at = models.DateTimeField()
    opened_by_name = models.CharField(max_length=160)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=160, blank=True)
    papers = models.PositiveIntegerField(null=True, blank=True)
    counts: models.JSONField[Any, Any] = models.JSONField(null=True)
    codes: models.JSONField[Any, Any] = models.JSONField(null=True)
    slips: models.JSONField[Any, Any] = models.JSONField(null=True)
    published = models.TextField(blank=True)
    """The published record as it is downloaded, byte for byte; `digest` is its SHA-256."""
    digest = models.CharField(max_length=64, blank=True)
    closed_because = models.CharField(max_length=250, blank=True)
    """Why it was counted while somebody present had not voted."""
    differ: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Of a round on paper: the lines in which the last two counts differed."""
    void_because = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "motion", "number"], name="round_once_per_motion"),
            models.UniqueConstraint(
                fields=["agency", "motion"], condition=models.Q(state="OPEN"), name="one_open_round_per_motion"
            ),
        ]
        indexes = [models.Index(fields=["motion", "state"])]

    def __str__(self) -> str:
        return f"{self.motion} ({self.number})"


class RollEntry(models.Model):
    """One seat of a round. `has_voted` is all that is known of its vote; there is no time and no order of voting.

    `voter` is the person whom the unit mandates for this meeting (None: only a code from the door, or writing).
    `recused` holds the codes of options in which the seat takes no part.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="roll")
    line = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    voter = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=250)
    position = models.PositiveIntegerField(default=0)
    is_present = models.BooleanField()
    is_written = models.BooleanField(default=False)
    """An absent member wrote: on screen his paper was entered by two people, on paper his letter lies in the box."""
    recused: models.JSONField[Any, Any] = models.JSONField(default=list)
    has_voted = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["agency", "ballot", "line"], name="seat_once_per_roll")]
        indexes = [models.Index(fields=["ballot", "has_voted"])]

    def __str__(self) -> str:
        return self.words


class BallotBox(models.Model):
    """All papers and codes of one open round, sealed. Emptied when the round is closed or void."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    ballot = models.OneToOneField(Ballot, on_delete=models.CASCADE, primary_key=True, related_name="box")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"Hòm phiếu: {self.ballot}"


class WrittenVote(models.Model):
    """The first of two readings of an absent member's written vote: who read it, and a seal of what he read.

    The second reading is compared with the seal and dropped into the box; then this row is gone.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(RollEntry, on_delete=models.CASCADE, primary_key=True, related_name="written")
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_by_name = models.CharField(max_length=160)
    nonce = models.CharField(max_length=32)
    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.entry)


class TellerSheet(models.Model):
    """What one teller counted of a round on paper. Two tellers enter apart; nobody sees a sheet before both agree."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="sheets")
    teller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    teller_name = models.CharField(max_length=160)
    figures: models.JSONField[Any, Any] = models.JSONField()
    """`{"issued", "letters", "papers", "blank", "invalid", "counts": [{"option", "agree", "disagree", "abstain",
    "places"}]}`; `letters` came from absent members.
    """
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agency", "ballot", "teller"], name="sheet_once_per_teller")]

    def __str__(self) -> str:
        return f"{self.teller_name} – {self.ballot}"


class DoorCode(models.Model):
    """A code given out at the door for one seat of one meeting: kept as a keyed hash, opened on one phone only.

    `phone` is a keyed hash of what only the phone that used it holds; a new code for the seat revokes the older one.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="door_codes")
    line = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="door_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    issued_by_name = models.CharField(max_length=160)
    phone = models.CharField(max_length=64, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "line"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_standing_code_per_seat",
            )
        ]

    def __str__(self) -> str:
        return str(self.line)
