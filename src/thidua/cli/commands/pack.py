"""`thidua pack BLOC YEAR --out DIR`: the papers of a bloc's year, without the browser."""

import argparse
import sys
from pathlib import Path

from thidua.cli.setup import django_setup


def add_arguments(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the deed."""
    pack = deeds.add_parser("pack", help="lập bộ hồ sơ của một năm")
    pack.add_argument("bloc", help="mã khối, ví dụ khoi-thi-dua-so-ii")
    pack.add_argument("year", type=int)
    pack.add_argument("--out", type=Path, required=True, help="thư mục nhận bộ hồ sơ")
    pack.add_argument("--agency", default="", help="mã cơ quan, khi hai cơ quan có khối cùng mã")
    pack.add_argument("--no-pdf", action="store_true", help="chỉ DOCX, không cần LibreOffice")
    pack.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build the pack; exit status 1 and the reason when there is no such year or LibreOffice fails."""
    django_setup()
    from thidua.campaigns.models import Cycle  # noqa: PLC0415  needs Django set up
    from thidua.common.errors import DomainError  # noqa: PLC0415
    from thidua.yearbook.building import build_pack  # noqa: PLC0415

    cycles = Cycle.objects.filter(bloc__code=options.bloc, year=options.year).select_related("bloc", "agency")
    if options.agency:
        cycles = cycles.filter(agency__code=options.agency)
    found = list(cycles[:2])
    if len(found) != 1:
        several = "Several agencies have such a bloc; name one with --agency." if found else "There is no such year."
        print(several, file=sys.stderr)
        return 1
    try:
        manifest = build_pack(found[0], options.out, with_pdf=not options.no_pdf)
    except DomainError as error:
        print(error.message, file=sys.stderr)
        return 1
    print(f"{options.out}: {len(manifest.documents)} files, manifest.json")
    return 0
