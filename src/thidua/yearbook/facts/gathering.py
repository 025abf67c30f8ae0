"""All facts of a year together, as the papers of its pack read them."""

from typing import Any

from thidua.campaigns.models import Cycle
from thidua.campaigns.queries.cycles import cycle_of
from thidua.yearbook.facts.conference import conference_facts
from thidua.yearbook.facts.deeds import deed_facts
from thidua.yearbook.facts.handing_over import handover_facts
from thidua.yearbook.facts.heading import issued_papers
from thidua.yearbook.facts.promises import promise_facts, tasks_of
from thidua.yearbook.facts.proposing import proposal_facts
from thidua.yearbook.facts.reports import mid_year_report, year_report
from thidua.yearbook.facts.scores import score_facts
from thidua.yearbook.facts.sentences import report_facts
from thidua.yearbook.facts.year import year_facts


def gather_facts(cycle: Cycle) -> dict[str, Any]:
    """Every field that a paper of the year may use."""
    following = cycle_of(cycle.bloc_id, cycle.year + 1)
    return {
        **year_facts(cycle),
        **promise_facts(cycle),
        **conference_facts(cycle),
        **deed_facts(cycle),
        **handover_facts(cycle),
        **proposal_facts(cycle),
        "year_report": report_facts(year_report(cycle)),
        "mid_year_report": report_facts(mid_year_report(cycle)),
        "next_tasks": tasks_of(following) if following else [],
        "issued": issued_papers(cycle),
        "scores": score_facts(cycle),
        "card": None,  # in a paper of one unit, that unit's card
        "round": None,  # in a tally sheet, the round it counts
    }


def sheet_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """What the pages drawn from data show."""
    pledge, tasks = facts["pledge"], facts["tasks"]
    members = sum(member["stays"] for member in facts["members"])
    return {
        "year": facts["year"],
        "bloc": facts["bloc"],
        "theme": facts["theme"],
        "lead": facts["lead"]["unit"],
        "deputy": facts["deputy"]["unit"],
        "members": str(members) if members else None,
        "signed": f"{len(pledge['signatures'])} trên {pledge['asked']}" if pledge else None,
        "tasks_done": f"{sum(task['is_done'] for task in tasks)} trên {len(tasks)}" if tasks else None,
        "activities": str(len(facts["activities"])) if facts["activities"] else None,
        "steps": [{**step, "note": step["note"] or ""} for step in facts["steps"]],
        "tasks": _by_state(tasks),
        "scores": facts["scores"],
    }


def _by_state(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    counts: dict[str, int] = {}
    for task in tasks:
        counts[task["state"]] = counts.get(task["state"], 0) + 1
    most = max(counts.values(), default=1)
    shades = (120, 170, 210, 240)
    return [
        {"state": state, "count": str(count), "share": count / most, "shade": shades[index % len(shades)]}
        for index, (state, count) in enumerate(counts.items())
    ]
