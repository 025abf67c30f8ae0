"""What the law says in English: every sentence, and every word of the shipped rules."""

from collections.abc import Iterator
from datetime import date
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import settings as chance

from tests.core.law import strategies as random_law
from tests.core.law.case_files import findings
from thidua.core.law.awards import shipped_awards
from thidua.core.law.conditions import ByReading, Condition, Criterion, NotHeld
from thidua.core.law.explain import assess_all
from thidua.core.law.facts import Facts
from thidua.core.law.general import general_on
from thidua.core.law.phrases import phrases_of
from thidua.core.law.regimes import shipped_regimes
from thidua.core.law.settings import shipped_settings
from thidua.core.law.wording import say_reason, say_words
from thidua.core.law.words import words_of

VIETNAMESE = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


@pytest.mark.parametrize("part", ["because", "needs", "notes", "path"])
def test_every_sentence_is_said_in_english_with_the_same_data(part: str) -> None:
    vietnamese, english = words_of("vi")[part], words_of("en")[part]

    def data(sentence: str) -> set[str]:
        return {name for _text, name, _spec, _how in Formatter().parse(sentence) if name}

    assert {key: data(says) for key, says in english.items()} == {key: data(says) for key, says in vietnamese.items()}


def test_every_name_of_a_datum_is_said_in_english() -> None:
    vietnamese, english = words_of("vi")["names"], words_of("en")["names"]
    assert {key: set(each) for key, each in english.items() if isinstance(each, dict)} == {
        key: set(each) for key, each in vietnamese.items() if isinstance(each, dict)
    }


def words_of_conditions(condition: Condition) -> Iterator[str]:
    if isinstance(condition, Criterion):
        yield condition.name
        if isinstance(condition.question, NotHeld):
            yield condition.question.reason
        for each in condition.exceptions:
            yield each.name
            yield from words_of_conditions(each.when)
            yield from words_of_conditions(each.then)
        return
    if condition.name:
        yield condition.name
    parts = [each for _code, each in condition.options] if isinstance(condition, ByReading) else condition.parts
    for part in parts:
        yield from words_of_conditions(part)


def shipped_words() -> Iterator[str]:
    """Everything in the rule files that a page about a case shows."""
    yield from words_of("vi")["awards"].values()
    yield from words_of("vi")["groups"].values()
    for award in shipped_awards().values():
        yield award.name
        yield award.decided_by.who
        for version in award.versions:
            for route in version.routes:
                yield route.name
                if route.note:
                    yield route.note
                for part in route.parts:
                    yield from words_of_conditions(part)
    for regime in shipped_regimes():
        yield from (each for each in (regime.name, regime.reason, regime.stamp) if each)
        general = general_on(regime.since)
        yield from (each.name for each in (general.hold, general.discipline, general.dissolved) if each)
    for setting in shipped_settings().values():
        yield setting.question
        yield from setting.options.values()


def test_every_word_of_the_rules_is_said_in_english_and_nothing_else() -> None:
    assert set(phrases_of("en")) == set(shipped_words())


def test_words_of_an_agency_stay_as_they_are() -> None:
    assert say_words("Quy định riêng của Bộ Minh họa", "en") == "Quy định riêng của Bộ Minh họa"
    assert say_words("Công trạng", "en") == "Merit"
    assert say_words("Công trạng", "vi") == "Công trạng"


@given(random_law.facts())
@chance(max_examples=25)
def test_a_whole_explanation_has_no_vietnamese_left_but_the_numbers_of_texts(facts: Facts) -> None:
    own = "".join(each.by for each in facts.attested or ())
    for outcome in assess_all(facts, year=2025, law_on=date(2026, 11, 1)):
        said = [say_reason(each, "notes", "en") for each in outcome.notes if each.kind != "strange_attestation"]
        for each in findings(outcome):
            said += [say_words(each.criterion, "en")]
            said += [say_reason(why, "because", "en") for why in each.because if why.kind not in ("attested", "denied")]
            said += [say_reason(need, "needs", "en") for need in each.needs]
        left = {word for words in said for word in words.split() if VIETNAMESE & set(word.lower()) and "/" not in word}
        assert left <= {own}, left
