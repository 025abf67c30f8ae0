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


RANKING = {
    "year": 2025,
    "bloc": "Khối Thi đua số I",
    "bloc_subject": 1,
    "council": "Hội đồng",
    "scheme": "Bảng tiêu chí minh họa",
    "sources": ["Luật Thi đua, khen thưởng số 06/2022/QH15"],
    "final_on": "2026-01-20",
    "shows_points": False,
    "groups": [
        {
            "name": "",
            "places": [
                {"unit": "Văn phòng Bộ", "rank": 1, "grade": "Hoàn thành xuất sắc"},
                {"unit": "Vụ Kế hoạch", "rank": 2, "grade": "Hoàn thành tốt"},
                {"unit": "Vụ Pháp chế", "rank": None, "grade": ""},
            ],
        }
    ],
}
POINTS = (("96,50", "193/2"), ("≈\u00a048,25", "193/4"), ("", ""))
"""Of its units, in order: as told and exact."""


def ranking_with_points(**told: Any) -> dict[str, Any]:
    """The same ranking with its totals."""
    (group,) = RANKING["groups"]  # type: ignore[misc]
    places = [
        {**place, "points": words, "exact": exact}
        for place, (words, exact) in zip(group["places"], POINTS, strict=True)  # type: ignore[index]
    ]
    return {**RANKING, "shows_points": True, "groups": [{"name": "", "places": places}], **told}


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
