"""Pages drawn from data: Typst, in this process, no system program."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst


def draw_sheet(source: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF of the Typst file `source`, which reads its data with `json(bytes(sys.inputs.data))`."""
    pdf: bytes = typst.compile(str(source), sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    return pdf
