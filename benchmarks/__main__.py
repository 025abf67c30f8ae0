"""Runs every benchmark, each in its own process, prints a table and writes `var/bench.json`.

    python -m benchmarks [--only NAME]

A benchmark is a module of this folder with `measure() -> list[Figure]`. Exit status 1 when a limit does not hold.
"""

import argparse
import json
import pkgutil
import subprocess
import sys
from dataclasses import asdict
from os import cpu_count, getloadavg
from pathlib import Path

import benchmarks
from benchmarks.figures import Figure

OUT = Path(__file__).resolve().parents[1] / "var" / "bench.json"
NOT_BENCHMARKS = {"__main__", "copies", "figures", "installation", "ministry", "drills", "site", "voting", "peers"}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", help="one benchmark by name")
    names = benchmark_names()
    only = parser.parse_args().only
    if only and only not in names:
        print(f"No benchmark {only!r}. There are: {', '.join(names)}.")
        return 2
    figures: list[Figure] = []
    for name in [only] if only else names:
        print(f"… {name}", file=sys.stderr)
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.figures", name], check=True, stdout=subprocess.PIPE, text=True
        )
        figures += [Figure(**each) for each in json.loads(run.stdout.splitlines()[-1])]
    OUT.parent.mkdir(exist_ok=True)
    measured = {each.name for each in figures}
    kept = (
        [each for each in json.loads(OUT.read_text()) if each["name"] not in measured] if only and OUT.is_file() else []
    )
    OUT.write_text(json.dumps([*kept, *(asdict(each) for each in figures)], ensure_ascii=False, indent=1) + "\n")
    print(table(figures))
    print(disturbance(getloadavg()[1], cpu_count() or 1))
    return 0 if all(each.holds for each in figures) else 1


def benchmark_names() -> list[str]:
    """The modules of this folder that measure."""
    return sorted(each.name for each in pkgutil.iter_modules(benchmarks.__path__) if each.name not in NOT_BENCHMARKS)


def table(figures: list[Figure]) -> str:
    """The figures for a person."""
    rows = [("what", "figure", "limit", "peer", "holds")]
    for each in figures:
        limit = "" if each.limit is None else f"{each.limit:g}"
        rows.append((each.name, f"{each.figure:g} {each.unit}", limit, each.peer, "yes" if each.holds else "NO"))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def disturbance(load: float, processors: int) -> str:
    """Whether others were at work on the machine (`load`: mean of the last five minutes), in a line."""
    line = f"load {load:.1f} on {processors} processors"
    return line if load <= processors else f"{line}: others were at work, the seconds are longer than they need be"


if __name__ == "__main__":
    sys.exit(main())
