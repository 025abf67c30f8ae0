"""A table is begun, changed, laid before the members, frozen when scoring opens, and closed by publication."""

from collections.abc import Collection, Mapping
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.campaigns.models import Cycle
from thidua.campaigns.policies.observers import superior_heard
from thidua.campaigns.queries.members import member_units
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.scoring.scheme import ScoringScheme
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Unit
from thidua.scorecards.enums import SchemeState, Stage
from thidua.scorecards.errors import SchemeStateError
from thidua.scorecards.facts.files import digest_of_file
from thidua.scorecards.models import Assessor, PeerPair, Scheme, SchemeComment, Scorecard, ScoreLine
from thidua.scorecards.policies import schemes as policies
from thidua.scorecards.queries.cards import cards_of
from thidua.scorecards.queries.questions import line_items
from thidua.scorecards.queries.tables import digest_of, empty_document, table_of
from thidua.scorecards.services.acting import fitting, lock, name_of, required, user_of
from thidua.scorecards.services.cards import lock_card
from thidua.scorecards.services.moves import go_on_after_peers
from thidua.scorecards.services.recomputing import recompute

LARGEST = 500_000
"""Characters of a document; `core.scoring.plain` reads no larger file."""


@transaction.atomic
def start_scheme(
    *, actor: Actor, cycle: Cycle, title: str, document: Mapping[str, Any] | None = None, source: Scheme | None = None
) -> Scheme:
    """Begin the table of a year: empty, from plain data (a file, an example), or from another year's table."""
    require(policies.may_start_scheme(actor, cycle))
    kept = deepcopy(dict(document or (source.document if source is not None else empty_document())))
    kept["title"] = fitting(normalise(title), "title", 300) or str(kept.get("title") or "")
    if not kept["title"]:
        raise SchemeStateError(_("Anh/chị chưa nhập tên bảng tiêu chí."), code="no_title", field="title")
    kept["id"] = f"{cycle.bloc.code}-{cycle.year}"
    if source is not None:
        _move_year(kept, source.cycle.year, cycle.year)
    scheme = Scheme(agency_id=cycle.agency_id, cycle=cycle, document=kept, copied_from=source)
    scheme.save()
    audit.record(actor, "scheme.started", scheme, agency=scheme.agency_id, after=_facts(scheme))
    return scheme


def _move_year(document: dict[str, Any], old: int, new: int) -> None:
    """A copied table that scores the whole of its old year scores the whole of the new one."""
    if (document.get("since"), document.get("until")) == (f"{old}-01-01", f"{old}-12-31"):
        document["since"], document["until"] = f"{new}-01-01", f"{new}-12-31"


@transaction.atomic
def change_scheme(*, actor: Actor, scheme: Scheme, version: int, document: Mapping[str, Any], what: str) -> Scheme:
    """Put a new document in the place of the old. `what` says in words which part was changed."""
    scheme = lock(scheme.pk)
    require(policies.may_edit_scheme(actor, scheme))
    require_version(scheme, version)
    before = scheme.document
    scheme.document = dict(document)
    if len(str(scheme.document)) > LARGEST:
        raise SchemeStateError(_("Bảng quá lớn. Bỏ bớt tiêu chí, hoặc chia bảng."), code="too_large")
    scheme.save()
    audit.record(
        actor,
        "scheme.changed",
        scheme,
        agency=scheme.agency_id,
        before={"digest": digest_of(before)},
        after={"part": what, "digest": digest_of(scheme.document)},
    )
    return scheme


@transaction.atomic
def collect_comments(*, actor: Actor, scheme: Scheme, version: int) -> Scheme:
    """Lay the draft before the members."""
    scheme = lock(scheme.pk)
    require(policies.may_collect_comments(actor, scheme))
    require_version(scheme, version)
    scheme.state = SchemeState.COMMENTING
    scheme.save()
    audit.record(
        actor, "scheme.commenting", scheme, agency=scheme.agency_id, after={"digest": digest_of(scheme.document)}
    )
    return scheme


@transaction.atomic
def comment_on_scheme(
    *, actor: Actor, scheme: Scheme, unit: Unit | None, text: str, now: datetime, item: str = ""
) -> SchemeComment:
    """Say something on the draft, perhaps on one item: for a member unit, or without one for the superior that the
    actor observes for."""
    require(policies.may_comment_on_scheme(actor, scheme))
    superior = superior_heard(actor, scheme.cycle.bloc) if unit is None else None
    if superior is None and (unit is None or unit.pk not in policies.units_speaking(actor, scheme)):
        raise SchemeStateError(_("Chọn đơn vị của anh/chị."), code="other_unit", field="unit")
    words = normalise(text, keep_lines=True)
    if not words:
        raise SchemeStateError(_("Anh/chị chưa viết góp ý."), code="no_text", field="text")
    comment = SchemeComment(
        agency_id=scheme.agency_id,
        scheme=scheme,
        unit=unit,
        superior=superior,
        item=item[:40],
        text=fitting(words, "text", 5000),
        made_by_id=user_of(actor),
        made_by_name=name_of(actor),
        made_at=now,
    )
    comment.save()
    audit.record(
        actor,
        "scheme.commented",
        scheme,
        agency=scheme.agency_id,
        after={
            **({"unit": comment.unit_id} if unit is not None else {"superior": comment.superior_id}),
            "item": item,
            "text": comment.text,
        },
    )
    return comment


@transaction.atomic
def answer_comment(*, actor: Actor, comment: SchemeComment, version: int, answer: str, now: datetime) -> SchemeComment:
    """Tell a member what became of its comment; an answer may be bettered. Raises `StaleVersionError`."""
    scheme = comment.scheme
    comment = SchemeComment.objects.select_for_update(of=("self",), no_key=True).get(pk=comment.pk)
    comment.scheme = scheme
    require(policies.may_answer_comment(actor, comment))
    words = fitting(normalise(answer, keep_lines=True), "answer", 5000)
    if not words:
        raise SchemeStateError(_("Anh/chị chưa viết trả lời."), code="no_text", field="answer")
    require_version(comment, version)
    before, comment.answer = comment.answer, words
    comment.answered_by_name, comment.answered_at = name_of(actor), now
    comment.save()
    audit.record(
        actor,
        "scheme.comment_answered",
        comment.scheme,
        agency=comment.agency_id,
        before={"answer": before} if before else {},
        after={"comment": comment.pk, "answer": comment.answer},
    )
    return comment


@transaction.atomic
def name_assessor(*, actor: Actor, scheme: Scheme, version: int, name: str, unit: Unit) -> Assessor:
    """Say which unit's officers assess the branches that the table gives to `name`. Raises `StaleVersionError`."""
    scheme = lock(scheme.pk)
    require(policies.may_name_assessors(actor, scheme))
    require_version(scheme, version)
    name = required(name, _("Anh/chị chưa chọn tên người chấm ghi trong bảng."), "name")[:250]
    made, _is_new = Assessor.objects.update_or_create(
        agency_id=scheme.agency_id, scheme=scheme, name=name, defaults={"unit": unit}
    )
    scheme.save()
    audit.record(actor, "scheme.assessor_named", scheme, agency=scheme.agency_id, after={"name": name, "unit": unit.pk})
    return made


@transaction.atomic
def drop_assessor(*, actor: Actor, assessor: Assessor, version: int) -> None:
    """Give the branches back to head and deputy. Raises `StaleVersionError`."""
    scheme = lock(assessor.scheme_id)
    assessor.scheme = scheme
    require(policies.may_drop_assessor(actor, assessor))
    require_version(scheme, version)
    scheme.save()
    audit.record(
        actor,
        "scheme.assessor_dropped",
        assessor.scheme,
        agency=assessor.agency_id,
        before={"name": assessor.name, "unit": assessor.unit_id},
    )
    assessor.delete()


@transaction.atomic
def put_in_groups(*, actor: Actor, scheme: Scheme, version: int, groups: Mapping[int, str]) -> Scheme:
    """Say within which group of the table each unit is ranked, before scoring opens."""
    scheme = lock(scheme.pk)
    require(policies.may_edit_scheme(actor, scheme))
    require_version(scheme, version)
    before = scheme.groups
    scheme.groups = {str(unit): group for unit, group in groups.items() if group}
    scheme.save()
    audit.record(
        actor,
        "scheme.groups_set",
        scheme,
        agency=scheme.agency_id,
        before={"groups": [f"{unit}: {group}" for unit, group in before.items()]},
        after={"groups": [f"{unit}: {group}" for unit, group in scheme.groups.items()]},
    )
    return scheme


@transaction.atomic
def open_scoring(*, actor: Actor, scheme: Scheme, version: int, has_peers: bool, now: datetime) -> Scheme:
    """Freeze the table with its hash and give every member a card; with `has_peers` everyone scores everyone else."""
    scheme = lock(scheme.pk)
    require(policies.may_open_scoring(actor, scheme))
    require_version(scheme, version)
    scheme.digest = digest_of(scheme.document)
    scheme.file_digest = digest_of_file(scheme.document)
    table = table_of(scheme)
    units = member_units(scheme.cycle, min(timezone.localdate(now), date(scheme.cycle.year, 12, 31)))
    _require_groups(table, scheme, units)
    scheme.state, scheme.has_peers, scheme.opened_at = SchemeState.SCORING, has_peers, now
    scheme.save()
    cards = Scorecard.objects.bulk_create(
        Scorecard(
            agency_id=scheme.agency_id,
            scheme=scheme,
            unit=unit,
            position=place,
            group=scheme.groups.get(str(unit.pk), ""),
        )
        for place, unit in enumerate(units, start=1)
    )
    ScoreLine.objects.bulk_create(
        (
            ScoreLine(agency_id=scheme.agency_id, scorecard=card, item=item.code)
            for card in cards
            for item in line_items(table)
        ),
        batch_size=1000,
    )
    if has_peers:
        _pair(scheme, {card: [unit for unit in units if unit.pk != card.unit_id] for card in cards})
    recompute(scheme)
    audit.record(
        actor,
        "scheme.frozen",
        scheme,
        agency=scheme.agency_id,
        after={
            "digest": scheme.digest,
            "file_sha256": scheme.file_digest,
            "units": [unit.pk for unit in units],
            "has_peers": has_peers,
        },
    )
    return scheme


@transaction.atomic
def set_peers(*, actor: Actor, scheme: Scheme, version: int, scorers: Mapping[int, Collection[int]]) -> Scheme:
    """Say who scores whom: card id → units. Pairs that have scored already stay as they are; so does what a unit has
    kept without sending it, as long as it is still to score. A card that waits for no peer any more goes on to its
    assessors. Raises `StaleVersionError`."""
    scheme = lock(scheme.pk)
    require(policies.may_set_peers(actor, scheme))
    require_version(scheme, version)
    cards = {card.pk: card for card in cards_of(scheme.pk)}
    units = {card.unit_id: card.unit for card in cards.values()}
    standing = {(pair.scorecard_id, pair.scorer_id): pair for pair in PeerPair.objects.filter(scorecard__scheme=scheme)}
    wanted = {
        card: {unit for unit in chosen if unit in units and unit != cards[card].unit_id}
        for card, chosen in scorers.items()
        if card in cards
    }
    for (card, unit), pair in standing.items():
        if pair.submitted_at is None and unit not in wanted.get(card, ()):
            pair.delete()
    fresh = {
        cards[card]: [units[unit] for unit in sorted(chosen) if (card, unit) not in standing]
        for card, chosen in wanted.items()
    }
    _pair(scheme, fresh)
    pairs = [
        f"{pair.scorer.name} → {cards[pair.scorecard_id].unit.name}"
        for pair in PeerPair.objects.filter(scorecard__scheme=scheme).select_related("scorer").order_by("pk")
    ]
    scheme.has_peers = bool(pairs)
    scheme.save()
    audit.record(actor, "scheme.peers_set", scheme, agency=scheme.agency_id, after={"scorers": pairs})
    for waiting in cards.values():
        if waiting.stage == Stage.PEERS:
            go_on_after_peers(actor, lock_card(waiting, scheme))
    return scheme


@transaction.atomic
def publish_scores(*, actor: Actor, scheme: Scheme, version: int, now: datetime) -> Scheme:
    """Publish: from here on nothing of the table or its cards changes."""
    scheme = lock(scheme.pk)
    require(policies.may_publish(actor, scheme))
    require_version(scheme, version)
    recompute(scheme)
    scheme.state, scheme.published_at = SchemeState.PUBLISHED, now
    scheme.save()
    audit.record(actor, "scheme.published", scheme, agency=scheme.agency_id, after={"digest": scheme.digest})
    return scheme


def _pair(scheme: Scheme, wanted: Mapping[Scorecard, Collection[Unit]]) -> None:
    PeerPair.objects.bulk_create(
        PeerPair(agency_id=scheme.agency_id, scorecard=card, scorer=unit)
        for card, chosen in wanted.items()
        for unit in chosen
    )


def _require_groups(table: ScoringScheme, scheme: Scheme, units: Collection[Unit]) -> None:
    """A table that ranks within groups needs to know the group of each unit."""
    if not table.groups:
        return
    lacking = [unit.name for unit in units if scheme.groups.get(str(unit.pk)) not in table.groups]
    if lacking:
        raise SchemeStateError(
            _("Bảng xếp hạng theo nhóm mà chưa chọn nhóm cho: %(names)s. Chọn nhóm ở mục Người chấm và nhóm.")
            % {"names": ", ".join(lacking)},
            code="no_group",
        )


def _facts(scheme: Scheme) -> dict[str, Any]:
    return {"cycle": scheme.cycle_id, "title": scheme.title, "digest": digest_of(scheme.document)}
