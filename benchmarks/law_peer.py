"""Eight rules and a unit quota for 1,000,000 people × 20 years: our arrays against OpenFisca's, same data and answers.

OpenFisca is AGPL: it is installed into an environment of this benchmark's own (`var/peer`) and never imported here.
Each side is asked for verdicts. What comes before is counted in no ratio and told apart: our masks of the same arrays,
their simulation with its inputs set. Times are of one processor.
"""

import json
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.figures import Figure, at_most, times

PEOPLE = 1_000_000
UNITS = 5_000
YEAR = 2025
YEARS = 20
LAW_ON = date(2025, 12, 1)
RUNS = 3
ENVIRONMENT = Path(__file__).resolve().parents[1] / "var" / "peer"
PEER = "openfisca-core==46.0.1"
SETTINGS = {
    "TWICE_MINISTERIAL": "CONSECUTIVE_YEARS",
    "INITIATIVES_OF_MINISTRY_CERTIFICATE": "ONLY_GRADES",
    "FIGHTER_YEARS": "AGAIN",
}
RULES = {
    "advanced_worker": "ADVANCED_WORKER",
    "grassroots": "GRASSROOTS_EMULATION_FIGHTER",
    "ministry_fighter": "MINISTERIAL_EMULATION_FIGHTER",
    "national": "NATIONAL_EMULATION_FIGHTER",
    "ministry_certificate": "MINISTRY_CERTIFICATE_OF_MERIT",
    "prime_minister": "PRIME_MINISTER_CERTIFICATE_OF_MERIT",
    "third_class": "LABOUR_ORDER_THIRD_CLASS",
    "second_class": "LABOUR_ORDER_SECOND_CLASS",
}
HONOURS = {
    "first_ministry_certificate": "MINISTRY_CERTIFICATE_OF_MERIT",
    "first_prime_minister_certificate": "PRIME_MINISTER_CERTIFICATE_OF_MERIT",
    "first_third_class": "LABOUR_ORDER_THIRD_CLASS",
}
TITLES = {
    "advanced_title": "ADVANCED_WORKER",
    "grassroots_title": "GRASSROOTS_EMULATION_FIGHTER",
    "ministerial_title": "MINISTERIAL_EMULATION_FIGHTER",
}


def measure() -> list[Figure]:
    """How many times our time is of the peer's, with and without quota and trace; answers that differ."""
    from thidua.core.law.bulk import answer, quota

    data = invented(np.random.default_rng(5))
    columns = columns_of_arrays(data)
    masks = times(lambda: columns_of_arrays(data), runs=RUNS).processor

    def rules(*, has_trace: bool = False) -> dict[str, Any]:
        found = answer(columns, law_on=LAW_ON, settings=SETTINGS, codes=RULES.values(), has_trace=has_trace)
        by_code = {each.award.code: each.verdicts == 2 for each in found}
        return {name: by_code[code] for name, code in RULES.items()}

    def with_quota(*, has_trace: bool = False) -> dict[str, Any]:
        found = rules(has_trace=has_trace)
        places = quota(found["grassroots"], found["advanced_worker"], data["unit"], Fraction(15, 100), data["priority"])
        return {**found, "within_quota": places == 2}

    theirs, told = peer(data)
    ours = with_quota()
    different = sum(int((ours[name] != theirs[name]).sum()) for name in ours)
    bare = times(rules, runs=RUNS).processor
    full = times(with_quota, runs=RUNS).processor
    traced = times(lambda: with_quota(has_trace=True), runs=RUNS).processor
    of_rules, of_quota = told["rules"] - bare, told["with_quota"] - told["rules"] - (full - bare)
    quota_alone = (
        f"rules {told['rules']:.2f} s and {bare:.2f} s, quota {told['with_quota'] - told['rules']:.2f} s and"
        f" {full - bare:.2f} s: of the difference {of_quota / (of_rules + of_quota):.0%} is the quota's"
    )
    with_inputs = (masks + full) / (told["built"] + told["with_quota"])
    compared = f"{PEOPLE:,} people, {len(ours)} answers"
    return [
        at_most("law beside OpenFisca: answers that differ", different, "", 0, compared),
        at_most("… eight rules and the quota, our part of its time", full / told["with_quota"] * 100, "%", 25,
                f"{told['with_quota']:.2f} s and {full:.2f} s; {quota_alone}"),
        at_most("… eight rules alone", bare / told["rules"] * 100, "%", 100,
                f"{told['rules']:.2f} s and {bare:.2f} s, ours three-valued"),
        Figure("… building what is asked: our masks of the arrays", round(masks, 3), "s", None,
               f"their simulation {told['built']:.2f} s; with it the rules and the quota take {with_inputs:.0%}"
               " of its time; in no ratio above or below", holds=True),
        at_most("… with every criterion's verdict and the quota", traced / told["with_quota"] * 100, "%", 100 / 3,
                f"{traced:.2f} s, without the quota {traced - full + bare:.2f} s beside their {told['rules']:.2f} s;"
                " OpenFisca keeps rules, not criteria"),
    ]  # fmt: skip


def invented(chance: np.random.Generator) -> dict[str, Any]:
    """Twenty years of a million people, all of it on record; the first row of an array is the year in question."""
    size = (YEARS, PEOPLE)
    works = chance.random((3, *size)) < np.array([0.05, 0.03, 0.01])[:, None, None]
    national, ministry, grassroots = works[2], works[2] | works[1], works[0] | works[1] | works[2]
    honours = {
        name: np.where(chance.random(PEOPLE) < 0.4, chance.integers(YEAR - YEARS + 1, YEAR + 1, PEOPLE), 0)
        for name in HONOURS
    }
    return {
        "year": np.array(YEAR),
        "grade": chance.choice(3, size, p=[0.08, 0.47, 0.45]).astype(np.int32),
        "works_grassroots": grassroots.astype(np.int32),
        "works_ministry": ministry.astype(np.int32),
        "works_national": national.astype(np.int32),
        "advanced_title": chance.random(size) < 0.8,
        "grassroots_title": chance.random(size) < 0.6,
        "ministerial_title": chance.random(size) < 0.2,
        **honours,
        "unit": chance.integers(0, UNITS, PEOPLE),
        "priority": chance.permutation(PEOPLE).astype(np.int32),
    }


def columns_of_arrays(data: dict[str, Any]):
    """The same as columns: what a reader of a table would build in one pass."""
    from thidua.core.law.case import NEVER
    from thidua.core.law.codes import Scope, Subject, TaskGrade
    from thidua.core.law.columns import Columns
    from thidua.core.law.conditions import WorkKind

    def masks(marks: Any) -> Any:
        found = np.zeros(PEOPLE, np.uint64)
        for back in range(YEARS):
            found |= marks[back].astype(np.uint64) << np.uint64(back)
        return found

    yes, no = np.ones(PEOPLE, np.bool_), np.zeros(PEOPLE, np.bool_)
    everything = np.full(PEOPLE, (1 << YEARS) - 1, np.uint64)
    first = {code: np.where(data[name] == 0, NEVER, data[name]).astype(np.int32) for name, code in HONOURS.items()}
    scopes = {Scope.GRASSROOTS: "works_grassroots", Scope.MINISTRY: "works_ministry", Scope.NATIONAL: "works_national"}
    return Columns(
        PEOPLE,
        Subject.INDIVIDUAL,
        YEAR,
        grade_known=everything,
        grade_reaches={TaskGrade.GOOD: masks(data["grade"] >= 1), TaskGrade.EXCELLENT: masks(data["grade"] >= 2)},
        title_known=everything,
        titles={code: masks(data[name]) for name, code in TITLES.items()},
        restart=(np.zeros(PEOPLE, np.int32), np.zeros(PEOPLE, np.int32)),
        honour_known=yes,
        honour_first={code: (each, each) for code, each in first.items()},
        works_known={WorkKind.INITIATIVE: yes, WorkKind.SCIENTIFIC_WORK: yes},
        work_years={(WorkKind.INITIATIVE, scope): (masks(data[name]),) for scope, name in scopes.items()},
        not_on_hold=(yes, yes),
        attested={"ADVANCED_WORKER.SPIRIT": (yes, yes)},
        attested_here={"ADVANCED_WORKER.SPIRIT": yes},
        employed_months=np.full(PEOPLE, 250, np.int32),
        has_posts=no,
    )


def peer(data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, float]]:
    """Its answers and its seconds."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    installed = subprocess.run([str(python), "-c", "import openfisca_core"], stderr=subprocess.DEVNULL, check=False)
    if installed.returncode != 0:
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", PEER], check=True)
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "input.npz", Path(folder) / "answers.npz"
        np.savez(source, **data)
        script = Path(__file__).parent / "peers" / "openfisca_rules.py"
        run = subprocess.run(
            [str(python), str(script), str(source), str(target), str(RUNS)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env={"PATH": "/usr/bin:/bin"},
        )
        with np.load(target) as found:
            return {name: found[name] for name in found}, json.loads(run.stdout.splitlines()[-1])
