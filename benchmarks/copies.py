"""What a ministry of many years has published besides articles and awards: copies of each kind, with their words."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

EACH = {"CALL": 300, "EVENT": 400, "CONFERENCE": 60, "IMPACT": 600, "CYCLE": 120, "BLOC": 60, "DECISION": 120}
AGENCIES = 8
"""Further agencies, each with its years in figures."""
YEARS = 12
PHOTOS = 200
TEXT = (
    "Các đơn vị trong Khối phối hợp cùng chính quyền và nhân dân địa phương tổ chức ra quân, thu gom rác, trồng cây. "
)
CLASSES = ("Chai nhựa", "Túi ni lông", "Lưới đánh cá", "Xốp", "Thủy tinh", "Kim loại", "Vải", "Rác khác")


def fill_copies(agency: Any, share: int, random: Random) -> None:
    """A tenth of everything where `share` is 10, what is missing to all of it where it is 1. Of each kind there is
    something, the years of agencies all at once: as many queries are asked of few as of many.
    """
    from thidua.publishing.models import Snapshot

    now_there = Snapshot.objects.count()
    for kind, many in EACH.items():
        first = Snapshot.objects.filter(kind=kind).count()
        _publish(agency, kind, [(number, _told(kind, number, random)) for number in range(first, many // share)])
    if not now_there:
        for each in (agency, *_others()):
            _publish(each, "YEAR", [(each.pk * 10_000 + year, {}) for year in range(2027 - YEARS, 2027)])
    _name_activities()


def fill_photos(random: Random) -> None:
    """Every other article has a photograph, as lists show them; none has a file."""
    from thidua.publishing.enums import Consent
    from thidua.publishing.models import Article, Photo, Rendition, ShownPhoto
    from thidua.publishing.models.photos import CARD

    photos = list(Photo.objects.all())
    if not photos:
        agency = Article.objects.values_list("agency", flat=True)[0]
        rows = [_photo(agency, number, Consent.NOBODY) for number in range(PHOTOS)]
        photos = Photo.objects.bulk_create(rows)
        Rendition.objects.bulk_create(
            Rendition(image=each, filter_spec=CARD, file=f"{Rendition.FOLDER}anh-{each.pk}.webp", width=480, height=300)
            for each in photos
        )
    bare = Article.objects.filter(shown=None).order_by("pk").values_list("pk", flat=True)
    wanted = [pk for pk in bare if pk % 2]
    ShownPhoto.objects.bulk_create([ShownPhoto(article_id=pk, photo=random.choice(photos)) for pk in wanted])


def _photo(agency: int, number: int, consent: str) -> Any:
    from thidua.publishing.models import Photo

    file = f"portal/originals/anh-{number}.jpg"
    told = {"title": f"Ảnh {number}", "description": "Mọi người nhặt rác trên bãi biển", "consent": consent}
    return Photo(agency_id=agency, file=file, width=1600, height=1000, **told)


def _others() -> Iterator[Any]:
    from tests.factories.organisations import make_agency

    for number in range(1, AGENCIES + 1):
        yield make_agency(f"co-quan-{number}", f"Sở Minh họa số {number}")


def _publish(agency: Any, kind: str, things: list[tuple[int, dict[str, Any]]]) -> None:
    """The first version of each, found by its words, as the service publishes it."""
    from django.db import transaction
    from django.utils import timezone

    from thidua.publishing.enums import SnapshotKind
    from thidua.publishing.models import Snapshot
    from thidua.publishing.services import digest_of
    from thidua.publishing.services.copy_words import find_copy
    from thidua.publishing.services.pictures import draw_letters

    now = timezone.now()
    with transaction.atomic():
        for subject, told in things:
            title = f"{SnapshotKind(kind).label} số {subject}: {TEXT[:60]}"
            body = {"vi": told, "en": told} if told else {"vi": _year(subject)}
            snapshot = Snapshot.objects.create(
                agency=agency,
                kind=kind,
                subject=subject,
                slug=draw_letters(),
                number=1,
                title=title,
                body=body,
                digest=digest_of(title, body),
                happened_on=date.fromisoformat(told["day"]) if "day" in told else None,
                published_at=now - timedelta(hours=subject % 5000),
                published_by_name="Cán bộ",
            )
            find_copy(snapshot)


def _told(kind: str, number: int, random: Random) -> dict[str, Any]:
    day = (date.today() + timedelta(days=random.randint(-700, 300))).isoformat()  # noqa: DTZ011  of the machine
    match kind:
        case "CALL":
            return _call(number)
        case "EVENT" | "CONFERENCE":
            return _event(day, number)
        case "IMPACT":
            told = {"when": day, "day": day, "place": "Sầm Sơn", "message": TEXT[:80], "beside": [], "is_joint": False}
            return _figures() | told | {"zones": [], "roles": [{"name": "Tổ chức", "parties": ["Phòng Minh họa"] * 6}]}
        case "CYCLE":
            return _figures() | {"counted": [], "others": number % 9, "joint": 1}
        case "BLOC":
            members = [f"Đơn vị Minh họa số {each}" for each in range(12)]
            told = {"year": 2026, "council": "Hội đồng", "members": members, "lead": members[0], "deputy": ""}
            return told | {"theme": TEXT[:60], "movements": [], "years": []}
        case _:
            told = {"paper": f"Quyết định số {number}/QĐ", "number": f"{number}/QĐ", "issuer": "Bộ Minh họa"}
            told |= {"signer": "", "bloc": "Khối Minh họa", "bloc_subject": number % 6, "lead": "", "deputy": ""}
            return told | {"day": day, "year": 2026}


def _call(number: int) -> dict[str, Any]:
    """Of every ten movements three run; their texts are as long as in a plan of a ministry."""
    last = "2099-12-31" if number % 10 < 3 else "2020-12-31"
    short = dict.fromkeys(("number", "launched_on", "starts_on", "ends_on", "first_day", "answers"), "")
    long = dict.fromkeys(("aim", "scope", "content", "criteria"), TEXT * 10)
    told = {"slogan": TEXT[:50], "kind": "Chuyên đề", "level": "Bộ, ngành, tỉnh", "launched_by": "Bộ Minh họa"}
    return {**told, **short, **long, "last_day": last}


def _event(day: str, number: int) -> dict[str, Any]:
    told = {"day": day, "starts_at": f"{7 + number % 10:02}:30", "ends_at": "", "part": "", "place": "Hội trường A"}
    return told | {"message": TEXT[:60], "holders": ["Khối Thi đua số I"], "movement": "Biển xanh"}


def _line(name: str, number: int, unit: str) -> dict[str, Any]:
    ends = {"low": str(number - 5), "best": str(number), "high": str(number + 5)}
    return {"name": name, "amount": f"{number} {unit}", "how": "đã cân, đếm", "is_unknown": False, **ends}


def _figures() -> dict[str, Any]:
    lines = [_line(name, 10 * place + 20, "kg") for place, name in enumerate(CLASSES)]
    series = [
        {"name": end, "values": [each[end] for each in lines], "tone": tone}
        for end, tone in (("low", "blue"), ("best", "red"), ("high", "blue"))
    ]
    chart = {"title": "Rác thu được theo loại", "kind": "ranges", "labels": list(CLASSES), "series": series}
    chart |= {"label_heading": "Loại rác", "unit": "kg", "note": "", "missing": "", "places": 1}
    chief = [_line("Người tham gia", 86, "người"), _line("Rác thu được", 400, "kg")]
    return {"chief": chief, "lines": chief + lines, "classes": lines, "handed": [], "unknown": [], "chart": chart}


def _year(subject: int) -> dict[str, Any]:
    return _figures() | {"counted": [], "others": subject % 7, "joint": 3}


def _name_activities() -> None:
    """The years count every activity that has a page, as the latest of them do."""
    from thidua.publishing.models import Snapshot

    pages = Snapshot.objects.filter(kind="IMPACT").order_by("pk").values_list("slug", "happened_on")
    many = {"PEOPLE": {"amount": "86 người", "low": "80", "best": "86", "high": "90"}}
    told = {"home": "Khối Minh họa", "parties": 2, "is_inside": False, "zones": [], "numbers": many}
    counted = [{"slug": slug, "day": f"{day:%d/%m/%Y}", **told} for slug, day in pages]
    for year in Snapshot.objects.filter(kind="YEAR"):
        year.body = {"vi": year.body["vi"] | {"counted": counted}}
        year.save(update_fields=["body"])
