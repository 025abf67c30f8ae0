"""Published pages that are told in words, as the apps that own the things publish them."""

from datetime import date, datetime
from typing import Any

from tests.cast import Cast
from thidua.common import clock
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.services import Content, publish

EVENT = {
    "starts_at": "08:30",
    "ends_at": "",
    "part": "",
    "place": "Hội trường A",
    "message": "",
    "holders": ["Khối Thi đua số I"],
    "movement": "",
}
CALL = {
    **dict.fromkeys(("slogan", "launched_by", "number", "launched_on", "starts_on", "ends_on"), ""),
    **dict.fromkeys(("aim", "scope", "content", "criteria", "answers", "first_day", "last_day"), ""),
    "kind": "Chuyên đề",
    "level": "Bộ, ngành, tỉnh",
}
BLOC = {
    "year": 2026,
    "council": "Hội đồng",
    "members": ["Văn phòng Bộ", "Vụ Kế hoạch"],
    "lead": "Văn phòng Bộ",
    "deputy": "",
    "theme": "",
    "movements": [],
    "years": [],
}
DECISION = {
    "paper": "Quyết định số 12/QĐ-BMH",
    "number": "12/QĐ-BMH",
    "issuer": "Bộ Minh họa",
    "signer": "",
    "bloc": "Khối Thi đua số I",
    "bloc_subject": 1,
    "year": 2026,
    "lead": "Văn phòng Bộ",
    "deputy": "",
    "effective_on": "",
}


def publish_thing(
    cast: Cast,
    kind: SnapshotKind,
    subject: int,
    title: str,
    told: dict[str, Any],
    *,
    day: date | None = None,
    now: datetime | None = None,
) -> Snapshot:
    """A thing of the cast's agency, published by its standing office."""
    content = Content(kind, subject, title, {"vi": told}, happened_on=day)
    return publish(actor=cast.standing.actor(), agency=cast.agency, content=content, now=now or clock.now())


def publish_event(cast: Cast, subject: int, title: str, day: date, **told: Any) -> Snapshot:
    """An activity that is announced for a day."""
    words = {**EVENT, "day": day.isoformat(), **told}
    return publish_thing(cast, SnapshotKind.EVENT, subject, title, words, day=day)


def publish_call(cast: Cast, subject: int, title: str, **told: Any) -> Snapshot:
    """A movement, of which no day is known unless `told` says one."""
    return publish_thing(cast, SnapshotKind.CALL, subject, title, {**CALL, **told})
