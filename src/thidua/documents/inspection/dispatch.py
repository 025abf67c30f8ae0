"""Sends a file to the part that knows its kind."""

from pathlib import Path

from thidua.documents.inspection.kinds import ZIP, kind_of
from thidua.documents.inspection.verdicts import PDF, RefusalError, Verdict


def look_into(path: Path, folder: Path) -> Verdict:
    """The verdict on `path`; copies to be served go into `folder`."""
    try:
        kind = kind_of(path)
        # Each file starts a process of its own: it loads the one parser that it needs (half a second is spared).
        if kind == PDF:
            from thidua.documents.inspection.pdfs import inspect_pdf  # noqa: PLC0415

            return inspect_pdf(path, folder)
        if kind == ZIP:
            from thidua.documents.inspection.packages import inspect_package  # noqa: PLC0415

            return inspect_package(path, folder)
        from thidua.documents.inspection.pictures import inspect_picture  # noqa: PLC0415

        return inspect_picture(path, kind, folder)
    except RefusalError as refusal:
        return Verdict(refused=refusal.code, data=refusal.data)
    except MemoryError:
        return Verdict(refused="too_heavy")
