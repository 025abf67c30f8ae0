"""What runs in an office is under licences that let the office do as it needs: no GPL, no AGPL. LGPL libraries are
used unchanged as libraries and may stay.
"""

import re
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata

from packaging.markers import Marker

from tests.architecture.source import ROOT

REFUSED = re.compile(
    r"(?<!L)(?<!Lesser )\bA?GPL|(?<!Lesser )General Public License|Affero|SSPL|Commons Clause|BUSL", re.IGNORECASE
)
READ_BY_HAND: dict[str, str] = {}
"""Packages whose metadata name no licence; what their own licence file says."""


@cache
def locked() -> dict[str, dict]:
    """The packages of `uv.lock` by name."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {package["name"]: package for package in packages}


def run_time_packages() -> set[str]:
    """Everything that comes with `pip install thidua` on this machine, `thidua` itself aside."""
    found: set[str] = set()
    waiting = [("thidua", ())]
    while waiting:
        name, extras = waiting.pop()
        package = locked()[name]
        wanted = list(package.get("dependencies", []))
        for extra in extras:
            wanted += package.get("optional-dependencies", {}).get(extra, [])
        for each in wanted:
            if "marker" in each and not Marker(each["marker"]).evaluate():
                continue
            key = (each["name"], tuple(each.get("extra", ())))
            if each["name"] not in found or key[1]:
                found.add(each["name"])
                if key not in waiting:
                    waiting.append(key)
    return found


def licence_of(name: str) -> str:
    """Expression, licence line and classifiers of the installed package, in one line."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return ""
    lines = [about.get("License-Expression") or "", (about.get("License") or "").split("\n")[0]]
    lines += [each for each in about.get_all("Classifier") or [] if each.startswith("License ::")]
    return "; ".join(line for line in lines if line and line != "UNKNOWN") or READ_BY_HAND.get(name, "")


def test_no_run_time_package_is_under_gpl_or_agpl() -> None:
    licences = {name: licence_of(name) for name in sorted(run_time_packages())}

    assert {"django", "django-allauth", "psycopg", "qrcode"} <= set(licences)
    assert {name for name, licence in licences.items() if not licence} == set(), "Read their licence by hand."
    assert {name: licence for name, licence in licences.items() if REFUSED.search(licence)} == {}


def test_the_net_catches_what_it_should() -> None:
    refused = [
        "GPL-3.0-or-later",
        "AGPL-3.0",
        "License :: OSI Approved :: GNU General Public License v3 (GPLv3)",
        "GPLv2",
    ]
    allowed = ["LGPL-3.0-only", "License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", "MIT"]

    assert [each for each in refused if not REFUSED.search(each)] == []
    assert [each for each in allowed if REFUSED.search(each)] == []
