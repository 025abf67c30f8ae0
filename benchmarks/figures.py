"""What a benchmark gives, and the process it runs in."""

import importlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter, process_time


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `limit` is the most it may be; `peer` says in words what it stands beside."""

    name: str
    figure: float
    unit: str
    limit: float | None
    peer: str
    holds: bool


def at_most(name: str, figure: float, unit: str, limit: float, peer: str = "") -> Figure:
    """A figure that holds when it is at most `limit`."""
    return Figure(name, round(figure, 3), unit, limit, peer, figure <= limit)


def seconds(work: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    """How long `work` takes, once; `clock`: that on the wall, or `process_time` of this process on a processor."""
    start = clock()
    work()
    return clock() - start


@dataclass(frozen=True, slots=True)
class Times:
    """Medians over several runs, in seconds: by the clock on the wall, and of this process on a processor.

    On a machine that others use as well the first is disturbed and the second hardly; neither waits for the other's
    share in processes that `work` starts.
    """

    wall: float
    processor: float


def times(work: Callable[[], object], *, runs: int, between: Callable[[], object] = lambda: None) -> Times:
    """The medians of `runs` runs of `work`; `between` follows each run and is not counted."""
    walls, processors = [], []
    for _ in range(runs):
        start, start_processor = perf_counter(), process_time()
        work()
        processors.append(process_time() - start_processor)
        walls.append(perf_counter() - start)
        between()
    return Times(median(walls), median(processors))


def median_ms(work: Callable[[], object], times: int = 20) -> float:
    """The median of `times` warm runs of `work`, in milliseconds."""
    work()
    return median(seconds(work) for _ in range(times)) * 1000


def waits_of(waited: Sequence[float]) -> tuple[float, float, float]:
    """The median, what 95 of 100 stay below, and the longest of so many seconds; in milliseconds."""
    waits = sorted(each * 1000 for each in waited)
    return median(waits), waits[int(len(waits) * 0.95)], waits[-1]


def growth(
    small: Callable[[], object],
    large: Callable[[], object],
    times: int = 20,
    clock: Callable[[], float] = perf_counter,
) -> float:
    """How many times the time of `small` does `large` take: the median of ratios of runs one just after the other.

    A machine that slows down between the two would else be taken for growth.
    """
    small()
    large()
    pairs = [(seconds(small, clock), seconds(large, clock)) for _ in range(times)]
    return median(after / before for before, after in pairs)


if __name__ == "__main__":
    module = importlib.import_module(f"benchmarks.{sys.argv[1]}")
    print(json.dumps([asdict(each) for each in module.measure()], ensure_ascii=False))
