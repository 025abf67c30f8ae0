"""What is in a scored year: `python -m benchmarks.drills.scores SCHEME` prints one line of JSON.

`stale` names results that are stored otherwise than what the changes give now; `changes` and `entries` count what was
written on cards and what history tells of it.
"""

import json
import sys

import django

django.setup()

from thidua.audit.models import AuditEntry  # noqa: E402  models only after Django is set up
from thidua.scorecards.enums import Layer  # noqa: E402
from thidua.scorecards.facts.results import result_of  # noqa: E402
from thidua.scorecards.models import LayerResult, Scheme, ScoreChange  # noqa: E402


def main() -> None:
    """Score the year again and compare."""
    scheme = Scheme.objects.select_related("agency", "cycle__bloc__agency").get(pk=int(sys.argv[1]))
    result = result_of(scheme, Layer.SELF)
    stale = []
    for row in LayerResult.objects.filter(scorecard__scheme=scheme, layer=Layer.SELF):
        now = {
            code: None if points is None else str(points)
            for code, column in result.cells.items()
            for points in [column[result.names().index(str(row.scorecard_id))].points]
            if code
        }
        if row.items != now:
            stale.append(row.scorecard_id)
    changes = list(ScoreChange.objects.order_by("pk").values_list("value", flat=True))
    told = AuditEntry.objects.filter(action="scorecard.item_filled")
    entries = [each for entry in told.order_by("pk") for each in json.loads(entry.payload)["after"]["changes"]]
    print(json.dumps({"stale": stale, "changes": changes, "entries": entries}))


main()
