"""How far the present step has come: each part of the work reports on its own step.

The pledge reports on PLEDGE (“4/6 đơn vị đã ký”), scorecards on SELF_SCORE; what nobody reports on is simply done or
not. A report also names the actor's own next act in the step.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from thidua.campaigns.enums.cycles import StepKind, StepState
from thidua.campaigns.models import Cycle, Step
from thidua.common.actor import Actor
from thidua.common.policy import YES, Answer


@dataclass(frozen=True, slots=True)
class Deed:
    """One button: `label` starts with a verb; a refused `answer` says why and what helps."""

    label: str
    url: str
    method: str = "get"
    answer: Answer = YES


@dataclass(frozen=True, slots=True)
class StepReport:
    """`note` is the progress in a few words; `missing` a sentence on what is missing; `ready` whether it may be closed.

    `deed` is what this actor himself has to do in the step now, if anything.
    """

    note: str = ""
    missing: str = ""
    ready: Answer = YES
    deed: Deed | None = None


NOTHING_TO_REPORT = StepReport()

StepReporter = Callable[[Actor, list[Cycle], date], dict[int, StepReport]]
"""`reporter(actor, cycles, day)` gives reports by year id, in a constant number of queries."""

_reporters: dict[StepKind, StepReporter] = {}


def register_step_reporter(kind: StepKind, reporter: StepReporter) -> None:
    """Called once by the owning app's `AppConfig.ready`."""
    _reporters[kind] = reporter


def reports_on(actor: Actor, steps: Iterable[Step], day: date) -> dict[int, StepReport]:
    """Reports on those of `steps` that are under way, by step id."""
    found: dict[int, StepReport] = {}
    by_kind: dict[StepKind, list[Step]] = {}
    for step in steps:
        if step.state == StepState.NOW and step.kind in _reporters:
            by_kind.setdefault(StepKind(step.kind), []).append(step)
    for kind, under_way in by_kind.items():
        reports = _reporters[kind](actor, [step.cycle for step in under_way], day)
        found |= {step.pk: reports[step.cycle_id] for step in under_way if step.cycle_id in reports}
    return found
