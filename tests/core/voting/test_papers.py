"""Papers, slips, codes: what is taken, what is refused and how it is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.voting.errors import VoteError
from thidua.core.voting.motions import Motion, MotionKind
from thidua.core.voting.papers import Mark, approve_slips, check_slip, choose_slip, rank_slip
from thidua.core.voting.receipts import ALPHABET, make_code, read_code
from thidua.core.voting.words import words_of

LIST = Motion(MotionKind.APPROVE, ("1", "2", "3"))
TWO_OF_THREE = Motion(MotionKind.CHOOSE, ("1", "2", "3"), 2)
ORDER = Motion(MotionKind.RANK, ("1", "2", "3"))


def test_a_list_falls_into_a_slip_for_each_option() -> None:
    marks = {"1": Mark.AGREE, "2": Mark.DISAGREE, "3": Mark.ABSTAIN}
    assert approve_slips(LIST, marks) == ("1+", "2-", "3/")


def test_a_recused_member_leaves_his_item_out() -> None:
    assert approve_slips(LIST, {"1": Mark.AGREE, "3": Mark.AGREE}, recused={"2"}) == ("1+", "3+")
    with pytest.raises(VoteError) as caught:
        approve_slips(LIST, dict.fromkeys(LIST.options, Mark.AGREE), recused={"2"})
    assert caught.value.code == "recused"


def test_a_choice_is_kept_in_the_order_of_the_list() -> None:
    assert choose_slip(TWO_OF_THREE, ["3", "1"]) == "1,3"
    assert choose_slip(TWO_OF_THREE, []) == ""


@pytest.mark.parametrize(
    ("motion", "given_", "code"),
    [
        (TWO_OF_THREE, ["1", "2", "3"], "too_many"),
        (TWO_OF_THREE, ["1", "1"], "option_twice"),
        (TWO_OF_THREE, ["9"], "unknown_option"),
        (ORDER, ["1", "2"], "not_all_ranked"),
        (ORDER, ["1", "2", "2"], "option_twice"),
        (LIST, ["1"], "other_kind"),
    ],
)
def test_papers_that_are_refused(motion: Motion, given_: list[str], code: str) -> None:
    write = rank_slip if motion is ORDER else choose_slip
    with pytest.raises(VoteError) as caught:
        write(motion, given_)
    assert caught.value.code == code
    assert caught.value.say("vi") != caught.value.say("en")


def test_an_unmarked_item_is_not_an_abstention() -> None:
    with pytest.raises(VoteError) as caught:
        approve_slips(LIST, {"1": Mark.AGREE})
    assert (caught.value.code, caught.value.data["count"]) == ("unmarked", 2)


@pytest.mark.parametrize("slip", ["4+", "1", "+", "1?", ""])
def test_slips_that_a_list_cannot_bring_forth(slip: str) -> None:
    with pytest.raises(VoteError):
        check_slip(LIST, slip)


@pytest.mark.parametrize("slip", ["3,1", "1,2,3", "1,1", "x"])
def test_slips_that_a_choice_cannot_bring_forth(slip: str) -> None:
    with pytest.raises(VoteError):
        check_slip(TWO_OF_THREE, slip)


@pytest.mark.parametrize(
    ("options", "kind", "most", "code"),
    [
        ((), MotionKind.APPROVE, 1, "too_few_options"),
        (("1",), MotionKind.RANK, 1, "too_few_options"),
        (("1", "1"), MotionKind.CHOOSE, 1, "option_twice"),
        (("1", "2"), MotionKind.CHOOSE, 3, "bad_most"),
        (("a,b", "2"), MotionKind.CHOOSE, 1, "bad_option"),
    ],
)
def test_questions_nobody_could_answer(options: tuple[str, ...], kind: MotionKind, most: int, code: str) -> None:
    with pytest.raises(VoteError) as caught:
        Motion(kind, options, most)
    assert caught.value.code == code


CHANCE = st.binary(min_size=16, max_size=16)


@given(CHANCE)
def test_a_code_is_read_as_it_was_made_however_it_is_typed(chance: bytes) -> None:
    code = make_code(chance)
    assert read_code(code) == code
    assert read_code(f" {code.lower().replace('-', ' ')} ") == code


@given(CHANCE, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_always_noticed(chance: bytes, at: int, letter: str) -> None:
    letters = make_code(chance).replace("-", "")
    typed = letters[:at] + letter + letters[at + 1 :]
    if typed != letters:
        with pytest.raises(VoteError):
            read_code(typed)


@given(CHANCE, st.integers(0, 10))
def test_two_neighbours_exchanged_are_always_noticed(chance: bytes, at: int) -> None:
    letters = make_code(chance).replace("-", "")
    typed = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
    if typed != letters:
        with pytest.raises(VoteError):
            read_code(typed)


def test_codes_do_not_use_letters_that_look_alike() -> None:
    assert not set("01ILOQU") & set(ALPHABET)
    with pytest.raises(VoteError) as caught:
        read_code("O234-5678-9ABC")
    assert caught.value.code == "code_letter"


def test_both_languages_say_everything() -> None:
    vietnamese, english = words_of("vi"), words_of("en")
    assert set(vietnamese) == set(english)
    for part in ("problems", "recount"):
        assert set(vietnamese[part]) == set(english[part])
