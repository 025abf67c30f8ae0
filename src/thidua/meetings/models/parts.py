"""What the parts of a meeting have in common."""

from django.db import models

from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Person, Unit


class MeetingPart(Versioned):
    """A row that belongs to one meeting and is edited by itself."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    """Place in its list, from 1."""

    class Meta:
        abstract = True


class Voice(models.Model):
    """Somebody who speaks, reports or attends: a person, a unit, or only words.

    `words` is what is printed (“Bà Nguyễn Thị Huyền, Phó Vụ trưởng Vụ Tổ chức cán bộ”): given, or taken from the
    person's post on the day of the meeting and then kept, because posts change and minutes do not.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=250, blank=True)

    class Meta:
        abstract = True
