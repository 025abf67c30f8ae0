"""What people signed is put down, and taken off again: the table then says where it differs and by which rule."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.scoring.answers import Answer
from thidua.core.scoring.scheme import ROOT
from thidua.scorecards.errors import ScoreError
from thidua.scorecards.facts.answers import dump_answer
from thidua.scorecards.models import Scorecard, SignedPaper
from thidua.scorecards.policies import cards as policies
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.services.acting import fitting, lock, name_of, required
from thidua.scorecards.services.cards import lock_card

NO_ANSWERS: Mapping[str, Answer] = {}


@transaction.atomic
def record_paper(
    *,
    actor: Actor,
    card: Scorecard,
    version: int,
    name: str,
    total: Fraction | None,
    items: Mapping[str, Fraction],
    now: datetime,
    same_as: str = "",
    answers: Mapping[str, Answer] = NO_ANSWERS,
) -> SignedPaper:
    """Put down a signed paper. Raises `ScoreError` for items the table has not, and for a name that is there already:
    what a colleague put down is taken off on purpose, never replaced in passing. `version` is that of the card. Raises
    `StaleVersionError`: two who put the same paper down under two names meet here."""
    card = lock_card(card, lock(card.scheme_id))
    require(policies.may_record_paper(actor, card))
    require_version(card, version)
    name = fitting(required(name, _("Anh/chị chưa ghi tên giấy tờ."), "name"), "name", 250)
    table = table_of(card.scheme)
    known = {item.code for item in table.root.walk() if item.code != ROOT}
    unknown = sorted(set(items) - known)
    if unknown:
        raise ScoreError(
            _("Bảng không có mục: %(items)s.") % {"items": ", ".join(unknown)}, code="unknown_item", field="items"
        )
    if total is None and not items:
        raise ScoreError(_("Ghi tổng điểm, hoặc điểm của ít nhất một mục."), code="nothing", field="total")
    if SignedPaper.objects.filter(scorecard=card, name=name).exists():
        raise ScoreError(
            _("Phiếu đã có giấy tờ tên “%(name)s”. Bỏ bản cũ trước khi ghi lại, hoặc ghi tên khác.") % {"name": name},
            code="paper_twice",
            field="name",
        )
    paper = SignedPaper.objects.create(
        agency_id=card.agency_id,
        scorecard=card,
        name=name,
        total_exact="" if total is None else str(total),
        items={code: str(points) for code, points in items.items()},
        answers={code: dump_answer(value) for code, value in answers.items()},
        same_as=same_as[:250],
        recorded_by_name=name_of(actor),
        recorded_at=now,
    )
    card.save()
    audit.record(
        actor,
        "scorecard.paper_recorded",
        card,
        agency=card.agency_id,
        after={
            "paper": name,
            "total": paper.total_exact,
            "changes": [f"{code}: {points}" for code, points in paper.items.items()],
        },
    )
    return paper


@transaction.atomic
def drop_paper(*, actor: Actor, paper: SignedPaper, version: int, reason: str) -> None:
    """Take it off, with the reason. `version` is that of its card. Raises `StaleVersionError`."""
    card = lock_card(paper.scorecard, lock(paper.scorecard.scheme_id))
    paper.scorecard = card
    require(policies.may_drop_paper(actor, paper))
    require_version(card, version)
    reason = required(reason, _("Anh/chị chưa ghi lý do."), "reason")
    card.save()
    audit.record(
        actor,
        "scorecard.paper_dropped",
        card,
        agency=paper.agency_id,
        before={"paper": paper.name, "total": paper.total_exact},
        reason=reason,
    )
    paper.delete()
