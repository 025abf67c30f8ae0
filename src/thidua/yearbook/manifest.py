"""`manifest.json` of a pack: what is in it, for programs. Points are strings, unknown is null."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Manifest:
    """A pack: bloc, year, ranking (empty while nothing was scored), election, documents in order.

    `about` is for the page of the pack alone: what tells several files of one kind apart, by the name of the file.
    """

    bloc: str
    year: int
    lead: str | None
    deputy: str | None
    documents: list[dict[str, str]] = field(default_factory=list)
    ranking: list[dict[str, Any]] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, file: Path, about: str = "") -> None:
        """Note one file of the pack; `about` tells several of one kind apart."""
        self.documents.append({"kind": kind, "file": file.name})
        if about:
            self.about[file.name] = about

    def as_data(self) -> dict[str, Any]:
        """The content of `manifest.json`."""
        return {
            "bloc": self.bloc,
            "year": self.year,
            "ranking": self.ranking,
            "election": {"lead": self.lead, "deputy": self.deputy},
            "documents": self.documents,
        }

    def write(self, folder: Path) -> None:
        """Write `manifest.json` into `folder`."""
        text = json.dumps(self.as_data(), ensure_ascii=False, indent=2)
        (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def files_of_pack(folder: Path) -> set[str]:
    """The names of the files that the manifest in `folder` lists, and its own; empty where there is none of ours."""
    try:
        held = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return {"manifest.json", *(str(each["file"]) for each in held["documents"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
