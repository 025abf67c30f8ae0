"""What a decision of recognition gives to an article. A Vietnamese text, whoever reads."""

from datetime import date

from thidua.core.vietnam.partial_dates import Precision
from thidua.decisions.facts.words import cited_decision
from thidua.decisions.models import RecognitionDecision
from thidua.organisations.models import Person, Unit
from thidua.organisations.queries import members_of, posts_of
from thidua.publishing.enums import SourceKind
from thidua.publishing.facts.drafts import DraftWords, Paragraph, Part, Remark, listed


def told_of_decision(decision: RecognitionDecision, today: date) -> DraftWords:
    """All that goes into the draft; why it differs from the election, and notes, stay inside."""
    bloc, year = decision.bloc, decision.year
    day = decision.signed_on.earliest if decision.signed_on.precision == Precision.DAY else None
    deputy = f", {decision.deputy.name} làm Khối phó" if decision.deputy is not None else ""
    return DraftWords(
        kind=SourceKind.DECISION,
        source=decision.pk,
        agency=decision.agency,
        bloc=bloc,
        title=f"Công nhận Khối trưởng, Khối phó {bloc.name} năm {year}",
        summary=f"{decision.lead.name} làm Khối trưởng{deputy} của {bloc.name} năm {year}.",
        told_on=day or today,
        place="",
        parts=_parts(decision),
    )


def _parts(decision: RecognitionDecision) -> list[Part]:
    bloc, year = decision.bloc, decision.year
    found: list[Part] = []
    if decision.number and decision.signed_on.precision == Precision.DAY:
        signed = (
            f", do {decision.signer_title} {decision.signer} ký" if decision.signer and decision.signer_title else ""
        )
        cited = f"{bloc.name} có Khối trưởng, Khối phó năm {year} theo {cited_decision(decision)}{signed}."
        found.append(Paragraph(cited))
    else:
        found.append(Remark("Hồ sơ chưa rõ số hoặc ngày của quyết định: hỏi rồi ghi. Xem lại cả ngày của bài."))
    recognised = [f"{decision.lead.name} là Khối trưởng"]
    recognised += [f"{decision.deputy.name} là Khối phó"] if decision.deputy is not None else []
    found.append(Paragraph(f"Theo quyết định ấy, {listed(recognised)} của {bloc.name} năm {year}."))
    people = [
        _represented(unit, person, decision)
        for unit, person in (
            (decision.lead, decision.lead_representative),
            (decision.deputy, decision.deputy_representative),
        )
        if unit is not None and person is not None
    ]
    if people:
        found.append(Paragraph(f"{listed(people)}."))
    if decision.effective_on is not None:
        found.append(Paragraph(f"Quyết định có hiệu lực từ ngày {decision.effective_on:%d/%m/%Y}."))
    if members := [each.name for each in members_of(bloc.pk, year)]:
        found.append(Paragraph(f"Năm {year}, {bloc.name} có {len(members)} đơn vị: {listed(members)}."))
    if decision.meeting is not None:
        found.append(Paragraph(f"Hai đơn vị được chọn tại “{decision.meeting.title}”."))
    return found


def _represented(unit: Unit, person: Person, decision: RecognitionDecision) -> str:
    day = decision.signed_on.earliest or date(decision.year, 1, 1)
    post = posts_of([person], day).get(person.pk)
    held = f", {post.title}" if post is not None else ""
    return f"{person.full_name}{held} thay mặt {unit.name}"
