"""What an activity gives to an article, in sentences of our own made of the record. A Vietnamese text, whoever reads.

Nothing goes in that the public may not read: figures only as they are published, no names but of those who spoke, what
somebody typed as a summary only as a remark for the writer.
"""

from datetime import date

from thidua.activities.enums import ActivityKind, PartyRole, PeopleShown
from thidua.activities.facts.public_photos import standing_among
from thidua.activities.facts.words import is_day_known
from thidua.activities.models import Activity, ActivityParty, PublicPhoto
from thidua.activities.queries import KIND
from thidua.common.references import Reference
from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.partial_dates import Precision
from thidua.documents.enums import PhotoConsent
from thidua.documents.queries import photos_of
from thidua.publishing.enums import Children, Consent, SnapshotKind, SourceKind
from thidua.publishing.facts.drafts import (
    Amounts,
    DraftWords,
    Ground,
    Paragraph,
    Part,
    Quote,
    Remark,
    Shot,
    listed,
    shots_of,
    spread,
)
from thidua.publishing.queries import latest_of

LEADING = (PartyRole.ORGANISER,)
BESIDE = (PartyRole.CO_ORGANISER, PartyRole.HOST, PartyRole.LOCAL_AUTHORITY)
HELPING = (
    (PartyRole.PARTNER, "Cùng tham gia có"),
    (PartyRole.SPONSOR, "Hỗ trợ hoạt động có"),
    (PartyRole.COLLECTOR, "Thu gom, xử lý rác do"),
)
KINDS = {
    ActivityKind.CLEAN_UP: "buổi ra quân",
    ActivityKind.TREE_PLANTING: "buổi trồng cây",
    ActivityKind.WORKSHOP: "buổi làm việc",
}


def told_of_activity(activity: Activity, today: date) -> DraftWords:
    """All that goes into the draft; `activity` as `full_activity` reads it."""
    day = activity.held_on.earliest if is_day_known(activity) else None
    return DraftWords(
        kind=SourceKind.ACTIVITY,
        source=activity.pk,
        agency=activity.agency,
        bloc=activity.bloc,
        title=activity.title,
        summary=_summary(activity),
        told_on=day or today,
        place=activity.place,
        parts=spread(shots_of_activity(activity), _parts(activity)),
    )


def opening_of(activity: Activity) -> str:
    """When, where, who with whom, what, under which message: one sentence, as far as each is known."""
    parties = [each for each in activity.parties.all() if each.counts]
    leading = _named(parties, LEADING) or [activity.home.name]
    beside = _named(parties, BESIDE)
    when = f"{_when(activity)}, " if activity.held_on.precision != Precision.UNKNOWN else ""
    where = f"tại {_lower(activity.place)}, " if activity.place else ""
    with_whom = f" cùng {listed(beside)}" if beside else ""
    message = f" với thông điệp “{activity.message}”" if activity.message else ""
    opening = f"{when}{where}{listed(leading)}{with_whom} tổ chức {_title(activity)}{message}."
    return opening[:1].upper() + opening[1:]


def shots_of_activity(activity: Activity) -> list[Shot]:
    """The album; of what was chosen for the page of results we know who can be made out."""
    here = Reference(KIND, activity.pk)
    album = photos_of([here])[here]
    chosen = activity.public_photos.select_related("photo__file").prefetch_related("photo__subjects")
    known = {
        row.photo_id: _ground_of(row)
        for row, why_not in standing_among(chosen)
        if not why_not and row.photo.consent != PhotoConsent.NOBODY_SHOWN
    }
    return shots_of(album, known)


def _ground_of(row: PublicPhoto) -> Ground:
    """On what ground a photograph stands on the page of results."""
    if row.people == PeopleShown.NO_FACES:
        return Ground(Consent.EVENT)
    children = Children.SEEN if row.people == PeopleShown.CHILDREN else Children.NONE
    return Ground(Consent.AGREED, "Album của hoạt động ghi: đồng ý bằng văn bản.", children, row.children_paper)


def _parts(activity: Activity) -> list[Part]:
    found: list[Part] = [Paragraph(opening_of(activity)), *_lacks(activity)]
    parties = [each for each in activity.parties.all() if each.counts]
    for role, words in HELPING:
        if names := _named(parties, (role,)):
            found.append(Paragraph(f"{words} {listed(names)}."))
    if activity.movement is not None:
        found.append(Paragraph(f"Hoạt động hưởng ứng {titled(activity.movement.name)}."))
    if activity.summary:
        found.append(Remark(f"Hồ sơ ghi việc đã làm. Kể lại bằng lời của bài, rồi xoá ô này:\n{activity.summary}"))
    found += _published(activity)
    for speaker in activity.speakers.all():
        who = f"{speaker.name}, {speaker.post}" if speaker.post else speaker.name
        if speaker.said:
            found += [Paragraph(f"{who} phát biểu tại hoạt động."), Quote(speaker.said, who)]
        else:
            found += [Paragraph(f"{who} phát biểu tại hoạt động."), Remark(f"Hồ sơ không ghi {speaker.name} nói gì.")]
    return found


def _lacks(activity: Activity) -> list[Part]:
    """What of the opening nobody knows."""
    asked = []
    if not is_day_known(activity):
        asked.append("Hồ sơ chưa rõ ngày tổ chức: hỏi rồi ghi, hoặc để bài không nêu ngày. Xem lại cả ngày của bài.")
    if not activity.place:
        asked.append("Hồ sơ chưa ghi nơi tổ chức.")
    if not any(each.counts for each in activity.parties.all()):
        asked.append("Hồ sơ chưa có bên nào xác nhận tham gia: chỉ nêu tên bên đã xác nhận.")
    return [Remark(each) for each in asked]


def _published(activity: Activity) -> list[Part]:
    """Figures as the page of results tells them to everybody; others are not the public's yet."""
    page = latest_of(SnapshotKind.IMPACT, activity.pk)
    if page is None or not page.stands:
        asked = "Số liệu của hoạt động chưa công bố nên không có ở đây. Xin công bố kết quả, hoặc để bài không nêu số."
        return [Remark(asked)]
    lines = [(each["amount"], each["name"]) for each in page.body["vi"]["chief"] if not each["is_unknown"]]
    return [Amounts(lines)] if lines else []


def _summary(activity: Activity) -> str:
    parties = sum(each.counts for each in activity.parties.all())
    words = f"{parties} bên cùng tổ chức, tham gia {_title(activity)}" if parties > 1 else opening_of(activity)
    message = f" với thông điệp “{activity.message}”." if activity.message else "."
    return words + message if parties > 1 else words


def _when(activity: Activity) -> str:
    day = activity.held_on
    if day.precision == Precision.DAY and day.earliest is not None:
        return f"ngày {format_date(day.earliest)}"
    return f"tháng {day.month}/{day.year}" if day.precision == Precision.MONTH else f"năm {day.year}"


def _title(activity: Activity) -> str:
    """A title that names its kind stands for itself; another one is quoted."""
    if activity.title.casefold().startswith(("hội thảo", "hội nghị", "lễ ", "ngày hội", "tọa đàm", "toạ đàm")):
        return _lower(activity.title)
    kind = KINDS.get(ActivityKind(activity.kind), "hoạt động")
    return f"{kind} “{activity.title}”"


def titled(name: str) -> str:
    """A movement in a sentence.

    >>> titled("Học tập suốt đời"), titled("Phong trào thi đua do Bộ phát động")
    ('phong trào “Học tập suốt đời”', 'phong trào thi đua do Bộ phát động')
    """
    return _lower(name) if name.casefold().startswith("phong trào") else f"phong trào “{name}”"


def _named(parties: list[ActivityParty], roles: tuple[PartyRole, ...]) -> list[str]:
    return [each.name for each in parties if each.role in roles]


def _lower(text: str) -> str:
    """Within a sentence: the first letter small, unless the first word is a name (“Hà Nội”)."""
    first, _space, rest = text.partition(" ")
    is_name = rest[:1].isupper() or (len(first) > 1 and first.isupper())
    return text if is_name else first[:1].lower() + text[1:]
