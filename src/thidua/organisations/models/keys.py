"""Keys that rows carry so that the database can search and sort Vietnamese names without knowing Vietnamese."""

from collections.abc import Iterable

from thidua.core.vietnam.names import fold, person_sort_key, sort_key

_LONGEST_SORT_KEY = 1000
_LONGEST_PERSON_SORT_KEY = 500


def search_key_of(names: Iterable[str]) -> str:
    """Each name once, folded, a line each; the first line is the name in force."""
    folded = (fold(name) for name in names)
    return "\n".join(dict.fromkeys(line for line in folded if line))


def sort_key_of(name: str) -> str:
    """Orders organisations by name."""
    return sort_key(name)[:_LONGEST_SORT_KEY]


def person_search_key_of(full_name: str) -> str:
    """What the search for a person looks into; equal for equal names, whatever their accents."""
    return fold(full_name)[:300]


def person_sort_key_of(full_name: str) -> str:
    """Orders people by given name."""
    return person_sort_key(full_name)[:_LONGEST_PERSON_SORT_KEY]
