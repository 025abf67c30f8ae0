"""What a pledge says, as plain data: what is hashed, signed and printed."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from thidua.audit.chain import canonical
from thidua.campaigns.enums import PledgeState, TargetScope
from thidua.campaigns.models import Pledge, PledgeSignature, Target
from thidua.campaigns.queries.pledges import standing_signatures, targets_of
from thidua.organisations.models import Unit

FORMAT = 1


def sha256_of(content: dict[str, Any]) -> str:
    """The SHA-256 of the canonical JSON of `content`, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def target_content(target: Target) -> dict[str, Any]:
    """One target as it is signed."""
    return {
        "scope": target.scope,
        "unit": {"id": target.unit_id, "name": target.unit.name} if target.unit else None,
        "content": target.content,
        "unit_of_measure": target.unit_of_measure,
        "kind": target.kind,
        "bigger_is_better": target.bigger_is_better,
        "is_cumulative": target.is_cumulative,
        "plan": target.plan_exact or None,
        "plan_text": target.plan_text,
        "note": target.note,
        "due_on": target.due_on.isoformat() if target.due_on else None,
    }


def bloc_part(pledge: Pledge, targets: Iterable[Target]) -> dict[str, Any]:
    """What every unit signs: the text, the movements, the targets of the bloc."""
    return {
        "format": FORMAT,
        "agency": pledge.agency.name,
        "bloc": pledge.cycle.bloc.name,
        "year": pledge.cycle.year,
        "title": pledge.title,
        "text": pledge.text,
        "movements": [
            {
                "name": each.name,
                "aim": each.aim,
                "launched_on": each.launched_on.code or None,
                "ends_on": each.ends_on.code or None,
            }
            for each in sorted(pledge.movements.all(), key=lambda movement: movement.pk)
        ],
        "targets": [target_content(each) for each in targets if each.scope != TargetScope.OF_UNIT],
    }


def signed_by_unit(pledge: Pledge, unit: Unit, targets: Iterable[Target]) -> dict[str, Any]:
    """What one unit signs: the bloc's part and its own targets."""
    targets = list(targets)
    return {
        "pledge": bloc_part(pledge, targets),
        "unit": {"id": unit.pk, "name": unit.name},
        "targets": [target_content(each) for each in targets if each.unit_id == unit.pk],
    }


def hash_to_sign(pledge: Pledge, unit: Unit) -> str:
    """The hash of what `unit` would sign now."""
    return sha256_of(signed_by_unit(pledge, unit, targets_of(pledge)))


def signature_content(signature: PledgeSignature) -> dict[str, Any]:
    """One signature as it is kept."""
    return {
        "unit": {"id": signature.unit_id, "name": signature.unit_name},
        "kind": signature.kind,
        "signed_by": signature.signed_by_name or None,
        "post": signature.post_title or None,
        "on_behalf_of": signature.on_behalf_of_name or None,
        "signed_on": signature.signed_on.isoformat() if signature.signed_on else None,
        "signed_hash": signature.signed_hash,
    }


def whole_content(
    pledge: Pledge, targets: Iterable[Target], signatures: Iterable[PledgeSignature], not_signed: Iterable[Unit]
) -> dict[str, Any]:
    """All of a pledge: the bloc's part, the targets of the units, the signatures, and who did not sign."""
    targets = list(targets)
    return bloc_part(pledge, targets) | {
        "unit_targets": [target_content(each) for each in targets if each.scope == TargetScope.OF_UNIT],
        "signatures": [signature_content(each) for each in signatures],
        "not_signed": [{"id": unit.pk, "name": unit.name} for unit in not_signed],
    }


def content_of(pledge: Pledge) -> dict[str, Any]:
    """What the pledge says: as it was frozen, or as it stands now. Figures are exact text ("19/2"), unknown is None."""
    if pledge.state == PledgeState.FROZEN:
        frozen: dict[str, Any] = json.loads(pledge.content)
        return frozen
    return whole_content(pledge, targets_of(pledge), standing_signatures(pledge).values(), [])


def is_intact(pledge: Pledge) -> bool:
    """Whether a frozen pledge still is what was signed: the hash fits the content, the rows fit the content."""
    if hashlib.sha256(pledge.content.encode()).hexdigest() != pledge.content_hash:
        return False
    frozen = json.loads(pledge.content)
    targets = targets_of(pledge)
    kept = [_without_names(target_content(each)) for each in targets]
    said = [_without_names(each) for each in frozen["targets"] + frozen["unit_targets"]]
    signed = {each["unit"]["id"]: each["signed_hash"] for each in frozen["signatures"]}
    stands = {unit: row.signed_hash for unit, row in standing_signatures(pledge).items()}
    return sorted(kept, key=canonical) == sorted(said, key=canonical) and signed == stands


def _without_names(target: dict[str, Any]) -> dict[str, Any]:
    return target | {"unit": target["unit"] and target["unit"]["id"]}
