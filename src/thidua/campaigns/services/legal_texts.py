"""Legal texts are written down, corrected, replaced, and cited by rules and movements."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.enums.legal_texts import Certainty, LegalTextKind
from thidua.campaigns.errors.cycles import AlreadyThereError, DateOutOfYearError
from thidua.campaigns.models import LegalText, Movement, RuleVersion, TextCitation
from thidua.campaigns.policies.cycles import may_run_bloc
from thidua.campaigns.policies.library import (
    legal_texts_visible_to,
    may_add_to_library,
    may_change_legal_text,
    may_change_movement,
    may_drop_citation,
)
from thidua.campaigns.services.reasons import required_line
from thidua.campaigns.services.words import check_lengths, clean
from thidua.common.actor import Actor
from thidua.common.errors import NotVisibleError
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Agency

UNKNOWN_DAY = PartialDate()


@dataclass(frozen=True, slots=True)
class TextWords:
    """What is known of a text; `effective_since` None is unknown, `effective_until` None is no end known."""

    title: str
    kind: LegalTextKind = LegalTextKind.OTHER
    number: str = ""
    issuer: str = ""
    issued_on: PartialDate = UNKNOWN_DAY
    effective_since: date | None = None
    effective_until: date | None = None
    certainty: Certainty = Certainty.UNVERIFIED
    source: str = ""


@transaction.atomic
def add_legal_text(
    *, actor: Actor, agency: Agency, words: TextWords, replaced_by: LegalText | None = None
) -> LegalText:
    """Write down a text. Raises `AlreadyThereError` when that number of that issuer is there."""
    require(may_add_to_library(actor, agency))
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    text = LegalText(agency=agency)
    _fill(actor, text, words, replaced_by)
    text.save()
    record(actor, "legal_text.added", text, agency=agency.pk, after=_shown(text))
    return text


@transaction.atomic
def change_legal_text(
    *, actor: Actor, text: LegalText, version: int, words: TextWords, replaced_by: LegalText | None = None
) -> LegalText:
    """Correct a text, or say until when it was in force and what replaced it."""
    require(may_change_legal_text(actor, text))
    text = LegalText.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=text.pk)
    require_version(text, version)
    before = _shown(text)
    _fill(actor, text, words, replaced_by)
    text.save()
    record(actor, "legal_text.changed", text, agency=text.agency_id, before=before, after=_shown(text))
    return text


@transaction.atomic
def cite_text(
    *, actor: Actor, text: LegalText, rule: RuleVersion | None = None, movement: Movement | None = None, place: str = ""
) -> TextCitation:
    """Let rules or a movement rest on a text (exactly one of them). Cited already: the same citation."""
    citing: RuleVersion | Movement
    if rule is not None and movement is None:
        require(may_run_bloc(actor, rule.bloc))
        citing = RuleVersion.objects.select_for_update(of=("self",), no_key=True).get(pk=rule.pk)
    elif movement is not None and rule is None:
        require(may_change_movement(actor, movement))
        citing = Movement.objects.select_for_update(of=("self",), no_key=True).get(pk=movement.pk)
    else:
        raise ValueError("A text is cited by one version of rules or by one movement.")
    _require_visible(actor, text)
    asked = TextCitation(agency=citing.agency, text=text, rule=rule, movement=movement, place=clean(place))
    check_lengths(asked)
    citation, is_new = TextCitation.objects.get_or_create(
        agency=citing.agency, text=text, rule=rule, movement=movement, place=asked.place
    )
    if is_new:
        record(actor, "text.cited", citing, agency=citing.agency_id, after={"text": str(text), "place": clean(place)})
    return citation


@transaction.atomic
def drop_citation(*, actor: Actor, citation: TextCitation) -> None:
    """Take a citation back."""
    require(may_drop_citation(actor, citation))
    citing = citation.rule or citation.movement
    TextCitation.objects.filter(pk=citation.pk).delete()
    record(actor, "text.citation_dropped", citing, agency=citation.agency_id, before={"text": str(citation)})


def _fill(actor: Actor, text: LegalText, words: TextWords, replaced_by: LegalText | None) -> None:
    title = required_line(words.title, _("Anh/chị chưa nhập tên văn bản."), field="title")
    since, until = words.effective_since, words.effective_until
    if since is not None and until is not None and until < since:
        raise DateOutOfYearError(_("Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi."), field="effective_until")
    number, issuer = clean(words.number), clean(words.issuer)
    same = LegalText.objects.filter(agency=text.agency, number=number, issuer=issuer).exclude(pk=text.pk)
    if number and same.exists():
        raise AlreadyThereError(_("Văn bản số %(number)s đã có.") % {"number": number}, field="number")
    if replaced_by is not None:
        _require_visible(actor, replaced_by)
        if replaced_by.pk == text.pk:
            raise AlreadyThereError(_("Văn bản không thể thay thế chính nó."), field="replaced_by")
    text.kind, text.number, text.issuer, text.title = words.kind, number, issuer, title
    text.issued_on = words.issued_on
    text.effective_since, text.effective_until, text.replaced_by = since, until, replaced_by
    text.certainty, text.source = words.certainty, clean(words.source)
    check_lengths(text)


def _require_visible(actor: Actor, text: LegalText) -> None:
    if not legal_texts_visible_to(actor).filter(pk=text.pk).exists():
        raise NotVisibleError(_("Không tìm thấy văn bản này."))


def _shown(text: LegalText) -> dict[str, object]:
    return {
        "kind": str(text.kind),
        "number": text.number,
        "issuer": text.issuer,
        "issued_on": text.issued_on.code,
        "title": text.title,
        "effective_since": str(text.effective_since or ""),
        "effective_until": str(text.effective_until or ""),
        "replaced_by": text.replaced_by_id,
        "certainty": str(text.certainty),
        "source": text.source,
    }
