"""`thidua pack BLOC YEAR --out DIR`: the manifest as others read it, or the reason and exit status 1."""

import json
from pathlib import Path

import pytest

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle
from tests.factories.organisations import make_agency, make_bloc, make_unit
from thidua.campaigns.models import Cycle
from thidua.cli.main import main
from thidua.yearbook.kinds import paper_kinds


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return make_cycle(cast)


def pack(out: Path, *more: str, bloc: str = "khoi-i", year: int = YEAR) -> int:
    return main(["pack", bloc, str(year), "--out", str(out), "--no-pdf", *more])


def test_the_pack_lies_where_it_was_asked_for(cycle: Cycle, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "bo-ho-so"

    assert pack(out) == 0

    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["bloc"], manifest["year"], manifest["ranking"]) == ("khoi-i", YEAR, [])
    assert manifest["election"] == {"lead": None, "deputy": None}
    assert {each["kind"] for each in manifest["documents"]} >= set(paper_kinds())
    files = {each["file"] for each in manifest["documents"]}
    assert {path.name for path in out.iterdir()} == files | {"manifest.json"}
    assert capsys.readouterr().out == f"{out}: {len(files)} files, manifest.json\n"


@pytest.mark.parametrize(("bloc", "year"), [("khoi-i", YEAR - 1), ("khong-co", YEAR)])
def test_a_year_that_is_not_there_is_said(
    cycle: Cycle, tmp_path: Path, capsys: pytest.CaptureFixture[str], bloc: str, year: int
) -> None:
    out = tmp_path / "bo-ho-so"

    assert pack(out, bloc=bloc, year=year) == 1

    assert capsys.readouterr().err == "There is no such year.\n"
    assert not out.exists()


def test_of_two_blocs_of_one_code_the_agency_is_asked(
    cast: Cast, cycle: Cycle, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = make_agency("bo-khac", "Bộ Khác")
    namesake = make_bloc(
        elsewhere, "khoi-i", "Khối khác", "số I", year=YEAR, units=[make_unit(elsewhere, "phong", "Phòng Khác")]
    )
    Cycle.objects.create(agency=elsewhere, bloc=namesake, year=YEAR)

    assert pack(tmp_path / "mot") == 1
    assert "--agency" in capsys.readouterr().err

    assert pack(tmp_path / "hai", "--agency", cast.agency.code) == 0
    assert (tmp_path / "hai" / "manifest.json").exists()


def test_a_folder_with_other_things_is_left_alone(
    cycle: Cycle, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "thu-rieng.txt"
    letter.write_text("giữ nguyên", encoding="utf-8")

    assert pack(tmp_path) == 1

    assert "thu-rieng.txt" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["thu-rieng.txt"]
