"""Who was recognised, and what was chosen but not yet recognised."""

from thidua.decisions.models import RecognitionDecision


def decision_of(bloc_id: int, year: int) -> RecognitionDecision | None:
    """The latest decision about who leads a bloc in a year."""
    return (
        RecognitionDecision.objects.filter(bloc=bloc_id, year=year)
        .select_related("bloc", "lead", "lead_representative", "deputy", "deputy_representative", "meeting")
        .first()
    )
