"""Which words of a published copy it is found by: fields named for each kind of thing, and nothing beside them.

A copy holds more than its page tells. `counted` of a sum names activities that may have been withdrawn since; charts
hold codes; there are slugs and coordinates. What is not named here is neither found nor shown among results.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from thidua.publishing.enums import PHOTOGRAPHS, SUMS, SnapshotKind
from thidua.publishing.models import Snapshot
from thidua.publishing.models.photos import told_with

Fields = Mapping[str, Any]
"""What is read of an object: of each field either its text (`TEXT`) or the fields below it."""
TEXT: Fields = {}


def _texts(*names: str) -> Fields:
    return dict.fromkeys(names, TEXT)


LINE = _texts("name", "amount", "how")
FIGURES: Fields = dict.fromkeys(("chief", "lines", "classes", "handed", "unknown"), LINE)
EVENT = _texts("part", "place", "message", "holders", "movement")
FIELDS: dict[SnapshotKind, Fields] = {
    SnapshotKind.IMPACT: {
        **_texts("when", "place", "message"),
        **FIGURES,
        "beside": {**_texts("name", "ours"), "printed": _texts("text", "source")},
        "zones": _texts("name"),
        "roles": _texts("name", "parties"),
    },
    **dict.fromkeys(SUMS, FIGURES),
    SnapshotKind.BLOC: _texts("council", "members", "lead", "deputy", "theme", "movements"),
    SnapshotKind.CALL: _texts(
        *("slogan", "kind", "level", "launched_by", "number", "aim", "scope", "content", "criteria", "answers")
    ),
    SnapshotKind.EVENT: EVENT,
    SnapshotKind.CONFERENCE: EVENT,
    SnapshotKind.DECISION: _texts("paper", "bloc", "lead", "deputy", "signer"),
    SnapshotKind.RANKING: {
        **_texts("council", "scheme"),
        "groups": {**_texts("name"), "places": _texts("unit", "grade")},
    },
}


def words_of_copy(snapshot: Snapshot, language: str) -> str:
    """The words by which a version is found in a language: its title, what its page tells in it, and, in the language
    in which they were said, the released texts that stand there and what stands below its photographs and for them.
    """
    told = snapshot.body.get(language) or snapshot.body.get("vi", {})
    texts = " ".join(each.text for each in snapshot.texts.all() if each.gone_at is None)
    seen = [each for each in snapshot.pictures.all() if each.gone_at is None and each.role in PHOTOGRAPHS]
    photos = " ".join(told_with(each.caption, each.alt_text) for each in seen)
    return f"{snapshot.title} {words_told(SnapshotKind(snapshot.kind), told)} {texts} {photos}".rstrip()


def words_told(kind: SnapshotKind, told: Any) -> str:
    """The words of what a copy tells in one language.

    >>> words_told(SnapshotKind.BLOC, {"lead": "Bộ A", "movements": [[7, "Biển xanh"]], "years": [[1, 2025]]})
    'Bộ A Biển xanh'
    """
    return " ".join(_said(told, FIELDS[kind]))


def _said(told: Any, fields: Fields) -> Iterable[str]:
    if isinstance(told, str):
        return [told] if told and not fields else []
    if isinstance(told, list):
        return [text for each in told for text in _said(each, fields)]
    if isinstance(told, dict):
        return [text for name, below in fields.items() if name in told for text in _said(told[name], below)]
    return []
