"""Small laws of the house that reading the source can check."""

import ast
import re

import pytest

from tests.architecture.source import PACKAGE, ROOT, calls, files, imported, module_of, place, tree_of


def test_the_core_knows_no_floating_point() -> None:
    """Points are fractions, money is whole đồng."""
    found = [
        place(file, node)
        for file in files("core/**/*.py")
        for node in ast.walk(tree_of(file))
        if (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]

    assert files("core/**/*.py") != []
    assert found == []


def test_migrations_import_none_of_our_code() -> None:
    """A migration of today runs in ten years, when the code it was written with is gone."""
    migrations = sorted(PACKAGE.glob("*/migrations/0*.py"))
    ours = [
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in migrations
        for name in imported(tree_of(file)).values()
        if name.startswith("thidua")
    ]

    assert len(migrations) > 5
    assert ours == []


def test_migrations_are_one_line() -> None:
    """Each follows the one before; nobody has to merge."""
    for folder in sorted(PACKAGE.glob("*/migrations")):
        numbers = [file.name[:4] for file in sorted(folder.glob("0*.py"))]
        assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)], folder


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    words = re.compile(
        r"pytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b|unittest\.mock|monkeypatch\.setattr\(thidua"
    )
    found = [
        f"{file.relative_to(ROOT)}: {match.group()}"
        for file in sorted((ROOT / "tests").rglob("*.py"))
        if file.name != "test_source.py"
        for match in words.finditer(file.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_time_is_asked_for_in_one_place() -> None:
    """A service is told `now`; whoever must ask asks `common.clock`."""
    asking = {
        place(file)
        for file in files("**/*.py")
        for call in calls(tree_of(file))
        if ast.unparse(call.func) in {"timezone.now", "datetime.now", "datetime.today", "date.today", "datetime.utcnow"}
    }

    assert asking == {"common/clock.py"}


def test_points_never_come_from_kilograms() -> None:
    """Neither scoring nor scorecards reach the figures of activities, by whatever other module: what people collect is
    told, and scored is how they organise, work together, sort and follow up (R6 of docs/impact.md).
    """
    modules = {module_of(file): file for file in files("**/*.py")}
    scoring = [each for each in modules if each.startswith(("thidua.scorecards", "thidua.core.scoring"))]
    reached: set[str] = set()
    waiting = list(scoring)
    while waiting:
        module = waiting.pop()
        if module in reached:
            continue
        reached.add(module)
        for name in imported(tree_of(modules[module])).values():
            package, _dot, _last = name.rpartition(".")
            waiting += [each for each in (name, package) if each in modules]

    assert len(scoring) > 50
    assert "thidua.campaigns.policies.cycles" in reached, "imports of imports are followed"
    assert [each for each in sorted(reached) if each.startswith(("thidua.core.impact", "thidua.activities"))] == []


# --- templates -------------------------------------------------------------------------------------------------------

TEMPLATES = sorted(
    (str(file.relative_to(folder)), file) for folder in PACKAGE.glob("*/templates") for file in folder.rglob("*.html")
)
NOT_PAGES = {
    "common/forms": "parts that the form renderer fills",
    "publishing/blocks": "parts that an article's text is put together of",
    "wagtailadmin": "pages of Wagtail in our clothes, which extend its own",
    "wagtailadmin/bulk_actions": "parts of Wagtail that are left empty",
    "activities/field": "the field card, which a phone keeps whole and opens without a network",
}
ROOT_TEMPLATES = {"base.html", "portal/paper.html"}
"""Of the application, and of the news, which are read without script and with one small sheet of styles."""


def extended(text: str) -> str:
    """The template that a template extends, or nothing."""
    match = re.match(r'\s*\{%\s*extends\s+"([^"]+)"', text)
    return match.group(1) if match else ""


@pytest.mark.parametrize(("name", "file"), TEMPLATES, ids=[name for name, _file in TEMPLATES])
def test_every_template_is_a_page_of_the_house_or_a_part(name: str, file) -> None:
    """A page extends the base, perhaps through another page; a part begins with `_`."""
    folder, _slash, own = name.rpartition("/")
    known = dict(TEMPLATES)
    if own.startswith("_") or folder in NOT_PAGES or name in ROOT_TEMPLATES:
        return
    above = extended(file.read_text(encoding="utf-8"))
    while above in known and above not in ROOT_TEMPLATES:
        above = extended(known[above].read_text(encoding="utf-8"))

    assert above in ROOT_TEMPLATES


def test_locks_leave_room_for_rows_that_point_here() -> None:
    """On PostgreSQL a plain lock bars every insert that refers to the row: two writers then wait for each other."""
    found = [
        place(file, node)
        for file in files("**/*.py")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "select_for_update"
        and not any(keyword.arg == "no_key" for keyword in node.keywords)
    ]

    assert found == []
