"""“Số liệu minh hoạ” stands on what is invented, and not on the record of a real body."""

import pytest
from django.urls import reverse
from tests.cast import Cast

MARK = '<span class="tds-demo">'


@pytest.mark.parametrize("is_invented", [True, False])
def test_the_page_of_a_thing_is_marked_as_its_agency_is(cast: Cast, sign_in, is_invented: bool) -> None:
    cast.agency.is_illustrative = is_invented
    cast.agency.save()
    browser = sign_in(cast.secretary.user)

    for url in (reverse("bloc", args=[cast.bloc.pk]), reverse("unit", args=[cast.unit.pk])):
        assert (MARK in browser.get(url).text) is is_invented


def test_a_list_is_marked_and_an_installation_in_earnest_is_not(cast: Cast, sign_in, settings) -> None:
    browser = sign_in(cast.secretary.user)
    assert MARK in browser.get(reverse("blocs")).text

    settings.DEMO = False
    assert MARK not in browser.get(reverse("blocs")).text
    assert MARK not in browser.get(reverse("bloc", args=[cast.bloc.pk])).text
