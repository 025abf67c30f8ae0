"""Every act that the source records has its words; nothing on screen is a code."""

import re

from tests.audit.acts_in_source import recorded_acts
from tests.permission_table import all_routes
from thidua.audit.models import REFUSED
from thidua.audit.words import ACTS, GROUPS, acts_chosen, words_of_act


def test_every_recorded_act_has_its_words() -> None:
    recorded = recorded_acts()
    missing = {f"{each.where}: {act}" for each in recorded for act in each.acts if act not in ACTS}
    missing |= {
        f"{each.where}: {each.pattern}"
        for each in recorded
        if each.pattern and not any(re.fullmatch(each.pattern, act) for act in ACTS)
    }

    assert len(recorded) > 10
    assert sorted(missing) == [], "Put the words of these acts into src/thidua/audit/words/<app>.py."


def test_every_call_says_which_act_it_records() -> None:
    assert [each.where for each in recorded_acts() if not each.acts and not each.pattern] == []


def test_every_try_that_a_url_keeps_has_its_words() -> None:
    kept = {f"{route.policy.keeps}{REFUSED}" for route in all_routes() if route.policy.keeps}

    assert len(kept) > 10
    assert sorted(kept - ACTS.keys()) == []
    assert sorted(act for act in ACTS if act.endswith(REFUSED) and act not in kept) == []


def test_an_act_stands_in_one_group_only() -> None:
    assert len(ACTS) == sum(len(group.acts) for group in GROUPS)
    assert len({group.slug for group in GROUPS}) == len(GROUPS)


def test_a_choice_of_the_filter_is_an_act_or_a_group() -> None:
    assert acts_chosen("pledge.signed") == ["pledge.signed"]
    assert "pledge.signed" in acts_chosen("pledge")
    assert acts_chosen("nothing") == []


def test_words_of_an_act_without_words_are_no_code() -> None:
    assert words_of_act("pledge.signed") == "Ký giao ước"
    assert words_of_act("secret.code") == "Việc khác"
