"""How long pages take on the server, beside a bare page of the same stack; and how many queries. On the demo, and on
invented ministries of 6 units in 2 years and of 38 units in 5.

The bare page is the sign-in page's frame without any record: middleware, session, template. Medians of 20 warm requests
through the whole of Django, without a network.
"""

from typing import TYPE_CHECKING

from benchmarks.figures import Figure, at_most, median_ms
from benchmarks.installation import installation

if TYPE_CHECKING:
    from benchmarks.ministry import Ministry

LIMIT_MS = 100
LIMIT_QUERIES = 30


def measure() -> list[Figure]:
    """For each page the slowest of the three, and its queries; both sizes must ask the same number."""
    with installation():
        from django.conf import settings
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext

        from benchmarks.ministry import make_ministry

        settings.ALLOWED_HOSTS = ["*"]
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        demo = _demo()
        small = make_ministry("nho", units=6, years=2, people_per_unit=3)
        large = make_ministry("lon", units=38, years=5, people_per_unit=10)
        client = Client()
        client.force_login(large.user)
        bare = median_ms(lambda: _get(client, "/tro-giup/"))
        figures: list[Figure] = []
        for name, path in PAGES.items():
            queries, slowest = [], 0.0
            for ministry in (demo, small, large):
                client.force_login(ministry.user)
                url = path.format(m=ministry)
                slowest = max(slowest, median_ms(lambda url=url: _get(client, url)))
                with CaptureQueriesContext(connection) as captured:
                    _get(client, url)
                queries.append(len(captured))
            counts = f"{queries[0]} queries on the demo, {queries[1]} and {queries[2]} at 6 and 38 units"
            peer = f"bare page {bare:.1f} ms; {counts}"
            figure = at_most(f"page “{name}”", slowest, "ms", LIMIT_MS, peer)
            holds = queries[1] == queries[2] and max(queries) <= LIMIT_QUERIES
            figures.append(figure if holds else Figure(figure.name, figure.figure, "ms", LIMIT_MS, peer, holds=False))
    return figures


def _demo() -> "Ministry":
    """The demo's fictitious bloc in its running year, as its secretary sees it."""
    from benchmarks.ministry import Ministry
    from thidua.accounts.models import User
    from thidua.campaigns.models import Pledge, Task
    from thidua.cli.demo.loader import load_demo
    from thidua.common import clock

    load_demo(clock.now())
    pledge = Pledge.objects.select_related("cycle__bloc").get()
    cycle = pledge.cycle
    unit = cycle.bloc.memberships.filter(year=cycle.year).first()
    assert unit is not None
    task = Task.objects.filter(cycle=cycle).first()
    assert task is not None
    user = User.objects.get(username="thu-ky")
    return Ministry(user, cycle.bloc_id, unit.unit_id, cycle.pk, pledge.pk, task.pk)


PAGES = {
    "Việc cần làm": "/",
    "Khối, cụm": "/khoi/",
    "Một khối": "/khoi/{m.bloc}/",
    "Đơn vị": "/don-vi/",
    "Một đơn vị": "/don-vi/{m.unit}/",
    "Các năm": "/nam/",
    "Một năm": "/nam/{m.cycle}/",
    "Giao ước": "/giao-uoc/{m.pledge}/",
    "Giao ước của một đơn vị": "/giao-uoc/{m.pledge}/don-vi/{m.unit}/",
    "Các nhiệm vụ": "/nhiem-vu/nam/{m.cycle}/",
    "Một nhiệm vụ": "/nhiem-vu/{m.task}/",
    "Các cuộc kiểm tra": "/kiem-tra/nam/{m.cycle}/",
    "Kinh nghiệm": "/kinh-nghiem/nam/{m.cycle}/",
    "Hoạt động": "/hoat-dong/",
    "Hội nghị": "/hoi-nghi/",
    "Khen thưởng": "/khen-thuong/",
    "Kho minh chứng": "/minh-chung/",
    "Văn bản của năm": "/nam/{m.cycle}/van-ban/",
    "Báo cáo năm, từng câu": "/nam/{m.cycle}/bao-cao/year_report/",
    "Mở năm sau": "/mo-nam-sau/{m.cycle}/",
    "Con người": "/nguoi/",
    "Tìm": "/tim/?q=minh",
    "Việc đã làm": "/viec-da-lam/",
}


def _get(client: object, url: str) -> None:
    answer = client.get(url)  # type: ignore[attr-defined]
    if answer.status_code != 200:
        raise AssertionError(f"{url}: {answer.status_code}")
