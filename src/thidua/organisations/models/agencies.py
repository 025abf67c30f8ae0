"""The tree of agencies: a ministry or province and the bodies under it that keep their own records."""

from django.db import models
from treebeard.mp_tree import MP_Node

from thidua.common.versions import Versioned
from thidua.organisations.enums import SuccessionKind
from thidua.organisations.models.dated import DatedModel, dates_in_order


class Agency(MP_Node, Versioned):
    """A body with its own council, document series and audit chain: the tenant.

    `name`, `short_name` repeat the name in force, and the tree repeats the place in force; both with their history in
    `names` and `places`, kept by the services. `council_name` is the body that organises its blocs. `symbol` goes into
    document numbers (ký hiệu). `is_illustrative` marks an invented ministry.
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=60, blank=True)
    symbol = models.CharField(max_length=30, blank=True)
    place = models.CharField(max_length=80, blank=True)
    """Where its documents are signed (“Hà Nội”)."""
    council_name = models.CharField(max_length=250, blank=True)
    search_key = models.TextField(editable=False)
    """Folded names of all times, short names and aliases, a line each: what search looks into."""
    sort_key = models.CharField(max_length=1000, editable=False)
    is_illustrative = models.BooleanField(default=False)
    one_document_series = models.BooleanField(default=False)
    """Decree 30/2020/NĐ-CP, article 15: the head chooses one series for all papers, or one per type."""
    ended_on = models.DateField(null=True, blank=True)
    """The last day of its existence, if it was merged or dissolved."""

    node_order_by: list[str] = []

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return str(self.name)

    def is_within(self, other: "Agency") -> bool:
        """Whether it is `other` or lies below it."""
        return bool(str(self.path).startswith(str(other.path)))

    def above(self) -> "Agency | None":
        """The agency directly above; None at the top."""
        found: Agency | None = self.get_parent()  # type: ignore[no-untyped-call]
        return found

    def put_under(self, parent: "Agency | None") -> "Agency":
        """Save a new agency below `parent`, or as the top of a tree."""
        if parent is None:
            Agency.add_root(instance=self)  # type: ignore[no-untyped-call]
        else:
            parent.add_child(instance=self)  # type: ignore[no-untyped-call]
        return self

    def move_under(self, parent: "Agency") -> "Agency":
        """Put it, with all below it, under another parent; the row as it stands then."""
        self.move(parent, pos="last-child")  # type: ignore[no-untyped-call]
        moved: Agency = Agency.objects.get(pk=self.pk)
        return moved


class AgencyName(DatedModel):
    """A name between two dates."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=250, blank=True)
    """The decision that gave it, if known."""

    class Meta:
        constraints = [dates_in_order("agency_name_dates_in_order")]

    def __str__(self) -> str:
        return self.name


class AgencyPlace(DatedModel):
    """Under which agency it stood between two dates; `parent` null at the top of the tree."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="places")
    parent = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [dates_in_order("agency_place_dates_in_order")]

    def __str__(self) -> str:
        return f"{self.agency} < {self.parent}"


class AgencyAlias(models.Model):
    """Another way people write the name of an agency (“Bộ TN&MT”)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=250)

    class Meta:
        verbose_name_plural = "agency aliases"
        constraints = [models.UniqueConstraint(fields=["agency", "text"], name="alias_once_per_agency")]

    def __str__(self) -> str:
        return self.text


class AgencySuccession(models.Model):
    """One agency went over into another on a day."""

    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="predecessions")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    effective_on = models.DateField(null=True)
    basis = models.CharField(max_length=250, blank=True)

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
