"""Eight rules and a quota in OpenFisca (AGPL): run as a script in the benchmark's own environment, imported by nobody.

    python openfisca_rules.py INPUT.npz ANSWERS.npz RUNS

Reads arrays, answers them RUNS times, writes the last answers, prints seconds without and with the quota as JSON.
"""

import json
import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

YEARS = 20
GOOD, EXCELLENT = 1, 2
PERSON = build_entity(key="person", plural="persons", label="", is_person=True)
UNIT = build_entity(key="unit", plural="units", label="", roles=[{"key": "member", "plural": "members"}])


def given(name, kind, *, is_yearly=True):
    """A variable that is an input."""
    period = DateUnit.YEAR if is_yearly else DateUnit.ETERNITY
    told = {"value_type": kind, "entity": PERSON, "definition_period": period, "label": name}
    return type(name, (Variable,), told)


def ruled(name, formula, kind=bool):
    """A variable with a rule."""
    told = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.YEAR, "label": name, "formula": formula}
    return type(name, (Variable,), told)


def before(person, name, period, years):
    """A variable some years ago."""
    return person(name, period.offset(-years))


def run_after(person, period, honour):
    """Year by year from this one back: whether the run of good years after an honour reaches it."""
    first = person(honour, period)
    running = first > 0
    for back in range(YEARS):
        year = period.start.year - back
        running = running & (before(person, "grade", period, back) >= GOOD) & (year > first)
        yield back, running


def counted(person, period, honour, marks):
    """Years in the run, and how many of them bear each mark."""
    length, counts = 0, [0 for _ in marks]
    for back, running in run_after(person, period, honour):
        length = length + running
        counts = [count + (running & mark(person, period, back)) for count, mark in zip(counts, marks, strict=True)]
    return length, counts


def fighter(person, period, back):
    return before(person, "grassroots_title", period, back)


def excellent(person, period, back):
    return before(person, "grade", period, back) >= EXCELLENT


def ministerial(person, period, back):
    return before(person, "ministerial_title", period, back)


def advanced_worker(person, period, parameters=None):
    return person("grade", period) >= GOOD


def grassroots(person, period, parameters=None):
    special = (person("grade", period) >= EXCELLENT) | (person("works_grassroots", period) >= 1)
    return (person("advanced_title", period) | person("advanced_worker", period)) & special


def ministry_fighter(person, period, parameters=None):
    three = fighter(person, period, 0) & fighter(person, period, 1) & fighter(person, period, 2)
    works = sum(before(person, "works_ministry", period, back) for back in range(4))
    return three & (works >= 1)


def national(person, period, parameters=None):
    works = sum(before(person, "works_national", period, back) for back in range(7))
    return ministerial(person, period, 0) & ministerial(person, period, 1) & (works >= 1)


def ministry_certificate(person, period, parameters=None):
    twice = fighter(person, period, 0) & fighter(person, period, 1)
    running, length, works = True, 0, 0
    for back in range(YEARS):
        running = running & excellent(person, period, back)
        length = length + running
        works = works + running * before(person, "works_grassroots", period, back)
    return twice | ((length >= 2) & (works >= 2))


def prime_minister(person, period, parameters=None):
    length, (fighters,) = counted(person, period, "first_ministry_certificate", [fighter])
    return (length >= 5) & (fighters >= 3)


def third_class(person, period, parameters=None):
    length, (best, fighters) = counted(person, period, "first_prime_minister_certificate", [excellent, fighter])
    return (length >= 5) & (best >= 1) & (fighters >= 3)


def second_class(person, period, parameters=None):
    length, (best, of_ministry) = counted(person, period, "first_third_class", [excellent, ministerial])
    return (length >= 5) & (best >= 2) & (of_ministry >= 1)


def within_quota(person, period, parameters=None):
    room = person.unit.sum(person("advanced_worker", period)) * 15 // 100
    eligible = person("grassroots", period)
    place = person.get_rank(person.unit, -person("priority", period), condition=eligible)
    return eligible & (place < room)


RULES = (
    advanced_worker, grassroots, ministry_fighter, national, ministry_certificate, prime_minister, third_class,
    second_class,
)  # fmt: skip
YEARLY = ("grade", "works_grassroots", "works_ministry", "works_national")
TITLES = ("advanced_title", "grassroots_title", "ministerial_title")
ONCE = ("first_ministry_certificate", "first_prime_minister_certificate", "first_third_class", "priority")


def system():
    """The variables and rules."""
    made = TaxBenefitSystem([PERSON, UNIT])
    made.add_variables(*(given(name, int) for name in YEARLY), *(given(name, bool) for name in TITLES))
    made.add_variables(*(given(name, int, is_yearly=False) for name in ONCE))
    made.add_variables(*(ruled(rule.__name__, rule) for rule in (*RULES, within_quota)))
    return made


def simulation(made, data):
    """A simulation with its inputs set."""
    builder = SimulationBuilder()
    builder.create_entities(made)
    size = len(data["unit"])
    builder.declare_person_entity("person", np.arange(size))
    unit = builder.declare_entity("unit", np.arange(data["unit"].max() + 1))
    builder.join_with_persons(unit, data["unit"], np.repeat("member", size))
    found = builder.build(made)
    last = int(data["year"])
    for name in (*YEARLY, *TITLES):
        for back in range(YEARS):
            found.set_input(name, str(last - back), data[name][back])
    for name in ONCE:
        found.set_input(name, "ETERNITY", data[name])
    return found, str(last)


def main(source, target, runs):
    data, made = np.load(source), system()
    data = {name: data[name] for name in data.files}
    built, rules_took, quota_took = [], [], []
    for _ in range(runs):
        start = time.process_time()
        asked, period = simulation(made, data)
        built.append(time.process_time() - start)
        start = time.process_time()
        answers = {rule.__name__: asked.calculate(rule.__name__, period) for rule in RULES}
        rules_took.append(time.process_time() - start)
        answers["within_quota"] = asked.calculate("within_quota", period)
        quota_took.append(time.process_time() - start)
    np.savez(target, **answers)
    took = {"built": built, "rules": rules_took, "with_quota": quota_took}
    print(json.dumps({name: sorted(each)[runs // 2] for name, each in took.items()}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
