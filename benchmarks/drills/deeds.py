"""What the people of a drill do: open a form, fill in words that nobody else uses, send it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.factories.files import make_pdf

from benchmarks.drills.browsers import Answer, Browser, CutOffError, Form
from benchmarks.drills.installations import Installation

Facts = dict[str, Any]
Files = dict[str, tuple[str, bytes]]


@dataclass
class Deed:
    """One thing that one person does once. `mark` is in its words and in nobody else's."""

    kind: str
    who: str
    path: str
    mark: str
    values: dict[str, str]
    files: Files | None = None
    form: Form | None = None
    is_answered: bool = False

    def do(self, browser: Browser) -> Answer:
        """Open the form, unless it lies open from a try before, and send it."""
        if self.form is None:
            self.form = browser.open_form(self.path)
        answer = browser.send(self.form, self.values, self.files)
        self.is_answered = answer.status == 302
        return answer


def comment(facts: Facts, mark: str) -> Deed:
    """A unit comments on draft rules."""
    return Deed(
        "comment", "officer", f"/quy-che/{facts['rule']}/gop-y/", mark, {"unit": str(facts["unit"]), "text": mark}
    )


def theme(facts: Facts, mark: str) -> Deed:
    """The standing office writes a theme down."""
    return Deed("theme", "standing", "/chu-de/moi/", mark, {"text": mark})


def activity(facts: Facts, mark: str) -> Deed:
    """The secretary plans an activity."""
    values = {"title": mark, "kind": "OTHER", "home": facts["home"], "state": "PLANNED"}
    return Deed("activity", "secretary", "/hoat-dong/moi/", mark, values)


def evidence(facts: Facts, mark: str) -> Deed:
    """The secretary adds a paper to an activity."""
    path = f"/minh-chung/them/activity/{facts['activity']}/"
    return Deed("evidence", "secretary", path, mark, {"title": mark}, {"upload": ("bao-cao.pdf", make_pdf(mark))})


def signature(facts: Facts, mark: str) -> Deed:
    """The head of a unit signs the pledge; when all have signed, somebody comments instead."""
    try:
        unit, code = facts["signers"].pop()
    except IndexError:
        return comment(facts, mark)
    return Deed("signature", f"head-{unit}", f"/giao-uoc/{facts['pledge']}/ky/{unit}/", code, {})


PLANS: tuple[Callable[[Facts, str], Deed], ...] = (evidence, signature, comment, activity, theme)


class Busy:
    """Somebody who does one thing after the other until told to stop, or until the server goes away.

    First what is `left` over from before, then, unless there is `nothing_new`, deeds of every kind.
    """

    def __init__(self, installation: Installation, port: int, name: str, left: list[Deed], nothing_new: bool = False):
        self.installation = installation
        self.port = port
        self.name = name
        self.left = left
        self.nothing_new = nothing_new
        self.done: list[Deed] = []
        self.broke: BaseException | None = None
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._work, name=name)
        self.thread.start()

    def finish(self) -> list[Deed]:
        """Wait until it has stopped; what it did that was new."""
        self.thread.join()
        if self.broke is not None:
            raise self.broke
        return self.done

    def _work(self) -> None:
        try:
            while not self.stop.is_set() and (deed := self._next()) is not None:
                answer = deed.do(Browser(self.port, self.installation.facts["sessions"][deed.who]))
                if answer.status != 302:
                    raise AssertionError(f"{deed.kind} {deed.mark} answered {answer.status}: {answer.text[:6000]}")
        except CutOffError:
            return
        except BaseException as error:  # told to the drill, which raises it
            self.broke = error

    def _next(self) -> Deed | None:
        try:
            return self.left.pop()
        except IndexError:
            if self.nothing_new:
                return None
        count = len(self.done)
        self.done.append(PLANS[count % len(PLANS)](self.installation.facts, f"{self.name}-{count}"))
        return self.done[-1]


def require_each_once(installation: Installation, done: list[Deed]) -> None:
    """Every deed is there once, with one entry of history and whole files; history holds."""
    installation.require_history_holds()
    state = installation.state()
    assert state["halves"] == []
    wanted: dict[str, dict[str, int]] = {}
    for deed in done:
        wanted.setdefault(deed.kind, {})[deed.mark] = 1
    for kind, marks in wanted.items():
        assert {mark: count for mark, count in state["made"][kind].items() if "-" in mark} == marks
