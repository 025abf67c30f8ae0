"""The seed's article rebuilt from the demo's records: facts and captions in their order, approved by another."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import strip_tags

from thidua.accounts.models import User
from thidua.audit.models import AuditEntry
from thidua.cli.demo.loader import load_demo
from thidua.cli.demo.seed_bloc import read_seed
from thidua.publishing.enums import SourceKind
from thidua.publishing.models import Article, photos_in
from thidua.publishing.policies import ready_to_publish

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _own_installation(settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def test_the_article_tells_the_records_in_order_and_somebody_else_let_it_out(at, client: Client) -> None:
    load_demo(at("2026-11-20 09:00"))
    article = Article.objects.get(source_kind=SourceKind.CONFERENCE)
    text = " ".join(strip_tags(str(block)) for block in article.body if block.block_type != "picture").replace(
        "\xa0", " "
    )

    _facts_stand_in_the_order_of_the_records(text)
    captions = [each.caption for each in photos_in(article)]
    assert captions == [each["caption"] for each in read_seed()["conference"]["photos"]]
    assert {each.taken_by for each in photos_in(article)} == {"Hình vẽ, số liệu minh hoạ"}
    assert ready_to_publish(article).allowed
    _approved_by_another_than_wrote_it(article)
    page = client.get(article.get_absolute_url())
    assert (page.status_code, page.text.count("<figcaption>")) == (200, 5)
    assert [client.get(each.get_absolute_url()).status_code for each in Article.objects.all()] == [200] * 4


def _facts_stand_in_the_order_of_the_records(text: str) -> None:
    told = read_seed()
    conference, clean_up, workshop = told["conference"], *told["activities"]
    names = {each["code"]: each["name"] for each in told["units"]}
    wanted = [
        "10/01/2024",
        conference["place"],
        told["blocs"]["seed"]["name"],
        conference["title"][1:],
        "Nguyễn Thị Huyền",
        *names.values(),
        "Lưu Thị Thu Hoài",
        conference["reports"][0]["title"][1:],
        "28/05/2023",
        "đền Độc Cước",
        *[each.get("text", "").strip() or told["blocs"][each["bloc"]]["name"] for each in clean_up["parties"]],
        f"“{clean_up['message']}”",
        workshop["title"].strip()[1:],
        told["legal_texts"][0]["number"],
        f"“{told['theme']['text']}”",
        *[each["name"][1:] for each in told["movements"]],
        "Khối trưởng",
        *[each["honour"] for each in told["awards"]],
        *[names[each["unit"]] for each in conference["elections"]],
    ]
    at = 0
    for each in wanted:
        found = text.find(each, at)
        assert found >= 0, f"{each!r} is not told after {text[max(at - 60, 0) : at]!r}"
        at = found


def _approved_by_another_than_wrote_it(article: Article) -> None:
    entries = AuditEntry.objects.filter(object_kind="publishing.article", object_id=article.pk).order_by("pk")
    deeds = ("drafted", "written", "submitted", "approved", "renamed", "published")
    assert [each.action.removeprefix("article.") for each in entries] == list(deeds)
    who = dict(User.objects.values_list("pk", "username"))
    assert [who[each.user_id] for each in entries] == ["thu-ky"] * 3 + ["thuong-truc"] * 3
