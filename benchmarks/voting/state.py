"""What is in the boxes: `python -m benchmarks.voting.state [close BALLOT …]`, one line of JSON.

For each round by its id: the codes and, sorted, the slips in the box or published, how many papers the slips make, how
many have voted; after the count, of each name how many agree, disagree, abstain.
With `close` those rounds are counted first.
"""

import json
import sys

import django

django.setup()


from thidua.access.actors import build_actor  # noqa: E402
from thidua.accounts.models import User  # noqa: E402
from thidua.audit.models import AuditEntry  # noqa: E402
from thidua.common import clock  # noqa: E402
from thidua.meetings.models import Ballot, BallotBox, RollEntry  # noqa: E402
from thidua.meetings.services.rounds import close_round  # noqa: E402
from thidua.meetings.services.sealing import open_box  # noqa: E402


def main() -> None:
    """Print it."""
    if sys.argv[1:2] == ["close"]:
        secretary = build_actor(User.objects.get(username="thu"), clock.now())
        for ballot in Ballot.objects.filter(pk__in=map(int, sys.argv[2:])).select_related("motion__meeting__bloc"):
            close_round(actor=secretary, ballot=ballot, now=clock.now(), reason="Máy chủ dừng giữa chừng")
    print(json.dumps({ballot.pk: told(ballot) for ballot in Ballot.objects.order_by("pk")}))


def told(ballot: Ballot) -> dict[str, object]:
    """One round."""
    row = BallotBox.objects.filter(ballot=ballot).first()
    box = open_box(ballot.pk, bytes(row.sealed)) if row is not None else None
    slips = box.slips if box is not None else ballot.slips or ()
    return {
        "state": ballot.state,
        "codes": sorted(box.codes if box is not None else ballot.codes or ()),
        "slips": sorted(slips),
        "counts": [[each["agree"], each["disagree"], each["abstain"]] for each in ballot.counts["counts"]]
        if ballot.counts is not None
        else None,
        "papers": len(slips) / len(ballot.options),
        "voted": RollEntry.objects.filter(ballot=ballot, has_voted=True).count(),
        "entries": AuditEntry.objects.filter(action="ballot.voted", object_id=ballot.pk).count(),
    }


main()
