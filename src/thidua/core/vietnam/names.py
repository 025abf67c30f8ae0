"""Names of people and things: search keys and sort keys (a first form; see the tests for what they promise)."""

import unicodedata


def fold(text: str) -> str:
    """`text` without accents, case and surplus spaces."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())


def sort_key(text: str) -> str:
    """Orders `text` among its like."""
    return fold(text)


def person_sort_key(full_name: str) -> str:
    """Orders a person by given name."""
    words = fold(full_name).split()
    return " ".join(words[-1:] + words[:-1])
