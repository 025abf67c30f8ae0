"""A public site in use for years: a page of each kind, long names, more of everything than one page holds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.activities import make_activity
from tests.factories.articles import make_category, make_photo, published_article, take_down
from tests.factories.clean_ups import published_clean_up
from tests.factories.comments import comment_on
from tests.factories.cycles import make_cycle
from tests.factories.honours import honoured, name_people
from tests.factories.pages import (
    BLOC,
    CALL,
    DECISION,
    EVENT,
    RANKING,
    publish_call,
    publish_event,
    publish_thing,
    ranking_with_points,
)
from thidua.activities.facts.public_sums import page_of_cycle, page_of_movement, page_of_year
from thidua.activities.services import publish_sum
from thidua.campaigns.services.movements import MovementWords, launch_movement
from thidua.common import clock
from thidua.publishing.enums import ArticleKind, HonouredKind, SnapshotKind
from thidua.publishing.models import Article, Comment, PublicSettings, Snapshot
from thidua.publishing.services import withdraw
from thidua.publishing.services.comments import CONFIRM_SALT, answer_comment, let_through
from thidua.publishing.services.contacts import ContactFacts, name_contact

ALONE = (
    *("home", "news", "exemplars", "calendar", "honours", "about", "accessibility", "privacy", "site_map", "published"),
    *("public_blocs", "public_movements", "public_activities", "public_documents", "search_public"),
)
"""Pages of which there is one."""
IN_VIETNAMESE_ONLY = (
    *("article", "article, comments 2", "article, answering"),
    *("comment sent", "comment sent, to be confirmed", "comment_confirm", "article taken down"),
)
"""Pages that have the language of their article, whatever the reader has chosen."""
LONG_UNIT = (
    "Trung tâm Minh họa Quy hoạch, Điều tra, Đánh giá và Giám sát tài nguyên nước khu vực Đồng bằng sông Cửu Long"
)
LONG_TITLE = (
    "Hội nghị sơ kết sáu tháng đầu năm, biểu dương tập thể, cá nhân điển hình tiên tiến trong phong trào “Đoàn kết, kỷ "
    "cương, đổi mới, sáng tạo” và triển khai nhiệm vụ sáu tháng cuối năm"
)
LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Phước Hoàng Thị Phương Quỳnh Khuyến"
UNBROKEN = "https://thidua.example/" + "dai-khong-co-cho-ngat" * 6
WRITTEN_NOWHERE = "khongaiviet" * 9


@dataclass(frozen=True, slots=True)
class PublicSite:
    """Addresses by what is there."""

    article: Article
    pages: dict[str, str]
    """What can be read."""
    missing: dict[str, tuple[str, int]]
    """What is not there or no longer, and the status that says so."""

    def in_language(self, code: str) -> dict[str, tuple[str, int]]:
        """Every address with its status, as readers of a language meet it."""
        every = {kind: (path, 200) for kind, path in self.pages.items()} | self.missing
        if code == "vi":
            return {kind: told for kind, told in every.items() if not told[0].startswith("/en/")}
        return {
            kind: (path if path.startswith(f"/{code}/") else f"/{code}{path}", status)
            for kind, (path, status) in every.items()
            if kind not in IN_VIETNAMESE_ONLY
        }


def alone() -> dict[str, str]:
    """The pages of which there is one, by name."""
    return {name: reverse(name) for name in ALONE}


def make_public_site(cast: Cast, now: datetime) -> PublicSite:
    """Made through the services as at `now`, a moment of the cast's year."""
    name_contact(
        actor=cast.standing.actor(),
        agency=cast.agency,
        version=1,
        facts=ContactFacts(LONG_UNIT, "Emulation and Commendation Division", f"{'dulieucanhan' * 4}@bo.example"),
    )
    article = _articles(cast, now)
    things = _things(cast, now)
    _honours(cast)
    gone = publish_call(cast, 2, "Thôi công bố")
    withdraw(actor=cast.standing.actor(), snapshot=gone, because="Nhầm", now=now)
    english = Article.objects.get(language="en")
    asks = _asks_to_confirm(cast)
    search, honours, news = reverse("search_public"), reverse("honours"), reverse("news")
    article_url, snapshot = article.get_absolute_url(), {kind: _at(page) for kind, page in things.items()}
    return PublicSite(
        article,
        {
            **alone(),
            **snapshot,
            "news, page 2": f"{news}?trang=2",
            "category": reverse("news_category", args=["phong-trao"]),
            "good deeds": f"{reverse('exemplars')}?loai=viec-tot",
            "article": article_url,
            "article, comments 2": f"{article_url}?trang-bl=2",
            "article, answering": f"{article_url}?tra-loi={_first_shown(article).pk}",
            "article in English": english.get_absolute_url(),
            "comment sent in English": f"{english.get_absolute_url()}binh-luan/da-gui/",
            "found": f"{search}?tu=khoi",
            "found of one kind": f"{search}?tu=hoa&loai=khen-thuong&trang=2",
            "nothing found": f"{search}?tu={WRITTEN_NOWHERE}",
            "honours found": f"{honours}?ten=hoa",
            "honours, page 2": f"{honours}?trang=2",
            "no honours found": f"{honours}?ten={WRITTEN_NOWHERE}",
            "a month": f"{reverse('calendar')}?thang={YEAR}-12",
            "an empty month": f"{reverse('calendar')}?thang={YEAR + 1}-02",
            "comment sent": reverse("comment_thanks", args=[article.slug]),
            "comment sent, to be confirmed": reverse("comment_thanks", args=[asks.article.slug]),
            "comment_confirm": reverse("confirm_comment", args=[signing.dumps(asks.pk, salt=CONFIRM_SALT)]),
        },
        {
            "no such page": ("/khong-co-trang-nay/", 404),
            "no such article": ("/tin/khong-co/", 404),
            "no such copy": ("/cong-bo/khong-co/", 404),
            "letter too old": (reverse("confirm_comment", args=["gia:mao:x"]), 404),
            "article taken down": ("/tin/da-go/", 410),
            "copy withdrawn": (_at(gone), 410),
        },
    )


def _at(page: Snapshot) -> str:
    return reverse("snapshot", args=[page.slug])


@transaction.atomic
def _articles(cast: Cast, now: datetime) -> Article:
    photo, category = make_photo(cast.agency, cast.secretary), make_category(cast.agency)
    body = [
        ("picture", {"photo": photo, "caption": LONG_TITLE}),
        ("heading", "Việc đã làm"),
        ("paragraph", f'<p>Các đơn vị cùng ra quân, <a href="{UNBROKEN}">{UNBROKEN}</a>.</p><ol><li>Nhặt</li></ol>'),
        ("quote", {"words": "Ai cũng làm được.", "who": f"{LONG_NAME}, {LONG_UNIT}"}),
        ("figures", [{"amount": "1.204,5 kg", "label": "Rác thu được"}, {"amount": "chưa có", "label": "Số người"}]),
    ]
    for number in range(14):
        published_article(cast, title=f"Khối kể việc thứ {number + 1}", slug=f"viec-{number + 1}")
    article = published_article(cast, title=LONG_TITLE, slug="so-ket", place=LONG_UNIT, body=body, category=category)
    published_article(cast, title="Clean-up", slug="clean-up", language="en", other_language=article)
    published_article(cast, title=LONG_NAME, slug="nguoi-giu", kind=ArticleKind.EXEMPLAR, body=body[:1])
    published_article(cast, title="Trả lại phong bì", slug="phong-bi", kind=ArticleKind.GOOD_DEED)
    take_down(published_article(cast, title="Đã gỡ", slug="da-go"), cast.standing)
    _comments(cast, article, now)
    return article


def _comments(cast: Cast, article: Article, now: datetime) -> None:
    standing = cast.standing.actor()
    for number in range(21):
        words = {"name": LONG_NAME, "text": f"Ý kiến {number + 1}. {UNBROKEN}", "email": f"{number}@thu-rieng.example"}
        sent = comment_on(article, now=now, address=f"10.0.0.{number}", **words)
        comment = let_through(actor=standing, comment=sent, version=sent.version, now=now)
    answer_comment(actor=standing, comment=comment, text=f"Cảm ơn. {UNBROKEN}", key="trả lời", now=now)


def _first_shown(article: Article) -> Comment:
    return Comment.objects.filter(article=article, parent=None).earliest("pk")


@transaction.atomic
def _asks_to_confirm(cast: Cast) -> Comment:
    """A comment of an agency that asks its readers to confirm."""
    article = published_article(cast, title="Bài hỏi lại", slug="bai-hoi-lai")
    PublicSettings.objects.filter(agency=cast.agency).update(confirms_email=True)
    return comment_on(article, address="10.0.9.9", email="cho@thu-rieng.example")


@transaction.atomic
def _things(cast: Cast, now: datetime) -> dict[str, Snapshot]:
    standing, activity = cast.standing.actor(), published_clean_up(cast, now)
    cycle, movement = make_cycle(cast), launch_movement(actor=standing, agency=cast.agency, words=MovementWords("Biển"))
    make_activity(cast, LONG_TITLE, cycles=[cycle], movement=movement, now=now)
    sums = (page_of_cycle(cycle), page_of_movement(movement), page_of_year(cast.agency, YEAR))
    of_bloc = {"members": [LONG_UNIT] * 12, "lead": LONG_UNIT, "deputy": LONG_UNIT, "theme": LONG_TITLE}
    of_call = dict.fromkeys(("aim", "scope", "content", "criteria"), f"{LONG_TITLE}.\n\n{UNBROKEN}")
    of_event = {
        "place": LONG_UNIT,
        "message": "Vì một đại dương xanh",
        "holders": [LONG_UNIT] * 4,
        "movement": LONG_TITLE,
    }
    day = date(YEAR, 12, 18)
    return {
        **{page.kind.lower(): publish_sum(actor=standing, page=page, now=clock.now()) for page in sums},
        "activity": activity,
        "bloc": publish_thing(cast, SnapshotKind.BLOC, 1, "Khối Thi đua số I", {**BLOC, **of_bloc}),
        "bare bloc": publish_thing(cast, SnapshotKind.BLOC, 2, LONG_TITLE, {**BLOC, "members": [], "lead": ""}),
        "call": publish_call(cast, 1, "Vì một đại dương xanh", slogan="Biển sạch, người khỏe", **of_call),
        "bare call": publish_thing(cast, SnapshotKind.CALL, 3, LONG_TITLE, CALL),
        "event": publish_event(cast, 1, LONG_TITLE, day, **of_event),
        "conference": publish_thing(
            cast, SnapshotKind.CONFERENCE, 1, "Hội nghị tổng kết", {**EVENT, "day": day.isoformat()}, day=day
        ),
        "decision": publish_thing(
            cast, SnapshotKind.DECISION, 1, "Quyết định công nhận Khối trưởng", {**DECISION, "lead": LONG_UNIT}
        ),
        "ranking": publish_thing(cast, SnapshotKind.RANKING, 1, LONG_TITLE, RANKING | _long_ranking()),
        "ranking with points": publish_thing(
            cast, SnapshotKind.RANKING, 2, "Kết quả xếp hạng năm 2024", ranking_with_points(year=2024)
        ),
    }


def _long_ranking() -> dict[str, Any]:
    """Two groups, one of many units with long names."""
    many = [{"unit": f"{LONG_UNIT} {number}", "rank": number, "grade": LONG_TITLE[:60]} for number in range(1, 16)]
    groups = [{"name": "các cục", "places": many}, {"name": "các vụ", "places": [{**many[0], "rank": None}]}]
    return {"groups": groups, "sources": [LONG_TITLE, LONG_UNIT], "scheme": LONG_TITLE}


@transaction.atomic
def _honours(cast: Cast) -> None:
    name_people(cast)
    for number in range(21):
        honoured(cast, f"{LONG_NAME} Hòa {number}", unit=LONG_UNIT, year=2005 + number)
    honoured(cast, "", kind=HonouredKind.UNIT, unit=LONG_UNIT, title="Cờ thi đua")
