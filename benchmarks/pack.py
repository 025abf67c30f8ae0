"""The pack of a full year: eleven papers, the page drawn from data, and the letters as PDF. The demo's closed year.

The peer of the pack without PDF is writing the same templates with nothing in them; that of the pack with PDF is the
pack without.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, at_most, seconds
from benchmarks.installation import installation

WITHOUT_OFFICE = 10
WITH_OFFICE = 40


def measure() -> list[Figure]:
    """Seconds to build the pack of the demo's closed year, without and with LibreOffice."""
    with installation():
        from thidua.campaigns.models import Cycle
        from thidua.cli.demo.loader import load_demo
        from thidua.common import clock
        from thidua.documents.papers.filling import fill_template
        from thidua.yearbook.building import build_pack
        from thidua.yearbook.facts.samples import sample_facts
        from thidua.yearbook.kinds import own_template, paper_kinds

        load_demo(clock.now())
        cycle = Cycle.objects.filter(state="CLOSED").select_related("agency", "bloc").latest("year")
        kinds = list(paper_kinds())
        bare = seconds(lambda: [fill_template(own_template(kind), sample_facts()) for kind in kinds])
        with TemporaryDirectory() as folder:
            plain = seconds(lambda: build_pack(cycle, Path(folder) / "chu", with_pdf=False))
            printed = seconds(lambda: build_pack(cycle, Path(folder) / "in", with_pdf=True))
    return [
        at_most("pack without LibreOffice", plain, "s", WITHOUT_OFFICE, f"filling its samples {bare:.1f} s"),
        at_most("pack with LibreOffice", printed, "s", WITH_OFFICE, f"without {plain:.1f} s"),
    ]
