"""The packs of the demo's years, under `var/pack/`."""

from pathlib import Path

from django.conf import settings

from thidua.campaigns.models import Cycle
from thidua.yearbook.building import build_pack


def build_missing_packs() -> list[Path]:
    """Build what is not there yet; every pack's folder, `<bloc>-<year>`."""
    folders = []
    for cycle in Cycle.objects.select_related("bloc", "agency").order_by("bloc__code", "year"):
        folder = settings.VAR / "pack" / f"{cycle.bloc.code}-{cycle.year}"
        if not (folder / "manifest.json").exists():
            build_pack(cycle, folder)
        folders.append(folder)
    return folders
