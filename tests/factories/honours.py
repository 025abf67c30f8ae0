"""Awards that the public reads of."""

from itertools import count
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from thidua.publishing.enums import HonouredKind
from thidua.publishing.models import PublicSettings, PublishedAward
from thidua.publishing.services.honours import AwardContent, publish_awards

_sources = count(1000)


def name_people(cast: Cast) -> None:
    """The agency has chosen that people are named."""
    PublicSettings.objects.update_or_create(agency=cast.agency, defaults={"names_people": True})


def honoured(cast: Cast, name: str = "Nguyễn Văn Hòa", **other: Any) -> PublishedAward:
    """One published award of a person, or as told otherwise."""
    given: dict[str, Any] = {
        "source": next(_sources),
        "kind": HonouredKind.PERSON,
        "unit": "Vụ Kế hoạch – Tài chính",
        "title": "Chiến sĩ thi đua cơ sở",
        "year": 2025,
        **other,
    }
    content = AwardContent(name=name, **given)
    return publish_awards(actor=cast.standing.actor(), agency=cast.agency, awards=[content], now=timezone.now())[0]
