"""How often the phones of a hall ask whether anything has changed, and so how late they may learn it."""

SHORTEST_PAUSE = 2
ASKED_IN_A_SECOND = 25


def pause_for(seats: int) -> int:
    """Seconds between two questions of a phone: all phones of a hall together ask no more than 25 times a second.

    >>> pause_for(38), pause_for(2000)
    (2, 80)
    """
    return max(SHORTEST_PAUSE, -(-seats // ASKED_IN_A_SECOND))
