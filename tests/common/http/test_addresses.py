"""An address put together is the address looked up."""

from django.urls import reverse

from thidua.common.http.addresses import address_of


def test_it_is_what_reverse_gives() -> None:
    for thing in (1, 42, 7_000_000_007):
        assert address_of("activity", thing) == reverse("activity", args=[thing])
        assert address_of("evidence_add", thing, "agenda_item") == reverse("evidence_add", args=["agenda_item", thing])
