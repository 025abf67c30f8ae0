"""What readers answered to an article."""

from django.db import models
from django.db.models import Q

from thidua.common.versions import Versioned
from thidua.organisations.models import Agency
from thidua.publishing.enums import CommentState, CommentVerdict
from thidua.publishing.models.articles import Article

NAME = 80
LONGEST = 3000
"""Letters of a comment at most."""


class PublicSettings(Versioned):
    """What an agency has chosen for its public pages. An agency that has chosen nothing has no row: the defaults hold.

    Days for comments are counted from the day an article is published; 0 takes none. Names of honoured people are
    published for an agency that has said so (Law 91/2025/QH15), and then award by award.
    """

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="+")
    comment_days = models.PositiveSmallIntegerField(default=30)
    confirms_email = models.BooleanField(default=False)
    email_days = models.PositiveSmallIntegerField(default=30)
    """Days for which the e-mail of a sender is kept after comments have closed, or after the comment was refused."""
    names_people = models.BooleanField(default=False)
    is_unnaming = models.BooleanField(default=False)
    """People are named no more, and names in awards published before are still being erased: none of them is read or
    found meanwhile, and none may be named again before they are gone.
    """

    class Meta:
        verbose_name_plural = "public settings"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_unnaming=False) | Q(names_people=False), name="nobody_named_while_names_go"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}"


class Comment(Versioned):
    """An answer to an article, or to another answer (`parent`, one level deep). Shown once somebody let it through.

    `key` names one sending of one form: the same again is the same comment. The e-mail lies apart in
    `CommentSender`. On request of the person all that he wrote goes, and the row stays to say that there was one.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    by_office = models.BooleanField(default=False)
    """Written by the standing office, in the name of the agency."""
    name = models.CharField(max_length=NAME, blank=True)
    text = models.TextField(max_length=LONGEST, blank=True)
    state = models.CharField(max_length=11, choices=CommentState.choices)
    verdict = models.CharField(max_length=10, choices=CommentVerdict.choices, blank=True)
    """Why it is not shown."""
    verdict_words = models.CharField(max_length=500, blank=True)
    key = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=160, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ERASED") | Q(name="", text="", erased_at__isnull=False),
                name="erased_comment_leaves_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "state", "parent", "sent_at"]),
            models.Index(fields=["agency", "state", "sent_at"]),
        ]
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        """Without anything that would have to go with it: history keeps this."""
        return f"Bình luận số {self.pk}"


class CommentSender(models.Model):
    """The e-mail of whoever sent a comment. Read to confirm it, to keep it out of what is
    shown, and on request of that person; by nothing else."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="sender")
    email = models.EmailField(db_index=True)
    """In small letters."""

    def __str__(self) -> str:
        return f"{self.comment_id}"
