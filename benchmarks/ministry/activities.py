"""The activities of a year: parties that answered, and, of the year under way, everything that an activity can hold.

Each list of an activity is as long as the bloc has units. Every second activity is a workshop.
"""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID


def add_activities(cycle: Any, units: list[Any], *, is_over: bool) -> None:
    """As many as the bloc has units, a day each from 1 May; those of the year under way with plan, people, facts and
    what followed.
    """
    from thidua.activities.models import Activity, ActivityCredit, ActivityOutput, ActivityParty

    agency, now = cycle.agency, datetime(cycle.year, 7, 1, 3, tzinfo=UTC)
    activities = Activity.objects.bulk_create(
        Activity(
            agency=agency,
            bloc=cycle.bloc,
            kind="WORKSHOP" if n % 2 else "CLEAN_UP",
            title=f"Hội thảo về rác thải, buổi {n}" if n % 2 else f"Thu gom rác thải, đợt {n}",
            held_on=str(date(cycle.year, 5, 1) + timedelta(days=n)),
            state="HELD",
            recorded_at=now,
        )
        for n, _ in enumerate(units)
    )
    ActivityCredit.objects.bulk_create(
        ActivityCredit(agency=agency, activity=each, cycle=cycle, credited_at=now) for each in activities
    )
    parties = ActivityParty.objects.bulk_create(
        ActivityParty(
            agency=agency,
            activity=each,
            position=n,
            role="CO_ORGANISER",
            unit=unit,
            name=unit.name,
            state="CONFIRMED",
            answered_at=now,
        )
        for each in activities
        for n, unit in enumerate(units)
    )
    ActivityOutput.objects.bulk_create(
        ActivityOutput(agency=agency, activity=each, indicator=f"Khối lượng rác, khu {n}", unit_of_measure="kg")
        for each in activities
        for n, _ in enumerate(units)
    )
    if is_over:
        return
    for at, activity in enumerate(activities):
        _fill(activity, parties[at * len(units) : (at + 1) * len(units)], now)
    _keep_figures(cycle, activities, units[:2], now)


def _keep_figures(cycle: Any, activities: list[Any], units: list[Any], now: datetime) -> None:
    """Of each activity, of all together and of two units, as the worker does after the last fact; those of two are
    published, and the sums.
    """
    from thidua.activities.facts.public_sums import page_of_cycle, page_of_movement, page_of_year
    from thidua.activities.facts.selections import chosen_in, of_activity, of_unit_year
    from thidua.activities.services import publish_impact, publish_sum
    from thidua.activities.services.figures import keep_figures
    from thidua.cli.demo.acting import loader_of

    movements = [link.movement for link in cycle.movement_links.select_related("movement")]
    together = [page_of_cycle(cycle), page_of_year(cycle.agency, cycle.year), *map(page_of_movement, movements)]
    sums = [*(of_unit_year(unit, cycle.year) for unit in units), *(page.selection for page in together)]
    for selection in (*map(of_activity, activities), *sums):
        keep_figures(selection, now)
    loader = loader_of(cycle.agency)
    for activity in activities[:2]:
        publish_impact(actor=loader, activity=activity, now=now)
    for page in together:
        if chosen_in(page.selection):
            publish_sum(actor=loader, page=page, now=now)


def _fill(activity: Any, parties: list[Any], now: datetime) -> None:
    _plan(activity, parties)
    _invite(activity, parties, now)
    _note(activity, parties, now)
    _take_photographs(activity, len(parties), now)
    _look_back(activity, parties, now)
    if activity.kind == "WORKSHOP":
        _talk(activity, parties)


def _plan(activity: Any, parties: list[Any]) -> None:
    from thidua.activities.models import ActivityPlan, Equipment, MoneyLine, PlanItem, PlanZone, Risk

    shared = {"agency": activity.agency, "activity": activity}
    ActivityPlan.objects.create(**shared, insurance="YES", reserve_percent=10, gloves_each=1)
    for model, words in (
        (PlanItem, {"text": "Chuẩn bị phần việc số {n}", "group": "PEOPLE", "offset": -3}),
        (Equipment, {"name": "Cân treo số {n}", "unit_of_measure": "cái", "planned": 2, "brought": 2}),
        (Risk, {"risk": "HEAT", "name": "Nắng ở khu {n}", "measures": "Nghỉ sau mỗi giờ."}),
        (MoneyLine, {"name": "Nước uống cho tổ {n}", "flow": "OUT", "planned": 300_000, "real": 280_000}),
        (PlanZone, {"name": "Khu {n}", "metres_exact": "120", "bags": 20, "head_count": 6}),
    ):
        by_party = model not in (MoneyLine, PlanZone)
        model.objects.bulk_create(
            model(
                **shared,
                position=n,
                **{key: each.format(n=n) if isinstance(each, str) else each for key, each in words.items()},
                **({"party": party} if by_party else {}),
            )
            for n, party in enumerate(parties)
        )


def _invite(activity: Any, parties: list[Any], now: datetime) -> None:
    """A person of each party, with a paper that says he was there."""
    from thidua.activities.models import Confirmation, Participant, ParticipantParty
    from thidua.documents.models import DocumentSeries, IssuedPaper

    agency, chance = activity.agency, random.Random(activity.pk)
    people = Participant.objects.bulk_create(
        Participant(
            agency=agency,
            activity=activity,
            code=UUID(int=chance.getrandbits(128)),
            name=f"Trần Văn Đo {n}",
            post="Chuyên viên",
            state="BOOKED",
            added_at=now,
        )
        for n, _ in enumerate(parties)
    )
    ParticipantParty.objects.bulk_create(
        ParticipantParty(agency=agency, participant=person, party=party)
        for person, party in zip(people, parties, strict=True)
    )
    series, _ = DocumentSeries.objects.get_or_create(agency=agency, year=now.year, type_code="GXN")
    issued = {"issued_by_name": "đo", "issued_at": now}
    papers = IssuedPaper.objects.bulk_create(
        IssuedPaper(
            agency=agency,
            series=series,
            number=series.last_number + n,
            symbol="GXN-BDT",
            kind="participation",
            subject_kind="participant",
            subject_id=person.pk,
            about=person.name,
            issued_on=now.date(),
            **issued,
        )
        for n, person in enumerate(people, start=1)
    )
    series.last_number += len(people)
    series.save()
    Confirmation.objects.bulk_create(
        Confirmation(
            agency=agency,
            activity=activity,
            kind="PARTICIPATION",
            participant=person,
            name=person.name,
            issuer=agency.name,
            code=f"{chance.getrandbits(64):016X}",
            paper=paper,
            content=b"",
            sha256="0" * 64,
            **issued,
        )
        for person, paper in zip(people, papers, strict=True)
    )


def _note(activity: Any, parties: list[Any], now: datetime) -> None:
    """A team of each party with one phone, which noted a bag, a person and pieces."""
    from thidua.activities.models import FieldFact, FieldPass, FieldPhone

    agency, chance = activity.agency, random.Random(activity.pk)
    passes = FieldPass.objects.bulk_create(
        FieldPass(
            agency=agency,
            activity=activity,
            team=f"Tổ {n}",
            party=party,
            secret_hash=f"{chance.getrandbits(256):064x}",
            issued_at=now,
            issued_by_name="đo",
            ends_on=now.date(),
        )
        for n, party in enumerate(parties)
    )
    phones = FieldPhone.objects.bulk_create(
        FieldPhone(agency=agency, field_pass=each, device=UUID(int=chance.getrandbits(128)), first_seen_at=now)
        for each in passes
    )
    bag = {"scheme": "VN-75", "class_code": "TC", "litres": "60", "fill": "1", "condition": "DRY", "weight": "6.4"}
    facts = [
        (phone, kind, body)
        for n, phone in enumerate(phones)
        for kind, body in (
            ("bag", bag),
            ("presence", {"person": f"p{n}", "minutes": "120"}),
            ("items", {"item": "BOTTLES", "count": "12"}),
        )
    ]
    FieldFact.objects.bulk_create(
        FieldFact(
            agency=agency,
            activity=activity,
            code=UUID(int=chance.getrandbits(128)),
            kind=kind,
            body=body,
            digest=f"{chance.getrandbits(256):064x}",
            noted_at=now,
            received_at=now,
            noted_by_name=phone.field_pass.team,
            phone=phone,
        )
        for phone, kind, body in facts
    )


def _take_photographs(activity: Any, number: int, now: datetime) -> None:
    """Rows alone: what is measured is the page, not the picture."""
    from thidua.documents.models import Photo, StoredFile

    agency, chance = activity.agency, random.Random(activity.pk)
    digests = [f"{chance.getrandbits(256):064x}" for _ in range(number)]
    files = StoredFile.objects.bulk_create(
        StoredFile(
            agency=agency,
            sha256=digest,
            size=1000,
            media_type="image/jpeg",
            original_name="anh.jpg",
            original_path=f"do/{digest}",
            served_path=f"do/{digest}.jpg",
            served_type="image/jpeg",
            served_size=1000,
            served_sha256=digest,
            small_path=f"do/{digest}-nho.jpg",
            width=1200,
            height=800,
            uploaded_at=now,
        )
        for digest in digests
    )
    Photo.objects.bulk_create(
        Photo(
            agency=agency,
            parent_kind="activity",
            parent_id=activity.pk,
            position=n,
            file=file,
            caption=f"Khu {n}",
            alt_text="Bãi cát sau khi dọn",
            consent="NOBODY_SHOWN",
            added_at=now,
        )
        for n, file in enumerate(files, start=1)
    )


def _look_back(activity: Any, parties: list[Any], now: datetime) -> None:
    """What each party learned, and when it looks again."""
    from thidua.activities.models import Lesson, Revisit

    shared = {"agency": activity.agency, "activity": activity}
    Lesson.objects.bulk_create(
        Lesson(**shared, position=n, kind="NEXT_TIME", text=f"Mang thêm cân, tổ {n}", party=party)
        for n, party in enumerate(parties)
    )
    first = date(now.year, 9, 1)
    Revisit.objects.bulk_create(
        Revisit(**shared, position=n, due_on=first + timedelta(days=n), party=party) for n, party in enumerate(parties)
    )


def _talk(activity: Any, parties: list[Any]) -> None:
    """The programme of a workshop and what it proposed."""
    from thidua.activities.models import ActivitySpeaker, ProgrammeLine, Proposal

    shared = {"agency": activity.agency, "activity": activity}
    ActivitySpeaker.objects.bulk_create(
        ActivitySpeaker(**shared, position=n, name=f"Lê Thị Nói {n}", post="Chuyên viên", said="Đã trình bày.")
        for n, _ in enumerate(parties)
    )
    ProgrammeLine.objects.bulk_create(
        ProgrammeLine(**shared, position=n, topic=f"Báo cáo {n}", starts_at=time(8 + n // 6, n % 6 * 10), speaker="đo")
        for n, _ in enumerate(parties)
    )
    Proposal.objects.bulk_create(
        Proposal(**shared, position=n, text=f"Dùng chung bộ dữ liệu {n}", made_by=party.name, party=party, state="SENT")
        for n, party in enumerate(parties)
    )
