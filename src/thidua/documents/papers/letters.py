"""Letters from DOCX to PDF: LibreOffice, all of a pack in one process, in a profile of its own, with a time limit."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from thidua.common.errors import DomainError

SECONDS = 120


class OfficeError(DomainError):
    """LibreOffice is missing, failed, or took too long. The DOCX files stay."""

    code = "office"


def office_program() -> str | None:
    """LibreOffice's program, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert_letters(papers: list[Path], folder: Path) -> list[Path]:
    """A PDF in `folder` for each of `papers`, in their order. Raises `OfficeError`."""
    program = office_program()
    if program is None:
        raise OfficeError(_("Máy chủ chưa có LibreOffice nên chưa có bản PDF. Cài gói libreoffice-writer-nogui."))
    with tempfile.TemporaryDirectory(prefix="thidua-office-") as profile:
        command = [
            program,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(folder),
            *map(str, papers),
        ]
        try:
            run = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise OfficeError(
                _("LibreOffice chạy quá lâu nên dừng lại. Bản DOCX vẫn dùng được."), seconds=SECONDS
            ) from error
    made = [folder / f"{paper.stem}.pdf" for paper in papers]
    if missing := [pdf.name for pdf in made if not pdf.exists()]:
        says = run.stderr.decode(errors="replace")[-300:]
        raise OfficeError(_("LibreOffice không làm được bản PDF. Bản DOCX vẫn dùng được."), missing=missing, says=says)
    return made
