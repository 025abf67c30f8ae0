"""What a table asks of a unit, item by item; what a card has not answered yet."""

from collections.abc import Collection, Iterator

from thidua.core.scoring.scheme import GRADE_ABOVE, ROOT, WOMEN, ScoreItem, ScoringScheme


def asked_items(table: ScoringScheme) -> list[ScoreItem]:
    """The items with questions of their own, in the table's order; the whole table last, for what concerns all."""
    items = [item for item in table.root.walk() if item.code != ROOT and names_of(table, item)]
    return [*items, table.root] if names_of(table, table.root) else items


def line_items(table: ScoringScheme) -> list[ScoreItem]:
    """Every item that a card has a line for: what is scored by itself, what asks, and the whole table."""
    return [item for item in table.root.walk() if item.code == ROOT or not item.parts or names_of(table, item)]


def names_of(table: ScoringScheme, item: ScoreItem) -> list[str]:
    """The inputs an item reads, each once; for the whole table also disqualifications and what only ranks."""
    names = dict.fromkeys(item.names())
    if item.code == ROOT:
        names |= dict.fromkeys(rule.code for rule in table.disqualifications)
        names |= dict.fromkeys(_ranking_only(table))
    return list(names)


def _ranking_only(table: ScoringScheme) -> Iterator[str]:
    elsewhere = {name for item in table.root.walk() for name in item.names()}
    yield from (name for name in (WOMEN, GRADE_ABOVE) if name in table.inputs and name not in elsewhere)
    chains = (table.ranking.chain, *table.ranking.chain_of_group.values())
    for step in (step for chain in chains for step in chain):
        for name in step.measure.names if step.measure is not None else ():
            if name not in elsewhere:
                yield name


def missing_names(table: ScoringScheme, answered: Collection[str], not_applicable: Collection[str]) -> dict[str, str]:
    """Input → code of the first item that needs it, for every question without an answer; what only ranks may wait."""
    found: dict[str, str] = {}

    def walk(item: ScoreItem) -> None:
        if item.code in not_applicable:
            return
        for name in item.names():
            if name not in answered:
                found.setdefault(name, item.code)
        for part in item.parts:
            walk(part)

    walk(table.root)
    for rule in table.disqualifications:
        if rule.code not in answered:
            found.setdefault(rule.code, ROOT)
    return found
