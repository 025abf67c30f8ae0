"""Builds the pack of a year: DOCX of every paper, PDF of the letters, pages drawn from data, the manifest.

A pack appears whole or not at all: it is built beside its place and moved there.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from thidua.campaigns.models import Cycle
from thidua.common.errors import DomainError
from thidua.documents.models import PaperTemplate
from thidua.documents.papers.filling import fill_template
from thidua.documents.papers.letters import convert_letters
from thidua.documents.papers.marking import WORDS
from thidua.documents.papers.sheets import draw_sheet
from thidua.documents.papers.source import PaperSource
from thidua.documents.queries.papers import templates_of
from thidua.meetings.models import Ballot
from thidua.yearbook.facts.gathering import gather_facts, sheet_facts
from thidua.yearbook.facts.heading import head_and_foot
from thidua.yearbook.facts.rounds import TALLY_SHEET, round_facts, rounds_of_year
from thidua.yearbook.kinds import own_template, paper_kinds, round_paper_kinds, unit_paper_kinds
from thidua.yearbook.manifest import Manifest, files_of_pack

SHEETS = Path(__file__).resolve().parent / "sheets"
OF_SCORES = frozenset({"matrix", "ranking"})
"""Pages that are drawn only for a year that is scored."""
SCRATCH = ".pack-"
LEFT_AFTER = 24 * 60 * 60
"""Seconds after which nobody is still building."""
Report = Callable[[str, int, int], None]
"""`report(words, done, total)`; the words are Vietnamese, and put into the reader's language where they are shown."""


def build_pack(cycle: Cycle, target: Path, *, with_pdf: bool = True, report: Report = lambda *_: None) -> Manifest:
    """Build the pack of `cycle` in the folder `target`, replacing an older pack and nothing else.

    Raises `OfficeError`, `PackPlaceError`.
    """
    _bring_back(target)
    _require_place(target)
    kinds = paper_kinds()
    sheets = sorted(SHEETS.glob("*.typ"))
    total = 1 + len(kinds) + len(sheets) + with_pdf
    report(gettext_noop("Đọc hồ sơ của năm"), 0, total)
    facts = gather_facts(cycle)
    scores = facts["scores"]
    if scores is None:
        sheets = [sheet for sheet in sheets if sheet.stem not in OF_SCORES]
    own = templates_of(cycle.agency_id)
    manifest = Manifest(cycle.bloc.code, cycle.year, facts["election"]["lead"], facts["election"]["deputy"])
    manifest.ranking = scores["order"] if scores is not None else []
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep(target.parent)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=SCRATCH) as scratch:
        folder = Path(scratch) / "pack"
        folder.mkdir()
        letters: list[tuple[str, Path, str]] = []
        for index, (kind, source) in enumerate(kinds.items(), start=1):
            report(gettext_noop("Soạn các văn bản"), index, total)
            template = bytes(own[kind].content) if kind in own else own_template(kind)
            paper = folder / f"{index:02d}-{kind.replace('_', '-')}.docx"
            _write(cycle, template, source, facts, paper)
            manifest.add(kind, paper)
            letters.append((kind, paper, ""))
        for kind, paper, about in _round_papers(cycle, facts, own, folder):
            manifest.add(kind, paper, about)
            letters.append((kind, paper, about))
        for index, sheet in enumerate(sheets, start=1):
            report(gettext_noop("Vẽ các trang số liệu"), len(kinds) + index, total)
            page = folder / f"{len(kinds) + index:02d}-{sheet.stem.replace('_', '-')}.pdf"
            mark = WORDS if cycle.agency.is_illustrative else ""
            page.write_bytes(draw_sheet(sheet, {**sheet_facts(facts), "mark": mark}))
            manifest.add(sheet.stem, page)
        if scores is not None:
            report(gettext_noop("Soạn phiếu và báo cáo của từng đơn vị"), total - 1, total)
            for kind, paper in _unit_papers(cycle, facts, own, folder):
                manifest.add(kind, paper)
        if with_pdf:
            report(gettext_noop("Chuyển các văn bản sang PDF"), total - 1, total)
            made = convert_letters([paper for _kind, paper, _about in letters], folder)
            for (kind, _paper, about), pdf in zip(letters, made, strict=True):
                manifest.add(kind, pdf, about)
        manifest.write(folder)
        _put_in_place(folder, target)
    report(gettext_noop("Xong"), total, total)
    return manifest


def _round_papers(
    cycle: Cycle, facts: dict[str, Any], own: Mapping[str, PaperTemplate], folder: Path
) -> Iterator[tuple[str, Path, str]]:
    """The tally sheet of each counted secret round, numbered through, with what was put to the vote."""
    for number, round_ in enumerate(rounds_of_year(cycle), start=1):
        for kind, source in round_paper_kinds().items():
            template = bytes(own[kind].content) if kind in own else own_template(kind)
            paper = folder / f"{kind.replace('_', '-')}-{number:02d}.docx"
            _write(cycle, template, source, {**facts, "round": round_}, paper)
            yield kind, paper, round_["about"]


def _unit_papers(
    cycle: Cycle, facts: dict[str, Any], own: Mapping[str, PaperTemplate], folder: Path
) -> Iterator[tuple[str, Path]]:
    """Each unit's self-score and explanation, under the unit's code."""
    for card in facts["scores"]["cards"]:
        for kind, source in unit_paper_kinds().items():
            template = bytes(own[kind].content) if kind in own else own_template(kind)
            paper = folder / f"{kind.replace('_', '-')}-{card['code']}.docx"
            _write(cycle, template, source, {**facts, "card": card}, paper)
            yield kind, paper


def draw_tally_sheet(cycle: Cycle, ballot: Ballot) -> bytes:
    """The tally sheet of one counted round of the year's meetings; `ballot.motion` with its parts."""
    own = templates_of(cycle.agency_id).get(TALLY_SHEET)
    template = bytes(own.content) if own is not None else own_template(TALLY_SHEET)
    with override("vi"):
        facts = {**gather_facts(cycle), "round": round_facts(ballot)}
        return _filled(cycle, template, round_paper_kinds()[TALLY_SHEET], facts)


def _write(cycle: Cycle, template: bytes, source: PaperSource, facts: dict[str, Any], paper: Path) -> None:
    paper.write_bytes(_filled(cycle, template, source, facts))


def _filled(cycle: Cycle, template: bytes, source: PaperSource, facts: dict[str, Any]) -> bytes:
    told = {**facts, **head_and_foot(cycle, source, facts)}
    return fill_template(template, told, is_illustrative=cycle.agency.is_illustrative)


def sweep(folder: Path) -> None:
    """Take away what a process that was killed in the middle of a pack left a day ago or longer."""
    for scratch in folder.glob(f"{SCRATCH}*"):
        if time.time() - scratch.stat().st_mtime > LEFT_AFTER:
            shutil.rmtree(scratch, ignore_errors=True)


class PackPlaceError(DomainError):
    """The folder holds something that is not a pack of ours; building there would take it away."""

    code = "pack_place"


def _require_place(target: Path) -> None:
    """Only a new folder, an empty one, or one that holds a pack and nothing else. Raises `PackPlaceError`."""
    if not target.exists():
        return
    if not target.is_dir():
        raise PackPlaceError(_("“%(place)s” là một tệp. Chọn một thư mục khác.") % {"place": target})
    strangers = sorted({path.name for path in target.iterdir()} - files_of_pack(target))
    if strangers:
        raise PackPlaceError(
            _("Thư mục “%(place)s” có tệp không thuộc bộ hồ sơ: %(files)s. Chọn một thư mục khác hoặc để trống.")
            % {"place": target, "files": ", ".join(strangers[:5])}
        )


def _bring_back(target: Path) -> None:
    """The older pack, where a process was killed between moving it aside and putting the new one there."""
    old = _aside(target)
    if old.exists() and not target.exists():
        old.rename(target)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _put_in_place(folder: Path, target: Path) -> None:
    old = _aside(target)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    folder.rename(target)
    target.chmod(0o700)
    shutil.rmtree(old, ignore_errors=True)
