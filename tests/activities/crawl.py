"""Activities for the permission crawl: one of bloc I, one of bloc II, each with its parts."""

import hashlib
from uuid import uuid4

from tests.activities.phones import picture
from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityState, PartyRole
from thidua.activities.models import (
    Activity,
    ActivityOutput,
    ActivityParty,
    ActivitySpeaker,
    FieldPass,
    FieldPhone,
    FieldPhoto,
    Participant,
)
from thidua.activities.services import (
    Guest,
    OutputWords,
    Picture,
    add_output,
    add_party,
    issue_pass,
    keep_photo,
    list_people,
    name_speaker,
)
from thidua.common import clock
from thidua.common.actor import FieldActor
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Bloc


@own_and_other(Activity)
def activities(world: World) -> tuple[Activity, Activity]:
    """A clean-up that each bloc held, which counts for its year: so its members know of it."""
    ours, theirs = (make_activity(world.cast, home=bloc, cycles=[world.year_of(bloc)]) for bloc in world.both(Bloc))
    return ours, theirs


@own_and_other(ActivityParty)
def parties(world: World) -> tuple[ActivityParty, ActivityParty]:
    """A partner of each."""
    actor = world.cast.standing.actor()
    ours, theirs = (
        add_party(actor=actor, activity=activity, role=PartyRole.PARTNER, name="Chính quyền phường", now=clock.now())
        for activity in world.both(Activity)
    )
    return ours, theirs


@own_and_other("confirm_party")
def silent_parties(world: World) -> tuple[Kwargs, Kwargs]:
    """A unit of each bloc that its bloc named and that has not answered."""
    actor, (ours, theirs) = world.cast.standing.actor(), world.both(Activity)
    named = [
        add_party(actor=actor, activity=activity, role=PartyRole.CO_ORGANISER, party=unit, now=clock.now())
        for activity, unit in ((ours, world.cast.unit), (theirs, world.cast.other_unit))
    ]
    return {"pk": named[0].pk}, {"pk": named[1].pk}


own_and_other("decline_party")(silent_parties)


@own_and_other("put_party_on_paper")
def unheard_parties(world: World) -> tuple[Kwargs, Kwargs]:
    """Of each activity a party that is not on record here."""
    actor = world.cast.standing.actor()
    named = [
        add_party(actor=actor, activity=activity, role=PartyRole.PARTNER, name="Đội xe của phường", now=clock.now())
        for activity in world.both(Activity)
    ]
    return {"pk": named[0].pk}, {"pk": named[1].pk}


@own_and_other(ActivitySpeaker)
def speakers(world: World) -> tuple[ActivitySpeaker, ActivitySpeaker]:
    """Somebody who spoke at each."""
    actor = world.cast.standing.actor()
    ours, theirs = (
        name_speaker(actor=actor, activity=activity, name="Lê Văn Nói") for activity in world.both(Activity)
    )
    return ours, theirs


@own_and_other(ActivityOutput)
def outputs(world: World) -> tuple[ActivityOutput, ActivityOutput]:
    """A result of each."""
    actor = world.cast.standing.actor()
    ours, theirs = (
        add_output(actor=actor, activity=activity, words=OutputWords("Số người tham gia"))
        for activity in world.both(Activity)
    )
    return ours, theirs


@own_and_other("hold_activity")
def planned(world: World) -> tuple[Kwargs, Kwargs]:
    """A planned activity of each bloc."""
    made = [
        make_activity(
            world.cast,
            "Trồng cây",
            home=bloc,
            state=ActivityState.PLANNED,
            held_on=PartialDate(2026, 7, 1),
            cycles=[world.year_of(bloc)],
        )
        for bloc in world.both(Bloc)
    ]
    return {"pk": made[0].pk}, {"pk": made[1].pk}


own_and_other("cancel_activity")(planned)


@own_and_other("credit_activity")
def creditings(world: World) -> tuple[Kwargs, Kwargs]:
    """The activity of each bloc with the bloc's year."""
    (ours, theirs), (our_bloc, their_bloc) = world.both(Activity), world.both(Bloc)
    return (
        {"pk": ours.pk, "cycle": world.year_of(our_bloc).pk},
        {"pk": theirs.pk, "cycle": world.year_of(their_bloc).pk},
    )


own_and_other("uncredit_activity")(creditings)


@own_and_other(FieldPass)
def passes(world: World) -> tuple[FieldPass, FieldPass]:
    """A team of each."""
    actor = world.cast.standing.actor()
    ours, theirs = (
        issue_pass(actor=actor, activity=activity, team="Tổ 1", now=clock.now()).field_pass
        for activity in world.both(Activity)
    )
    return ours, theirs


@own_and_other(FieldPhone)
def phones(world: World) -> tuple[FieldPhone, FieldPhone]:
    """A phone of each team."""
    ours, theirs = (
        FieldPhone.objects.create(agency_id=team.agency_id, field_pass=team, device=uuid4(), first_seen_at=clock.now())
        for team in world.both(FieldPass)
    )
    return ours, theirs


@own_and_other(FieldPhoto)
def field_photos(world: World) -> tuple[FieldPhoto, FieldPhoto]:
    """A photograph that a phone of each team sent."""
    made = []
    for team, colour in zip(world.both(FieldPass), ("green", "brown"), strict=True):
        actor = FieldActor(field_pass=team.pk, activity=team.activity_id, device=str(uuid4()), name=team.team)
        content = picture(colour)
        sent = Picture(uuid4(), content, hashlib.sha256(content).hexdigest())
        made.append(keep_photo(actor=actor, activity=team.activity, picture=sent, now=clock.now())[0])
    return made[0], made[1]


@own_and_other("put_fact")
def sendings(world: World) -> tuple[Kwargs, Kwargs]:
    """A code that a phone might have made: only its pass opens anything."""
    return {"code": uuid4()}, {"code": uuid4()}


own_and_other("put_photo")(sendings)


@own_and_other(Participant)
def participants(world: World) -> tuple[Participant, Participant]:
    """Somebody on the list of each, who comes for the bloc that keeps the record."""
    actor = world.cast.standing.actor()
    for activity in world.both(Activity):
        home = add_party(actor=actor, activity=activity, role=PartyRole.ORGANISER, party=activity.home, now=clock.now())
        list_people(actor=actor, activity=activity, party=home, guests=[Guest("Lê Văn Ba")], now=clock.now())
    ours, theirs = (Participant.objects.get(activity=activity) for activity in world.both(Activity))
    return ours, theirs


@own_and_other("add_people")
def listed(world: World) -> tuple[Kwargs, Kwargs]:
    """Activities with a party that counts."""
    ours, theirs = world.both(Participant)
    return {"pk": ours.activity_id}, {"pk": theirs.activity_id}


own_and_other("add_child")(listed)
