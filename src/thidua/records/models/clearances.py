"""Xác nhận chung: the standing office says of many at once that nothing stands against them as of a day."""

from django.db import models

from thidua.records.models.spoken import SpokenForMany, SpokenSubject, person_or_unit


class Clearance(SpokenForMany):
    """The standing office says by name: from the beginning to the end of a day, none of those it speaks for
    (`ClearedSubject`) has had a disciplinary measure or a hold. It says nothing of any later day.
    """

    class Meta(SpokenForMany.Meta):
        pass


class ClearedSubject(SpokenSubject):
    """One person or one unit that a clearance speaks for: whoever joins later is not among them."""

    clearance = models.ForeignKey(Clearance, on_delete=models.CASCADE, related_name="subjects")

    class Meta:
        constraints = [
            person_or_unit("cleared_person_or_unit"),
            models.UniqueConstraint(fields=["agency", "clearance", "person"], name="person_cleared_once"),
            models.UniqueConstraint(fields=["agency", "clearance", "unit"], name="unit_cleared_once"),
        ]
