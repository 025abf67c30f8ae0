"""What of an activity's album goes to its public page."""

from django.db import models

from thidua.activities.enums import PeopleShown
from thidua.activities.models.activities import Activity
from thidua.common.versions import Versioned
from thidua.documents.models import Photo
from thidua.organisations.models import Agency
from thidua.publishing.enums import PHOTOGRAPHS


class PublicPhoto(Versioned):
    """A photograph of the album that was chosen for the public page, with words of its own for strangers.

    `people` says who can be made out in it; with children `children_paper` names the paper in which their parents or
    guardians agree, and the child itself from seven years on.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="public_photos")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=8, choices=[(each.value, each.label) for each in PHOTOGRAPHS])
    people = models.CharField(max_length=8, choices=PeopleShown.choices)
    children_paper = models.CharField(max_length=250, blank=True)
    alt_text = models.CharField(max_length=300)
    caption = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "activity", "photo"], name="public_photo_once"),
            models.CheckConstraint(condition=~models.Q(alt_text=""), name="public_photo_has_alt_text"),
            models.CheckConstraint(
                condition=models.Q(people="CHILDREN") ^ models.Q(children_paper=""),
                name="public_photo_of_children_names_the_paper",
            ),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.caption or self.alt_text
