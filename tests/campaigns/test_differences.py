"""Two versions side by side."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.campaigns.facts.differences import side_by_side

OLD = "Điều 1. Phạm vi\nKhối họp sáu tháng một lần.\nĐiều 3. Kinh phí"
NEW = "Điều 1. Phạm vi\nKhối họp ba tháng một lần.\nĐiều 3. Kinh phí\nĐiều 4. Hiệu lực"


def test_the_words_that_differ_are_marked() -> None:
    rows = side_by_side(OLD, NEW)

    assert [row.change for row in rows] == ["same", "changed", "same", "added"]
    changed = rows[1]
    assert changed.old is not None
    assert changed.new is not None
    assert [piece.text for piece in changed.old if piece.is_new] == ["sáu"]
    assert [piece.text for piece in changed.new if piece.is_new] == ["ba"]


@given(
    st.lists(st.text(alphabet="abc ", max_size=6), max_size=8),
    st.lists(st.text(alphabet="abc ", max_size=6), max_size=8),
)
def test_nothing_is_lost_on_either_side(old: list[str], new: list[str]) -> None:
    rows = side_by_side("\n".join(old), "\n".join(new))

    for side, texts in (("old", old), ("new", new)):
        shown = [" ".join(piece.text for piece in pieces) for row in rows if (pieces := getattr(row, side)) is not None]
        kept = [" ".join(text.split()) for text in texts if text.strip()]
        assert [" ".join(text.split()) for text in shown] == kept
