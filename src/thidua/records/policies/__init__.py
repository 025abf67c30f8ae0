"""Who sees and who writes the register of awards and record books."""

from thidua.records.policies.awards import (
    awards_publishable_by,
    awards_visible_to,
    may_correct_award,
    may_publish_award,
    may_publish_awards,
    may_record_award,
    may_record_somewhere,
    recordable_blocs,
    recordable_units,
)
from thidua.records.policies.books import (
    books_visible_to,
    may_attest,
    may_look_into_doubts,
    may_see_sensitive,
    may_write_book,
    may_write_sensitive,
    people_with_books_visible_to,
    units_with_books_visible_to,
    units_written_by,
)

__all__ = [
    "awards_publishable_by",
    "awards_visible_to",
    "books_visible_to",
    "may_attest",
    "may_correct_award",
    "may_look_into_doubts",
    "may_publish_award",
    "may_publish_awards",
    "may_record_award",
    "may_record_somewhere",
    "may_see_sensitive",
    "may_write_book",
    "may_write_sensitive",
    "people_with_books_visible_to",
    "recordable_blocs",
    "recordable_units",
    "units_with_books_visible_to",
    "units_written_by",
]
