import re
import unicodedata
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.vietnam.case_files import load_cases
from tests.core.vietnam.strategies import names, words
from thidua.core.vietnam.names import fold, normalise, person_sort_key, sort_key, split_name

CASES = load_cases("names")


@pytest.mark.parametrize("case", CASES["fold"], ids=lambda case: case["text"])
def test_text_is_folded_for_search(case):
    assert fold(case["text"]) == case["folded"]


@given(st.text())
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text() | names)
def test_composed_and_decomposed_text_fold_the_same(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(names)
def test_vietnamese_folds_to_plain_small_letters(text):
    assert re.fullmatch("[a-z ]+", fold(text))


@given(names)
def test_capitals_do_not_matter_to_search(text):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@pytest.mark.parametrize(("before", "after"), list(pairwise(CASES["names_in_order"])), ids=" < ".join)
def test_names_stand_in_vietnamese_order(before, after):
    assert sort_key(before) < sort_key(after)


@pytest.mark.parametrize(("before", "after"), list(pairwise(CASES["people_in_order"])), ids=" < ".join)
def test_people_stand_in_order_of_given_name_then_family_then_middle(before, after):
    assert person_sort_key(before) < person_sort_key(after)


@given(st.text() | names)
def test_sort_keys_are_the_same_in_every_database(text):
    for key in (sort_key, person_sort_key):
        assert re.fullmatch("[0-9a-z]*", key(text))
        assert key(unicodedata.normalize("NFC", text)) == key(unicodedata.normalize("NFD", text))


@given(st.text() | names)
def test_surplus_spaces_and_invisible_characters_do_not_change_the_order(text):
    assert sort_key(normalise(text)) == sort_key(text)
    assert person_sort_key(normalise(text)) == person_sort_key(text)


@given(names, names)
def test_names_that_differ_in_more_than_capitals_have_different_keys(one, other):
    same_but_for_tone_place = re.sub("[^a-zđăâêôơư ]", "", unicodedata.normalize("NFD", one).lower())
    other_letters = re.sub("[^a-zđăâêôơư ]", "", unicodedata.normalize("NFD", other).lower())
    if same_but_for_tone_place != other_letters:
        assert sort_key(one) != sort_key(other)


@given(words, names)
def test_a_name_comes_before_the_same_name_continued(first, more):
    assert sort_key(first) < sort_key(f"{first} {more}")


def test_both_places_of_the_tone_sort_together():
    assert sort_key("Hòa") == sort_key("Hoà")
    assert sort_key("Thúy") == sort_key("Thuý")


@pytest.mark.parametrize("case", CASES["parts"], ids=lambda case: case["name"] or "nothing")
def test_a_full_name_is_split(case):
    assert split_name(case["name"]) == (case["family"], case["middle"], case["given"])


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Nguye\u0302\u0303n\u200b Va\u0306n\u00a0An\ufeff", "Nguyễn Văn An"),
        ("a\tb\r\nc", "a b c"),
        ("\x00\x07An\u202e", "An"),
        ("lone \ud800 half", "lone half"),
        ("", ""),
    ],
)
def test_text_is_cleaned_before_it_is_kept(text, clean):
    assert normalise(text) == clean


def test_lines_are_kept_when_asked_for():
    assert normalise(" một \r\n hai\u2028ba\r\n", keep_lines=True) == "một\nhai\nba"


@given(st.text(), st.booleans())
def test_cleaning_again_changes_nothing(text, keep_lines):
    cleaned = normalise(text, keep_lines=keep_lines)
    assert normalise(cleaned, keep_lines=keep_lines) == cleaned


def test_ten_thousand_names_are_quick():
    families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương"]
    middles = ["Văn", "Thị", "Hữu", "Đức", "Minh", "Ngọc", "Thanh", "Quốc", "Thu", "Xuân"]
    givens = ["Ánh", "Bình", "Cường", "Dũng", "Hoà", "Hương", "Lâm", "Phượng", "Quỳnh", "Yến"]
    people = [f"{f} {m} {n} {g}" for f in families for m in middles for n in middles for g in givens]
    for work in (fold, sort_key, person_sort_key):
        best = min(_seconds(work, people) for _ in range(10))
        assert best < 0.05, f"{work.__name__} took {best:.3f} s for 10,000 names"


def _seconds(work, people):
    start = process_time()
    for person in people:
        work(person)
    return process_time() - start
