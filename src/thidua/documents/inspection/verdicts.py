"""What the inspection found."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JPEG = "image/jpeg"
PNG = "image/png"
HEIC = "image/heic"


class RefusalError(Exception):
    """The file is not taken. `code` is stable; `data` is for the sentence."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


@dataclass(frozen=True, slots=True)
class Verdict:
    """Either `refused` holds a code, or the served copies lie in the folder under the names given here."""

    refused: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    media_type: str = ""
    served_name: str = ""
    served_type: str = ""
    small_name: str = ""
    width: int | None = None
    height: int | None = None
    pages: int | None = None

    def to_json(self) -> str:
        """For the way from the child to the gate."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Verdict":
        """What `to_json` wrote; raises ValueError or TypeError on anything else."""
        return cls(**json.loads(text))
