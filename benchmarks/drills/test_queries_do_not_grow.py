"""Every page asks the database as often for 38 units as for 6: what grows with the records is one query's answer."""

import json
import subprocess
import sys

import pytest

from benchmarks.drills.installations import ROOT
from benchmarks.pages import EDITING, LIMIT_QUERIES

pytestmark = pytest.mark.drill

COUNT = """
import json
from benchmarks.installation import installation
with installation():
    from django.conf import settings
    settings.ALLOWED_HOSTS = ["*"]
    from benchmarks.ministry import make_ministry
    from benchmarks.pages import count_queries
    print(json.dumps([count_queries(make_ministry(f"c{n}", n, 1, 3)) for n in (6, 38)]))
"""


def test_no_page_asks_more_for_more_units() -> None:
    run = subprocess.run([sys.executable, "-c", COUNT], cwd=ROOT, capture_output=True, text=True, check=True)
    small, large = json.loads(run.stdout.splitlines()[-1])

    both = small.keys() & large.keys()
    assert len(both) > 400
    assert {each: small[each] for each in both} == {each: large[each] for each in both}
    ours = {each: asked for each, asked in large.items() if not each.split()[1].startswith(EDITING)}
    assert {each: asked for each, asked in ours.items() if asked > LIMIT_QUERIES} == {}
