"""The choice for whom somebody speaks."""

from collections.abc import Iterable

from django import forms

from thidua.campaigns.models import speaker_words
from thidua.organisations.models import Agency, Unit

SUPERIOR = "cap-tren"


class SpeakerField(forms.TypedChoiceField):
    """One of the actor's member units; or the superior for which he observes the bloc, which gives None."""

    def offer(self, units: Iterable[Unit], superior: Agency | None) -> None:
        """Say for whom the actor may speak."""
        speakers: dict[str, Unit | None] = {str(unit.pk): unit for unit in units}
        if superior is not None:
            speakers[SUPERIOR] = None
        self.choices = [(key, speaker_words(unit, superior)) for key, unit in speakers.items()]
        self.coerce = speakers.__getitem__
