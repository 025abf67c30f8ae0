"""`thidua law …`: titles and honours, one case explained, money, the way ahead, a table of many, what to read again.

Dates are arguments. Today is asked for only where it is not told (`--today`, `stale --on`): records of later days are
refused.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from thidua.cli.law.tables import read_table, write_table
from thidua.cli.setup import django_setup
from thidua.core.law.awards import Awards, shipped_awards, with_own
from thidua.core.law.codes import Subject
from thidua.core.law.errors import FactsError, LawError
from thidua.core.law.explain import assess, award_for
from thidua.core.law.facts import Facts
from thidua.core.law.facts_file import read_facts
from thidua.core.law.figures import Stale, shipped_stale
from thidua.core.law.outcome import CriterionFinding, Outcome
from thidua.core.law.own_rules import OwnRules, read_own_rules
from thidua.core.law.path import find_path
from thidua.core.law.places import FIRST_YEAR, LAST_YEAR
from thidua.core.law.plain import (
    plain_outcome,
    plain_path,
    plain_payment,
    plain_prize,
    plain_quota,
    plain_titles,
    setting_of,
)
from thidua.core.law.prize import Prize, pay_together, prize
from thidua.core.law.quotas import QuotaAnswer, QuotaStand
from thidua.core.law.regimes import regime_on
from thidua.core.law.rows import FREE, LISTS, PARTS, SINGLE, read_rows, write_row
from thidua.core.law.wording import award_names, say_all, say_day, say_reason, say_unit_quota, say_verdict
from thidua.core.law.words import words_of


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `law` and its deeds."""
    parser = deeds.add_parser("law", help="pháp luật thi đua, khen thưởng: tiêu chuẩn, xét, tiền thưởng, lộ trình")
    law_deeds = parser.add_subparsers(dest="law_deed", required=True, metavar="DEED")

    titles = _deed(law_deeds, "titles", "danh hiệu, hình thức và tiêu chuẩn áp dụng một ngày", run_titles)
    titles.add_argument("--on", metavar="DATE", type=_day, required=True, help="ngày áp dụng luật")

    one = _deed(law_deeds, "assess", "xét một hồ sơ, từng tiêu chuẩn một", run_assess)
    one.add_argument("code", metavar="CODE")
    one.add_argument("facts", metavar="FACTS", type=Path)
    one.add_argument("--year", type=int, required=True, help="năm xét")
    one.add_argument("--law-on", metavar="DATE", type=_day, required=True, help="ngày áp dụng luật")
    one.add_argument(
        "--as-of", metavar="DATE", type=_day, help="ngày xét (kỷ luật, tạm dừng); mặc định là ngày áp dụng luật"
    )
    _add_today(one)
    one.add_argument("--received-on", metavar="DATE", type=_day, help="ngày nhận hồ sơ thẩm định")
    _add_choices(one)

    money = _deed(law_deeds, "prize", "tiền thưởng", run_prize)
    money.add_argument("code", metavar="CODE", nargs="+", help="nhiều mã: cùng một thời gian tính thành tích")
    money.add_argument("--subject", choices=[each.value for each in Subject], required=True)
    money.add_argument("--decided-on", metavar="DATE", type=_day, required=True, help="ngày ra quyết định")

    ahead = _deed(law_deeds, "path", "có thể đạt gì, sớm nhất năm nào, mỗi năm cần gì", run_path)
    ahead.add_argument("facts", metavar="FACTS", type=Path)
    ahead.add_argument("--from-year", type=int, required=True)
    ahead.add_argument("--law-on", metavar="DATE", type=_day, help="ngày áp dụng luật; mặc định 31/12 của năm bắt đầu")
    _add_today(ahead)
    _add_choices(ahead)

    many = _deed(law_deeds, "review", "xét cả bảng: mỗi dòng một người hoặc một đơn vị", run_review)
    many.add_argument("file", metavar="FILE", type=Path, help=".csv, .xlsx hoặc .parquet")
    many.add_argument("--year", type=int, required=True)
    many.add_argument("--law-on", metavar="DATE", type=_day, required=True)
    many.add_argument("--as-of", metavar="DATE", type=_day)
    _add_today(many)
    many.add_argument(
        "--subject", choices=[each.value for each in Subject], default="individual", help="mỗi dòng là ai"
    )
    many.add_argument("--out", metavar="FILE", type=Path, required=True, help=".csv, .xlsx hoặc .parquet")
    _add_choices(many)

    table = _deed(law_deeds, "table", "nhiều hồ sơ thành một bảng để review: mỗi tệp một dòng", run_table)
    table.add_argument("facts", metavar="FACTS", type=Path, nargs="+", help="tên tệp thành mã của dòng")
    _add_today(table)
    table.add_argument("--out", metavar="FILE", type=Path, required=True, help=".csv, .xlsx hoặc .parquet")

    old = _deed(law_deeds, "stale", "số liệu chưa đọc lại trong 12 tháng, văn bản sắp hết hiệu lực", run_stale)
    old.add_argument("--on", metavar="DATE", type=_day, help="mặc định là hôm nay")


def _deed(
    deeds: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    says: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = deeds.add_parser(name, help=says)
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.set_defaults(run=lambda options: _guarded(run, options))
    return parser


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--setting", metavar="CODE=ANSWER", action="append", default=[], help="chọn một cách đọc")
    parser.add_argument("--rules", metavar="FILE", type=Path, help="tệp quy định riêng của cơ quan")


def _add_today(parser: argparse.ArgumentParser) -> None:
    says = "từ chối bản ghi có ngày muộn hơn; mặc định là hôm nay (giờ Việt Nam)"
    parser.add_argument("--today", metavar="DATE", type=_day, help=says)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _guarded(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Exit status 1: the question cannot be answered, each reason on a line; 2: a file cannot be opened."""
    try:
        _require_years(options)
        return run(options)
    except FactsError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 1
    except LawError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever was reading has seen enough
        return 0
    except (OSError, UnicodeDecodeError) as error:
        print(words_of()["reports"]["unreadable"].format(why=error), file=sys.stderr)
        return 2


def _require_years(options: argparse.Namespace) -> None:
    """Raise `LawError` (bad_year, bad_day) for a year, or a day of a year, that nothing is reckoned of."""
    for name, value in vars(options).items():
        key = f"--{name.replace('_', '-')}"
        if name in ("year", "from_year") and not FIRST_YEAR <= value <= LAST_YEAR:
            raise LawError("bad_year", {"key": key, "text": value})
        if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise LawError("bad_day", {"key": key, "text": value.isoformat()})


def _print_json(plain: Any) -> None:
    print(json.dumps(plain, ensure_ascii=False, indent=1, default=_number))


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)


def _settings(options: argparse.Namespace) -> dict[str, str]:
    found = {}
    for each in options.setting:
        code, _equals, answer = each.partition("=")
        found[code] = answer
    return found


def _own(options: argparse.Namespace) -> OwnRules | None:
    """The agency's own file, if one is given."""
    if options.rules is None:
        return None
    return read_own_rules(options.rules.read_text(encoding="utf-8"), str(options.rules))


def _awards(own: OwnRules | None) -> Awards:
    """The shipped awards, those of the agency's own file in their place."""
    return shipped_awards() if own is None else with_own(own.awards)


def run_titles(options: argparse.Namespace) -> int:
    """List titles and honours with their criteria."""
    plain = plain_titles(shipped_awards(), options.on)
    if options.json:
        _print_json(plain)
        return 0
    words = words_of()["names"]
    for each in plain:
        kind, subject, grade = (words[key][each[value]] for key, value in LISTED)
        print(f"{each['code']} · {each['name']} · {kind} · {subject} · {grade}")
        for criterion in each["criteria"]:
            print(f"  - {criterion['name']} ({criterion['cites']}; {words['certainty'][criterion['grade']]})")
    return 0


LISTED = (("kind", "kind"), ("subject", "subject"), ("certainty", "grade"))


def _facts(options: argparse.Namespace) -> Facts:
    """The facts of a file, none of a day that has not come."""
    return _facts_in(options.facts, options.today or _today())


def _facts_in(file: Path, today: date) -> Facts:
    return read_facts(file.read_text(encoding="utf-8"), str(file), today=today)


def run_assess(options: argparse.Namespace) -> int:
    """Explain one case; under an agency's own rule file both verdicts are shown."""
    facts = _facts(options)
    book = _awards(_own(options))
    award = award_for(options.code, facts.subject, book)
    asked = {"year": options.year, "law_on": options.law_on, "as_of": options.as_of, "settings": _settings(options)}
    outcome = assess(award, facts, **asked, received_on=options.received_on, awards=book)
    is_own = any(each.kind == "own_rules" for each in outcome.notes)
    if is_own and outcome.under_held_text is None and award.key in shipped_awards():
        held = assess(shipped_awards()[award.key], facts, **asked, received_on=options.received_on)
        under = held.verdict if held.under_held_text is None else held.under_held_text
        outcome = replace(outcome, under_held_text=under)
    if options.json:
        _print_json(plain_outcome(outcome))
    else:
        _print_outcome(outcome)
    return 0


def _print_outcome(outcome: Outcome) -> None:
    words = words_of()["reports"]
    regime = outcome.regime.name if outcome.regime else "—"
    print(words["verdict"].format(
        name=outcome.award.name, year=outcome.year, day=say_day(outcome.law_on), regime=regime,
        verdict=say_verdict(outcome.verdict),
    ))  # fmt: skip
    if outcome.under_held_text is not None:
        stamp = outcome.regime.stamp if outcome.regime else ""
        under = "under" if stamp else "under_law"
        print(words[under].format(verdict=say_verdict(outcome.under_held_text), stamp=stamp))
    for route in outcome.routes:
        if route.is_considered:
            print(f"\n{route.route.name}: {say_verdict(route.verdict)}")
            for finding in route.findings:
                _print_finding(finding, 1)
    for note in outcome.notes:
        print(f"* {say_reason(note, 'notes')}")


def _print_finding(finding: CriterionFinding, depth: int) -> None:
    words = words_of()
    said = f"{'  ' * depth}- [{say_verdict(finding.verdict)}] {finding.criterion or '—'}: {say_all(finding.because)}"
    if finding.cites:
        grade = words["names"]["certainty"][finding.grade.value]
        said += f" ({'; '.join(str(each) for each in finding.cites)}; {grade})"
    if code := setting_of(finding):
        said += f" (--setting {code}=…)"
    if finding.needs:
        said += f" → {words['reports']['needs'].format(needs=say_all(finding.needs, 'needs'))}"
    print(said)
    for part in finding.parts:
        _print_finding(part, depth + 1)


def run_prize(options: argparse.Namespace) -> int:
    """Money for one award, or for several of the same period."""
    prizes = [prize(code, Subject(options.subject), options.decided_on) for code in options.code]
    if options.json:
        same = [(each, "") for each in prizes]
        _print_json(plain_prize(prizes[0]) if len(prizes) == 1 else plain_payment(pay_together(same)))
        return 0
    payment = pay_together([(each, "") for each in prizes])
    words = words_of()
    for each in payment.paid:
        print(_said_of_money(each))
    for each in payment.not_paid:
        told = {"same_time": words["money"]["same_time"], "prize": _said_of_money(each)}
        print(words["reports"]["prize_not_paid"].format(**told))
    if len(prizes) > 1:
        is_open = payment.total is None
        said = words["reports"]["prize_no_total" if is_open else "prize_total"]
        print(said.format(amount=_grouped(payment.total or 0)))
    return 0


def _said_of_money(each: Prize) -> str:
    """An amount, a ceiling, or what it would be, with how it came about."""
    words, name = words_of()["reports"], award_names()[each.code]
    kinds = {"prize": each.amount, "prize_ceiling": each.ceiling, "prize_if": each.if_confirmed}
    known = next(((kind, amount) for kind, amount in kinds.items() if amount is not None), None)
    if known is None or each.coefficient is None or each.exact is None or each.base_salary is None:
        return str(words["prize_unknown"].format(name=name, why=each.why))
    kind, amount = known
    plain = plain_prize(each)
    said: str = words[kind].format(
        name=name, amount=_grouped(amount), coefficient=str(plain["coefficient"]).replace(".", ","),
        base=_grouped(each.base_salary), exact=_grouped(int(each.exact)), cites=plain["cites"], why=each.why,
    )  # fmt: skip
    return said


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def run_path(options: argparse.Namespace) -> int:
    """The earliest year of every award."""
    facts = _facts(options)
    law_on = options.law_on or date(options.from_year, 12, 31)
    found = find_path(
        facts, from_year=options.from_year, law_on=law_on, settings=_settings(options), awards=_awards(_own(options))
    )
    plain = plain_path(found)
    if options.json:
        _print_json(plain)
        return 0
    for each in plain["reachable"]:
        print(words_of()["reports"]["reach"].format(name=each["name"], year=each["earliest_year"]))
        for step in each["steps"]:
            print(f"  {step['year']}: {step['what']}")
    for each in plain["not_reached"]:
        print(f"- {each['name']}: {each['because']}")
    for each in (*plain["assumptions"], *plain["notes"]):
        print(f"* {each}")
    return 0


def run_review(options: argparse.Namespace) -> int:
    """A table of people or units × every award; rows with faults are named and left out. Exit status 1 when there are
    any.
    """
    from thidua.core.law.review import review  # noqa: PLC0415  numpy is slow to load, and this deed alone needs it

    head, rows = read_table(options.file)
    subject = Subject(options.subject)
    table = read_rows(head, rows, str(options.file), subject=subject, today=options.today or _today())
    own = _own(options)
    found = review(
        table.facts, subject=subject, year=options.year, law_on=options.law_on, as_of=options.as_of,
        settings=_settings(options), awards=_awards(own), quotas=() if own is None else own.quotas, units=table.units,
    )  # fmt: skip
    places = found.places()
    stands = list(zip(*places.values(), strict=True)) or [()] * len(table.ids)
    told = zip(table.ids, table.names, table.units, found.rows(), stands, strict=True)
    head_out = ("id", "name", "unit", *found.awards, *places)
    write_table(options.out, head_out, ([*who, *each, *more] for *who, each, more in told))
    words = words_of()["reports"]
    if options.json:
        regime = regime_on(options.law_on)
        _print_json({
            "rows": len(table.ids), "awards": list(found.awards), "out": str(options.out), "counts": found.counts(),
            "quotas": [plain_quota(each) for each in found.quotas()],
            "regime": regime.code if regime else None,
            "refused": [{"line": each.line, "says": each.say()} for each in table.problems],
        })  # fmt: skip
    else:
        print(words["reviewed"].format(people=len(table.ids), awards=len(found.awards), out=options.out))
        for each in found.quotas():
            _print_quota(each)
    if table.problems:
        print(words["rows_refused"].format(count=len({each.line for each in table.problems})), file=sys.stderr)
        for problem in table.problems:
            print(f"  {problem}", file=sys.stderr)
    return 1 if table.problems else 0


def _print_quota(answer: QuotaAnswer) -> None:
    """A quota, and below it the units that have more than it allows, or of which that is not known."""
    plain, words, names = plain_quota(answer), words_of()["reports"], award_names()
    told = {
        **plain, "award": names[plain["award"]], "of": names[plain["of"]], "says": plain["because"],
        "grade": words_of()["names"]["certainty"][plain["grade"]],
    }  # fmt: skip
    if answer.rule.signed_by:
        told["cites"] = words["own_quota"].format(**told)
    print(words["no_share" if plain["percent"] is None else "quota"].format(**told))
    if len(answer.units) < 2 and answer.rule.per is None:
        return
    others = [each for each in answer.units if each.stand is not QuotaStand.FITS]
    for unit in others:
        says = say_unit_quota(unit, answer.rule.subject)
        print(words["unit_quota"].format(unit=unit.unit or words["no_unit"], says=says))
    if others and (fitting := len(answer.units) - len(others)):
        print(words["units_fit"].format(number=fitting))


def run_table(options: argparse.Namespace) -> int:
    """Files of facts as one table, which `review` reads. All are of one subject; nothing is written where one is at
    fault.
    """
    today = options.today or _today()
    told: list[tuple[str, Facts]] = []
    problems: list[LawError] = []
    for file in options.facts:
        try:
            told.append((file.stem, _facts_in(file, today)))
        except FactsError as error:
            problems += error.problems
            continue
        name, facts = told[-1]
        first = told[0][1].subject
        if facts.subject is not first:
            data = {"key": "subject", "text": facts.subject.value, "known": first.value}
            problems.append(LawError("not_a_choice", data, file=str(file), line=1))
        if name in [each for each, _facts in told[:-1]]:
            problems.append(LawError("key_twice", {"key": name}, file=str(file), line=1))
    if problems:
        raise FactsError(tuple(problems))
    rows = [{"id": name, **write_row(facts)} for name, facts in told]
    used = set().union(*rows)
    years = sorted(used - {*FREE, *SINGLE, *PARTS, *LISTS})
    head = [each for each in (*FREE, *SINGLE, *years, *PARTS, *LISTS) if each in used or each in FREE]
    write_table(options.out, head, ([row.get(name, "") for name in head] for row in rows))
    if options.json:
        _print_json({"rows": len(rows), "columns": head, "out": str(options.out)})
    else:
        print(words_of()["reports"]["tabled"].format(rows=len(rows), columns=len(head), out=options.out))
    return 0


def run_stale(options: argparse.Namespace) -> int:
    """Figures and texts that somebody should read again; exit status 0 in any case."""
    found = shipped_stale(options.on or _today())
    if options.json:
        _print_json({
            "figures": [{"name": each.name, "reviewed_on": each.reviewed_on.isoformat()} for each in found.figures],
            "ending": [{"number": each.number, "ends_on": _end(each)} for each in found.ending],
            "not_held": [each.number for each in found.not_held],
        })  # fmt: skip
        return 0
    _print_stale(found)
    return 0


def _today() -> date:
    """The day in Viet Nam, from the one place that asks for it."""
    django_setup()
    clock = importlib.import_module("thidua.common.clock")
    return clock.today()  # type: ignore[no-any-return]


def _end(text: Any) -> str:
    return str((text.announced_end or text.until).isoformat())


def _print_stale(found: Stale) -> None:
    words = words_of()["reports"]
    for figure in found.figures:
        print(words["stale_figure"].format(name=figure.description, day=say_day(figure.reviewed_on)))
    for text in found.ending:
        day = text.announced_end or text.until
        print(words["stale_text"].format(number=text.number, day=say_day(day) if day else "—", note=text.note))
    for text in found.not_held:
        print(words["not_held"].format(number=text.number, day=say_day(text.since) if text.since else "—"))
    if not (found.figures or found.ending):
        print(words["nothing_stale"])
