"""The example of a proxy in `deploy/`, held against what the program says of its own addresses."""

import re
from pathlib import Path

import pytest

from thidua.common.http.languages import PUBLIC

CONFIGURATION = (Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf").read_text()
PICTURES = "/anh-tin/"
"""Public, and pressed already."""


def location(opening: str) -> str:
    """What stands between the braces after `opening`."""
    return CONFIGURATION.partition(f"location {opening} {{")[2].partition("}")[0]


def pressed() -> str:
    """The pattern of the addresses whose text is pressed."""
    (found,) = re.findall(r"location ~ (\S+) \{", CONFIGURATION)
    assert "gzip on;" in location(f"~ {found}")
    return found


@pytest.mark.parametrize("before", ["", "/en"])
def test_text_of_every_public_part_is_pressed(before: str) -> None:
    assert [each for each in PUBLIC if not re.match(pressed(), f"{before}{each}trang/")] == [PICTURES]


@pytest.mark.parametrize(
    "path", ["/", "/bo-phieu/x/", "/en/bo-phieu/", "/tai-khoan/", "/tinh/", "/x/tin/", "/phieu/tin/"]
)
def test_nothing_else_is_pressed(path: str) -> None:
    assert re.match(pressed(), "/static/portal/paper.css")
    assert re.match(pressed(), path) is None


def test_votes_are_neither_logged_nor_pressed() -> None:
    assert {"access_log off;", "error_log /dev/null crit;", "gzip off;"} <= {
        line.strip() for line in location("/bo-phieu/").splitlines()
    }
