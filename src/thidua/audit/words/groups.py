"""How the words of acts are kept: groups of acts under one heading, a table per app."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Group:
    """Acts about one kind of thing. `acts` maps each act's code to its words, which begin with a verb."""

    slug: str
    heading: str | Promise
    acts: dict[str, str | Promise]
