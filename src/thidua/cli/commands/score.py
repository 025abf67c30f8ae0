"""`thidua score SCHEME CARDS [--json]`: a bloc's cards through a table; `--examples`, `--example NAME`."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from thidua.core.scoring.cards import read_cards
from thidua.core.scoring.derivation import Datum
from thidua.core.scoring.errors import CardsError, SchemeError
from thidua.core.scoring.numbers import Number, write_number
from thidua.core.scoring.reading import read_scheme
from thidua.core.scoring.scoring import Result, score
from thidua.core.scoring.shipped import EXAMPLES, example_text
from thidua.core.scoring.spoken import say_number
from thidua.core.scoring.wording import say_finding, say_step, say_tie
from thidua.core.scoring.words import words_of


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `score`."""
    parser = deeds.add_parser("score", help="chấm điểm một khối theo bảng tiêu chí")
    parser.add_argument("scheme", metavar="SCHEME", type=Path, nargs="?")
    parser.add_argument("cards", metavar="CARDS", type=Path, nargs="?")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--examples", action="store_true", help="các ví dụ kèm theo")
    parser.add_argument("--example", metavar="NAME", choices=sorted(EXAMPLES), help="chạy một ví dụ")
    parser.add_argument("--language", choices=("vi", "en"), default="vi", help="ngôn ngữ của lời giải thích")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Score and print; exit status 1 when a file cannot be used."""
    if options.examples:
        for name, example in EXAMPLES.items():
            print(f"{name}: {example.title}")
        return 0
    words = words_of(options.language)["reports"]
    try:
        if options.example:
            example = EXAMPLES[options.example]
            scheme_text, cards_text = example_text(example.scheme), example_text(example.cards)
        elif options.scheme and options.cards:
            scheme_text = options.scheme.read_text(encoding="utf-8")
            cards_text = options.cards.read_text(encoding="utf-8")
        else:
            print(words["nothing"], file=sys.stderr)
            return 2
        scheme = read_scheme(scheme_text)
        cards, findings = read_cards(cards_text, scheme)
    except (OSError, UnicodeDecodeError) as error:
        print(words["unreadable"].format(why=error), file=sys.stderr)
        return 2
    except SchemeError as error:
        return _report(error, str(options.scheme), options.language)
    except CardsError as error:
        return _report(error, str(options.cards), options.language)
    result = score(scheme, cards, findings)
    if options.json:
        print(json.dumps(as_plain(result, options.language), ensure_ascii=False, indent=1))
    else:
        _print(result, options.language)
    return 0


def _report(error: SchemeError | CardsError, name: str, language: str) -> int:
    for problem in error.problems:
        print(f"{name}:{problem.line or 1}: {problem.say(language)}", file=sys.stderr)
    return 1


def as_plain(result: Result, language: str) -> dict[str, Any]:
    """The result as JSON can hold it: points as text, unknown as null."""
    return {
        "scheme": result.scheme.id,
        "units": [_unit(result, at, language) for at in range(len(result.units))],
        "findings": [
            {
                "kind": each.kind.value,
                "unit": each.unit,
                "item": each.item,
                "rule": each.rule,
                "given": _plain(each.given),
                "allowed": _plain(each.allowed),
                "where": each.paper,
                "says": say_finding(each, language),
            }
            for each in result.findings
        ],
    }


def _unit(result: Result, at: int, language: str) -> dict[str, Any]:
    unit, card = result.units[at], result.cards[at]
    standing = unit.standing
    return {
        "unit": unit.unit,
        "group": unit.group,
        "total": _plain(unit.total),
        "exact": _exact(unit.exact),
        "standard": _plain(unit.standard),
        "bonus": _plain(unit.bonus),
        "penalty": _plain(unit.penalty),
        "rank": standing.rank if standing else None,
        "provisional": standing.is_provisional if standing else False,
        "broken_by": say_tie(standing.broken_by, result.scheme, language) if standing and standing.broken_by else "",
        "tied_with": list(standing.tied_with) if standing else [],
        "awaits_vote": standing.awaits_vote if standing else False,
        "grade": unit.grade or None,
        "awards": [{"award": each.award, "undecided": each.is_undecided} for each in unit.proposals],
        "items": [
            {
                "item": item.code,
                "name": item.name,
                "points": _plain(cell.points),
                "exact": _exact(cell.points),
                "maximum": _plain(item.maximum),
                "not_applicable": card.not_applicable.get(item.code),
                "steps": [say_step(step, result.scheme, language) for step in cell.steps],
            }
            for item in result.scheme.root.walk()
            if item.code
            for cell in (result.cells[item.code][at],)
        ],
    }


def _plain(value: Datum) -> str | None:
    if isinstance(value, tuple):
        return "/".join(str(each) for each in value)
    return value if value is None or isinstance(value, str) else write_number(value)


def _exact(value: Number | None) -> str | None:
    """In lowest terms, always as a fraction where it is not whole: 592/5."""
    if value is None:
        return None
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def _print(result: Result, language: str) -> None:
    for unit in sorted(result.units, key=lambda each: (each.standing.rank or 10**6) if each.standing else 10**6):
        total = words_of(language)["reports"]["unknown"] if unit.total is None else say_number(unit.total, language)
        rank = f"{unit.standing.rank}. " if unit.standing and unit.standing.rank else ""
        print(f"{rank}{unit.unit}: {total}{f' ({unit.grade})' if unit.grade else ''}")
    for finding in result.findings:
        where = f" [{finding.paper}]" if finding.paper else ""
        print(f"- {finding.unit}: {say_finding(finding, language)}{where}")
