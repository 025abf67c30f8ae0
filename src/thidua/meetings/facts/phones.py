"""How often the phones of a hall ask whether anything has changed, and so how late they may learn it."""

SHORTEST_PAUSE = 2
ASKED_IN_A_SECOND = 50


def pause_for(seats: int) -> int:
    """Seconds between two questions of a phone: all phones of a hall together ask no more than fifty times a second.

    >>> pause_for(38), pause_for(2000)
    (2, 40)
    """
    return max(SHORTEST_PAUSE, -(-seats // ASKED_IN_A_SECOND))
