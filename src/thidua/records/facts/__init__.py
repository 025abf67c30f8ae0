"""Record books as `core.law` reads them: what is not recorded is None, what is known to be none is ()."""

from thidua.records.facts.reading import facts_of, facts_of_people, facts_of_units

__all__ = ["facts_of", "facts_of_people", "facts_of_units"]
