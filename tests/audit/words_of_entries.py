"""Which words an entry of the history still lacks."""

import json
import re
from typing import Any

from thidua.audit.models import AuditEntry
from thidua.audit.words import ACTS
from thidua.audit.words.fields import FIELDS, HIDDEN

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def missing_words(entry: AuditEntry) -> list[str]:
    """The act and the keys of `before` and `after` that nobody gave words to."""
    said = json.loads(entry.payload)
    keys = {*_keys(said["before"]), *_keys(said["after"])}
    return [*([entry.action] if entry.action not in ACTS else []), *sorted(keys - FIELDS.keys() - HIDDEN)]


def _keys(value: Any) -> set[str]:
    """Keys that are names of fields, on every level; keys that are themselves values (“PLEDGE”) are not."""
    if isinstance(value, dict):
        own = {key.removesuffix("_id") for key in value if _NAME.fullmatch(key)}
        return own.union(*(_keys(each) for each in value.values()))
    if isinstance(value, list):
        return set().union(*(_keys(each) for each in value))
    return set()
