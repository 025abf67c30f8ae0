"""The public site beside stock Wagtail, and at ten thousand articles and a million published awards.

Both serve an article of the same text, in turn, in the same run: stock Wagtail of the same version as `wagtail start`
sets it up (`peers/stock_wagtail.py`), each through its own WSGI handler, by processor time. Ours is served as a visitor
gets it: made anew, and kept. Then lists and searches at full size: the slowest of many different ones, their queries
at a tenth of the size and at the whole. `PORTAL_AWARDS` sets another number of awards; `BENCH_DATABASE_URL` another
database. Seeding takes minutes and is counted nowhere.
"""

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from benchmarks.copies import EACH, fill_copies, fill_photos
from benchmarks.figures import Figure, at_most, median_ms
from benchmarks.installation import installation

AWARDS = int(os.environ.get("PORTAL_AWARDS", "1000000"))
ARTICLES = 10_000
ROUNDS = 9
REQUESTS = 40
LIMIT_MS = 100
LIMIT_BYTES = 150_000
SENTENCE = "Các đơn vị trong Khối cùng chính quyền địa phương ra quân, thu gom rác, trồng cây và trao tặng sách. "
BLOCKS = [("heading", "Một ngày ra quân")] + [("paragraph", f"<p>{SENTENCE * 6}</p>") for _ in range(8)]
TITLE, SUMMARY = "Khối Thi đua số II tổng kết năm", "Sáu đơn vị cùng nhìn lại một năm."
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
SHARES = (38, 12, 10, 7, 5, 4, 2, 2, 2, 2)
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Hữu", "Thị Thu", "Quốc", "Ngọc")
GIVEN = (
    *("An", "Ân", "Bình", "Bích", "Chi", "Dũng", "Dung", "Đạt", "Điệp", "Diệp", "Giang", "Hà", "Hạ", "Hải", "Hòa"),
    *("Hoa", "Hoài", "Hồng", "Hùng", "Hưng", "Hương", "Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Phúc"),
    *("Phương", "Quân", "Sơn", "Tâm", "Thảo", "Thủy", "Trang", "Tuấn", "Vân", "Yến", "Kha"),
)
UNITS = 2000
TITLES = (
    "Lao động tiên tiến",
    "Chiến sĩ thi đua cơ sở",
    "Bằng khen của Bộ trưởng",
    "Giấy khen",
    "Huân chương Lao động",
)
PROVINCES = ("Điện Biên", "Hà Giang", "Cao Bằng", "Lào Cai", "Nghệ An", "Quảng Trị", "Cà Mau", "Hà Nội")
TOLD = "thi đua phong trào biển rừng cây nước sạch trường lớp học sách bản làng đường cầu năm tháng ngày mùa vụ"
KINDS = {7: "EXEMPLAR", 13: "GOOD_DEED"}
"""Of twenty articles one of each tells of somebody."""
SEARCHES = (
    {"ten": "nguyen"},
    {"ten": "nguyễn văn"},
    {"ten": "van thi"},
    {"ten": "Nguyễn Thị Hòa"},
    {"ten": "điệp"},
    {"ten": "kha yen"},
    {"ten": "khong co ai"},
    {"ten": "an", "nam": "2001"},
    {"ten": "nguyen van an", "don-vi": "dien bien"},
    {"don-vi": "phong 1999"},
    {"don-vi": "dien bien"},
    {"danh-hieu": "5"},
    {"nam": "2010"},
    {"trang": "50"},
    {"ten": "nguyen", "trang": "50"},
    {"ten": "ngu"},
    {"ten": "nguyễn thị hươ"},
    {"ten": "van tha"},
    {"ten": "hoàng tra"},
    {"ten": "bui kha"},
    {"ten": "tran khanh die", "nam": "2010"},
    {"ten": "hoa", "don-vi": "dien bie", "trang": "40"},
    {},
)
WANTED = (
    "dien bien",
    "Điện Biên",
    "thi dua",
    "phong trào biển",
    "nguyen van an",
    "khong co gi ca",
    "rừng",
    "hoa",
    "phong tra",
    "thi đươ",
    "die",
    "nuo",
    "phong 1999",
    "bằng khen",
    "kha huan chuong",
    "nguyen huan chuong",
    "nguyen van an lao dong",
    "lao dong ha giang",
    "tinh ha noi bang khen",
    "nguyen ha noi huan chuong",
    "lưới đánh cá",
    "ket qua hoat dong sam son",
)
LISTS = ("/lich/", "/cong-bo/", "/cong-bo/khoi/", "/cong-bo/phong-trao/", "/cong-bo/hoat-dong/", "/cong-bo/van-ban/")
NEWS = ("rừng", "phong trào biển", "Điện Biên", "thi đươ")

Found = tuple[bool, int]
"""Whether anything was found, and of how many kinds: each kind is read for itself."""


def measure() -> list[Figure]:
    """Speed beside the peer, size of a page, then time and queries at full size."""
    with installation() as folder:
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["*"]
        agency = _make_agency()
        url = _make_article(agency)
        figures = [*_beside_the_peer(folder, url), _size(url)]
        _fill(agency, AWARDS // 10, ARTICLES // 10, 10)
        few = _queries()
        _fill(agency, AWARDS - AWARDS // 10, ARTICLES - ARTICLES // 10, 1)
        many = _queries()
        figures += [_slowest(), _lists()]
        same = [name for name in few if few[name][1] == many[name][1]]  # both found the same kinds, or both nothing
        grown = [f"{name} {few[name][0]} → {many[name][0]}" for name in same if few[name][0] < many[name][0]]
        figures.append(
            at_most(
                "searches and lists whose queries grow",
                len(grown),
                "pages",
                0,
                "; ".join(grown) or f"{len(same)} compared, at most {max(many.values())[0]} queries",
            )
        )
        return figures


def _make_agency() -> Any:
    from tests.factories.organisations import make_agency

    return make_agency("bo-minh-hoa", "Bộ Minh họa")


def _make_article(agency: Any) -> str:
    from django.utils import timezone

    from thidua.publishing.models import Article

    article = Article.objects.create(
        agency=agency,
        title=TITLE,
        slug="bai",
        summary=SUMMARY,
        byline="Người viết",
        told_on=date(2026, 5, 28),
        body=BLOCKS,
        live=True,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
    )
    return article.get_absolute_url()


def _beside_the_peer(folder: Path, url: str) -> list[Figure]:
    from django.core.cache import caches

    from benchmarks.peers.requests import make_requests

    made, kept, peer = [], [], []
    with _stock_wagtail(folder) as ask:
        for _ in range(ROUNDS + 1):
            with _nothing_kept():
                made.append(make_requests(url, REQUESTS))
            caches["pages"].clear()
            make_requests(url, 1)
            kept.append(make_requests(url, REQUESTS))
            peer.append(ask(REQUESTS))
    anew = median(theirs / ours for ours, theirs in zip(made[1:], peer[1:], strict=True))
    again = median(theirs / ours for ours, theirs in zip(kept[1:], peer[1:], strict=True))
    rates = [f"{REQUESTS / median(each[1:]):.0f}/s" for each in (made, kept, peer)]
    beside = f"stock Wagtail {rates[2]}"
    return [
        at_most(
            "article made anew, time as a share of stock Wagtail's", 1 / anew, "×", 1 / 0.8, f"{rates[0]}; {beside}"
        ),
        at_most("article kept, time as a share of stock Wagtail's", 1 / again, "×", 1 / 5, f"{rates[1]}; {beside}"),
    ]


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """No page is kept meanwhile: each is made anew."""
    from django.core.cache import caches

    from thidua.portal import kept

    caches["pages"].clear()
    names, kept.NAMES = kept.NAMES, frozenset()
    try:
        yield
    finally:
        kept.NAMES = names


@contextmanager
def _stock_wagtail(folder: Path) -> Iterator[Callable[[int], float]]:
    told = folder / "article.json"
    told.write_text(json.dumps({"title": TITLE, "summary": SUMMARY, "blocks": BLOCKS}))
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "benchmarks.peers.stock_wagtail", str(told)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdin is not None
    assert process.stdout is not None

    def ask(number: int) -> float:
        process.stdin.write(f"{number}\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        return float(json.loads(process.stdout.readline()))  # type: ignore[union-attr]

    try:
        yield ask
    finally:
        process.stdin.close()
        process.wait(timeout=30)


def _size(url: str) -> Figure:
    """Page, style sheets and the faces that its letters take, each compressed."""
    from django.contrib.staticfiles import finders
    from django.test import Client

    page = Client().get(url)
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', page.text)
    faces = [
        f"vendor/fonts/be-vietnam-pro-{part}-{w}-normal.woff2" for part in ("latin", "vietnamese") for w in (400, 600)
    ]
    parts = [page.content, *(Path(str(finders.find(each))).read_bytes() for each in [*sheets, *faces])]
    size = sum(len(gzip.compress(each)) for each in parts)
    return at_most("an article without photographs, with its faces", size, "bytes", LIMIT_BYTES, f"{len(parts)} files")


def _fill(agency: Any, awards: int, articles: int, share: int) -> None:
    """`share`: of the copies one in so many is there afterwards."""
    from django.db import connection

    random = Random(awards)
    _fill_awards(agency, awards, random)
    _fill_articles(agency, articles, random)
    fill_copies(agency, share, random)
    fill_photos(random)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _fill_awards(agency: Any, number: int, random: Random) -> None:
    from django.db import transaction
    from django.utils import timezone

    from thidua.core.vietnam.names import fold
    from thidua.publishing.enums import HonouredKind
    from thidua.publishing.models import HonouredUnit, HonourTitle, HonourWord, PublishedAward
    from thidua.publishing.models.words import IN_NAMES, know_words

    if not HonourTitle.objects.exists():
        names = [f"Phòng {each} sở tỉnh {PROVINCES[each % len(PROVINCES)]}" for each in range(UNITS)]
        HonouredUnit.objects.bulk_create(
            HonouredUnit(agency=agency, name=name, search_key=f" {fold(name)} ") for name in names
        )
        HonourTitle.objects.bulk_create(HonourTitle(name=name, search_key=f" {fold(name)} ") for name in TITLES)
    units = list(HonouredUnit.objects.order_by("pk").values_list("pk", flat=True))
    titles = list(HonourTitle.objects.order_by("pk").values_list("pk", flat=True))
    first, now = PublishedAward.objects.count(), timezone.now()
    known: set[str] = set()
    with _indexes_after(PublishedAward, HonourWord):
        for start in range(first, first + number, AT_ONCE):
            rows, said = [], []
            for pk in range(start + 1, min(start + AT_ONCE, first + number) + 1):
                name = f"{random.choices(FAMILIES, SHARES)[0]} {random.choice(MIDDLES)} {random.choice(GIVEN)}"
                unit, year = random.choice(units), random.randint(1990, 2025)
                title, day = random.choices(titles, (60, 25, 8, 6, 1))[0], _decided_on(random, now.date())
                published_at = now if day else now - timedelta(days=400)  # none of this month is without a day
                rows.append(
                    (
                        *(pk, pk, HonouredKind.PERSON.value, name, year, day),
                        *("", False, published_at, "", "", agency.pk, unit, title),
                    )
                )
                said += [(word, year, pk, forms, unit, title, agency.pk) for word, forms in _words(name)]
            known.update(word for word, *_others in said)
            with transaction.atomic():
                _put_in(PublishedAward, AWARD_COLUMNS, rows)
                _put_in(HonourWord, WORD_COLUMNS, said)
    know_words(IN_NAMES, known)


def _decided_on(random: Random, today: date) -> str:
    """A day of the last five years, many of them in this month; of every tenth award none is known."""
    if random.random() < 0.1:
        return ""
    return (today - timedelta(days=random.randrange(20 if random.random() < 0.1 else 1800))).isoformat()


AT_ONCE = 20_000
AWARD_COLUMNS = (
    *("id", "source", "kind", "name", "year", "decided_on", "achievement", "is_illustrative", "published_at"),
    *("published_by_name", "withdrawn_because", "agency_id", "unit_id", "title_id"),
)
WORD_COLUMNS = ("word", "year", "award_id", "forms", "unit_id", "title_id", "person_of_id")


def _put_in(model: Any, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """Rows as they are: a million times what the service of one award does would take an hour."""
    from django.db import connection

    table, names = model._meta.db_table, ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", rows)


@contextmanager
def _indexes_after(*models: Any) -> Iterator[None]:
    """The indexes that are declared are made once the rows are in; what the rows point at is there, and on PostgreSQL
    nobody asks for each of them.
    """
    from django.db import connection

    def on_all(deed: str) -> None:
        with connection.schema_editor() as editor:
            for model in models:
                for index in model._meta.indexes:
                    getattr(editor, deed)(model, index)

    def ask(role: str) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET session_replication_role = {role}")

    on_all("remove_index")
    ask("replica")
    try:
        yield
    finally:
        ask("DEFAULT")
        on_all("add_index")


@cache
def _words(name: str) -> tuple[tuple[str, int], ...]:
    from thidua.publishing.models.honours import words_of_name

    return tuple(words_of_name(name).items())


def _fill_articles(agency: Any, number: int, random: Random) -> None:
    from django.utils import timezone

    from thidua.publishing.enums import FoundKind
    from thidua.publishing.models import Article
    from thidua.publishing.models.articles import words_of
    from thidua.publishing.models.words import note_words

    first, now, words = Article.objects.count(), timezone.now(), TOLD.split()
    for start in range(first, first + number, 500):
        rows = []
        for each in range(start, min(start + 500, first + number)):
            said = (
                " ".join(random.choices(words, k=200)) + f" {random.choice(PROVINCES)} {random.choice(GIVEN)} số {each}"
            )
            rows.append(
                Article(
                    agency=agency,
                    title=f"{random.choice(words)} {random.choice(PROVINCES)} {each}",
                    slug=f"bai-{each}",
                    summary=said[:200],
                    told_on=date(2026, 5, 28) - timedelta(days=each % 3000),
                    body=[("paragraph", f"<p>{said}</p>")],
                    kind=KINDS.get(each % 20, "NEWS"),
                    live=True,
                    first_published_at=now,
                    last_published_at=now,
                )
            )
        Article.objects.bulk_create(rows)
        for row in rows:
            note_words(FoundKind.ARTICLE, row.pk, row.told_on, words_of(row))


def _asked() -> list[tuple[str, dict[str, str]]]:
    return [
        *(("/vinh-danh/", each) for each in SEARCHES),
        *(("/tim-kiem/", {"tu": each}) for each in WANTED),
        *(("/tin/", {"tim": each}) for each in NEWS),
    ]


def _slowest() -> Figure:
    from django.test import Client

    client, taken = Client(), {}
    with _nothing_kept():
        for path, asked in _asked():
            taken[f"{path} {asked}"] = median_ms(lambda path=path, asked=asked: client.get(path, asked), 7)
    name = max(taken, key=lambda each: taken[each])
    others = sorted(taken.values())
    beside = f"{name}; median of {len(others)} searches {median(others):.1f} ms; {AWARDS} awards, {ARTICLES} articles"
    return at_most("search of honours and of all, slowest", taken[name], "ms", LIMIT_MS, beside)


def _lists() -> Figure:
    from django.test import Client

    client = Client()
    with _nothing_kept():
        taken = {path: median_ms(lambda path=path: client.get(path), 9) for path in _read()}
    name = max(taken, key=lambda each: taken[each])
    beside = f"{name}; front page {taken['/']:.1f} ms; {sum(EACH.values())} copies"
    return at_most("front page, lists, an article and a year in figures, slowest", taken[name], "ms", LIMIT_MS, beside)


def _read() -> list[str]:
    """What is read without looking for anything: the same at every size."""
    from thidua.publishing.models import Snapshot

    year = Snapshot.objects.filter(kind="YEAR").latest("subject")
    activity = Snapshot.objects.filter(kind="IMPACT").earliest("pk")
    pages = [f"/cong-bo/{each.slug}/" for each in (year, activity)]
    return ["/", "/en/", "/tin/", "/tin/?trang=800", "/tin/bai-77/", "/dien-hinh/", *pages, *LISTS]


def _queries() -> dict[str, tuple[int, Found]]:
    """How often each asks the database, and what it found."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, counts = Client(), {}
    with _nothing_kept():
        for path, asked in [*_asked(), *((each, {}) for each in _read())]:
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(path, asked)
            assert answer.status_code == 200, path
            sign = "<mark>" if asked.keys() & {"tu", "tim"} else "<li"  # of search the kinds are a list, too
            shown = answer.text.partition("<main")[2].partition("<footer")[0]
            counts[f"{path} {asked}"] = (len(captured), (sign in shown, shown.count("<h2")))
    return counts
