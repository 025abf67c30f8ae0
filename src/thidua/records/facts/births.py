"""What cannot be before somebody was born."""

from datetime import date

from thidua.organisations.models import Person


def is_before_birth(person: Person, day: date) -> bool:
    """Whether a day lies before the birth of a person, as far as that is known: to the day, or only to the year."""
    if person.born_on is not None:
        return day < person.born_on
    return person.born_year is not None and day.year < person.born_year
