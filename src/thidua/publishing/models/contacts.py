"""To whom somebody turns who asks about his personal data."""

from django.db import models
from django.db.models import Q

from thidua.common.versions import Versioned
from thidua.organisations.models import Agency


class DataContact(Versioned):
    """Where an agency takes requests about personal data (Law 91/2025/QH15), as its statement of privacy names it.

    An office with at least one way to it; never a person's own. All empty: the agency names none, as does an agency
    without a row.
    """

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=200, blank=True)
    office_english = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(office="", office_english="", email="", phone="", address="")
                | ~Q(office="") & ~Q(email="", phone="", address=""),
                name="contact_has_an_office_and_a_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}"
