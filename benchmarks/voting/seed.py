"""Fills an empty installation with a hall: `python -m benchmarks.voting.seed SEATS ROUNDS [accounts]`.

Prints one line of JSON: the secretary's session and, for each round, the ballot and its voters with code and ticket.
`accounts`: nobody comes by a code from the door.
"""

import json
import sys

import django

django.setup()


from benchmarks.voting.halls import BigHall, make_big_hall, open_question, session_of, tickets_of  # noqa: E402


def main() -> None:
    """The hall, its rounds, all open at once."""
    seats, rounds = int(sys.argv[1]), int(sys.argv[2])
    hall = make_big_hall(seats, doors=sys.argv[3:] != ["accounts"])
    facts = {
        "meeting": hall.meeting.pk,
        "secretary": session_of(hall.cast.secretary.user),
        "standing": session_of(hall.cast.standing.user),
        "rounds": [round_of(hall, number) for number in range(rounds)],
    }
    print(json.dumps(facts))


def round_of(hall: BigHall, number: int) -> dict[str, object]:
    """One open round and what each phone holds for it."""
    ballot = open_question(hall, f"Đề nghị tặng Cờ, lần {number}")
    tickets = tickets_of(ballot)
    voters = [[seat.session, *tickets[seat.line]] for seat in hall.seats]
    return {"ballot": ballot.pk, "voters": voters}


main()
