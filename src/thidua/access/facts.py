"""Small judgements without a database."""

from thidua.core.vietnam.names import fold, split_name


def suggest_username(full_name: str) -> str:
    """As offices write it: the given name, then the initials of the others. “Nguyễn Thị Cúc” gives `cucnt`."""
    name = split_name(full_name)
    given = "".join(fold(name.given).split())
    initials = "".join(word[0] for word in fold(f"{name.family} {name.middle}").split())
    return "".join(each for each in given + initials if each.isalnum())


def first_free(name: str, taken: set[str]) -> str:
    """`name`, else `name2`, `name3`: the first that is not taken."""
    number = 2
    free = name
    while free in taken:
        free = f"{name}{number}"
        number += 1
    return free
