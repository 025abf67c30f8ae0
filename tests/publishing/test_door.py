"""The door of the editing system: what it opens, to whom, and that nothing else is there."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast
from tests.factories.articles import (
    make_category,
    make_photo,
    other_bloc_article,
    published_article,
    submit,
    write_article,
)
from tests.factories.organisations import make_agency
from thidua.publishing.editing.door import ADDRESS, ROOMS
from thidua.publishing.enums import Consent
from thidua.publishing.models import Article

pytestmark = pytest.mark.django_db

WRITERS = {"secretary", "standing"}
SAMPLES = {
    "pk": "1",
    "image_id": "1",
    "filter_spec": "max-10x10",
    "uploaded_file_id": "1",
    "revision_id": "1",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "task_state_id": "1",
    "task_id": "1",
    "action_name": "approve",
    "workflow_state_id": "1",
    "app_label": "publishing",
    "model_name": "article",
    "object_id": "1",
    "session_id": "1",
}
"""What stands in the addresses of Wagtail; whatever else they ask for is given “1”."""


def addresses() -> Iterator[tuple[str, str, str]]:
    """(namespace, name, address) of everything below `/bien-tap/`."""
    root = next(each for each in get_resolver().url_patterns if str(each.pattern) == ADDRESS.lstrip("/"))
    assert isinstance(root, URLResolver)
    yield from _walk(root.url_patterns, "")


def _walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, (namespace, pattern.namespace or "")))
            yield from _walk(pattern.url_patterns, inner)
        elif pattern.name:
            asked = pattern.pattern.regex.groupindex  # type: ignore[union-attr]
            given = {name: SAMPLES.get(name, "1") for name in asked}
            try:
                yield namespace, pattern.name, reverse(":".join(filter(None, (namespace, pattern.name))), kwargs=given)
            except NoReverseMatch:
                yield namespace, pattern.name, ""


def test_a_visitor_is_sent_to_sign_in_whatever_he_asks_for(client: Client) -> None:
    answers = {url: client.get(url) for _space, _name, url in addresses() if url}

    assert len(answers) > 100
    to = reverse("account_login")
    astray = {url for url, each in answers.items() if not each.headers.get("Location", "").startswith(to)}
    assert astray == set()


@pytest.mark.parametrize(
    "who", ["officer", "head", "observer", "council_member", "reader", "stranger", "administrator"]
)
def test_who_does_not_write_finds_nothing_there(cast: Cast, client: Client, who: str) -> None:
    """Nobody of them may write, which the door asks before it looks at the address: one of them tries every address,
    the others one of each part.
    """
    client.force_login(getattr(cast, who).user)
    every = [(space, url) for space, _name, url in addresses() if url]
    tried = {url for _space, url in every} if who == "officer" else set(dict(every).values())

    assert len(tried) > 10
    assert {client.get(url, HTTP_ACCEPT="application/json").status_code for url in tried} == {404}


def test_what_is_not_named_at_the_door_is_there_for_nobody(cast: Cast, client: Client) -> None:
    client.force_login(cast.standing.user)
    shut = [
        url for space, name, url in addresses() if url and space and name not in getattr(ROOMS.get(space), "names", ())
    ]

    assert len(shut) > 80
    found = {client.get(url, HTTP_ACCEPT="application/json").status_code for url in shut}
    found |= {client.post(url, HTTP_ACCEPT="application/json").status_code for url in shut}
    assert found == {404}


def test_every_name_at_the_door_is_an_address(db: None) -> None:
    known = {(space, name) for space, name, _url in addresses()}

    assert {(space, name) for space, room in ROOMS.items() for name in room.names} - known == set()


def test_an_article_of_another_bloc_is_not_there_for_the_secretary(cast: Cast, client: Client) -> None:
    own, other = write_article(cast, cast.secretary), other_bloc_article(cast)
    client.force_login(cast.secretary.user)

    for space, name, url in addresses():
        if space == "wagtailsnippets_publishing_article" and "/1/" in url:
            there = client.get(url.replace("/1/", f"/{other.pk}/", 1))
            assert there.status_code == 404, name
    assert client.get(edit(own)).status_code == 200


def test_rows_of_another_agency_are_not_there(cast: Cast, client: Client) -> None:
    other = make_agency("bo-khac", "Bộ Khác")
    photo, category = make_photo(other, cast.officer), make_category(other)
    article = write_article(cast, cast.officer, slug="cua-bo-khac", agency=other, bloc=None)
    client.force_login(cast.standing.user)

    urls = [
        edit(article),
        reverse("wagtailsnippets_publishing_category:edit", args=[category.pk]),
        reverse("wagtailimages:edit", args=[photo.pk]),
        reverse("wagtailimages_chooser:chosen", args=[photo.pk]),
    ]
    assert [client.get(url).status_code for url in urls] == [404, 404, 404, 404]


def test_a_photograph_of_another_agency_is_not_put_into_an_article(cast: Cast, client: Client) -> None:
    own = make_photo(cast.agency, cast.secretary)
    foreign = make_photo(make_agency("bo-khac", "Bộ Khác"), cast.officer)
    client.force_login(cast.secretary.user)
    url = reverse("wagtailsnippets_publishing_article:add")

    assert client.post(url, filled(cast, foreign.pk)).status_code == 200
    assert not Article.objects.exists()
    assert client.post(url, filled(cast, own.pk)).status_code == 302
    assert Article.objects.get().title == "Khối ra quân"


def test_a_paragraph_keeps_what_an_article_may_hold_and_nothing_else(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretary.user)
    text = "Chữ <script>alert(1)</script> liên kết"
    link = {"offset": 0, "length": 3, "key": 0}
    block = {
        "key": "a",
        "text": text,
        "type": "header-two",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [link],
    }
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
    sent = filled(cast) | {"body-0-value": json.dumps({"blocks": [block], "entityMap": {"0": entity}})}

    assert client.post(reverse("wagtailsnippets_publishing_article:add"), sent).status_code == 302

    kept = str(Article.objects.get().body[0].value.source)
    assert "<script" not in kept
    assert "javascript:" not in kept


def test_the_secretary_does_not_write_of_another_bloc_or_of_none(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretary.user)
    url = reverse("wagtailsnippets_publishing_article:add")

    for bloc in (cast.other_bloc.pk, ""):
        assert client.post(url, filled(cast) | {"bloc": bloc}).status_code == 200
    assert not Article.objects.exists()


def test_nobody_publishes_by_asking_for_it(cast: Cast, client: Client) -> None:
    article = write_article(cast, cast.standing)
    client.force_login(cast.standing.user)

    client.post(edit(article), filled(cast) | {"action-publish": "x"})

    article.refresh_from_db()
    assert not article.live


def test_what_waits_for_approval_is_not_written_on(cast: Cast, client: Client) -> None:
    article = write_article(cast, cast.secretary)
    submit(article, cast.secretary)
    client.force_login(cast.standing.user)

    client.post(edit(article), filled(cast) | {"title": "Lén sửa"})

    assert article.revisions.count() == 1


def test_a_photograph_on_a_published_page_is_not_opened_for_changes(cast: Cast, client: Client) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    url = reverse("wagtailimages:edit", args=[photo.pk])
    client.force_login(cast.secretary.user)
    assert client.get(url).status_code == 200

    published_article(cast, body=[("picture", {"photo": photo, "caption": ""})])

    assert client.get(url).headers["Location"] == reverse("library_photo", args=[photo.pk])
    assert client.post(url, {"title": "Khác"}).status_code == 302
    photo.refresh_from_db()
    assert photo.title == "Ra quân"


def test_another_article_s_step_is_not_approved_through_ones_own(cast: Cast, client: Client) -> None:
    """The standing office may approve the secretary's; naming it does not approve what it wrote itself."""
    mine = write_article(cast, cast.standing, slug="cua-toi")
    theirs = write_article(cast, cast.secretary, slug="cua-thu-ky")
    submit(mine, cast.standing)
    submit(theirs, cast.secretary)
    step = Article.objects.get(pk=mine.pk).current_workflow_task_state
    client.force_login(cast.standing.user)
    url = reverse("wagtailsnippets_publishing_article:workflow_action", args=[theirs.pk, "approve", step.pk])

    assert client.post(url).status_code == 403

    assert not Article.objects.filter(live=True).exists()


def test_only_the_standing_office_takes_down(cast: Cast, client: Client) -> None:
    article = write_article(cast, cast.secretary)
    url = reverse("wagtailsnippets_publishing_article:unpublish", args=[article.pk])
    client.force_login(cast.secretary.user)
    assert client.post(url).status_code == 403

    client.force_login(cast.standing.user)
    assert client.post(url).status_code == 302


def test_the_policy_of_pages_is_loose_here_alone(cast: Cast, client: Client) -> None:
    article = write_article(cast, cast.secretary)
    client.force_login(cast.secretary.user)

    home = client.get(ADDRESS).headers["Content-Security-Policy"]
    preview = client.get(reverse("wagtailsnippets_publishing_article:preview_on_edit", args=[article.pk]))
    strict = client.get(reverse("news")).headers["Content-Security-Policy"]

    assert "'unsafe-inline'" in home
    assert "frame-ancestors 'none'" in home
    assert "'unsafe-inline'" not in preview.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in preview.headers["Content-Security-Policy"]
    assert preview.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "'unsafe-inline'" not in strict
    assert "frame-ancestors 'none'" in strict


def test_the_first_page_says_what_waits_for_whom(cast: Cast, client: Client) -> None:
    submit(write_article(cast, cast.secretary, "Chờ người khác duyệt"), cast.secretary)
    write_article(cast, cast.standing, "Nháp của thường trực", slug="nhap")

    client.force_login(cast.standing.user)
    seen = client.get(ADDRESS).text
    assert "Chờ người khác duyệt" in seen.split("Bản nháp của bạn")[0]
    assert "Nháp của thường trực" in seen.split("Bản nháp của bạn")[1]

    client.force_login(cast.secretary.user)
    seen = client.get(ADDRESS).text
    assert "Chờ người khác duyệt" in seen.split("Bản nháp của bạn")[1]
    assert "Nháp của thường trực" not in seen


def test_what_is_still_to_be_written_is_kept_as_a_draft_and_not_submitted(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretary.user)
    given = filled(cast) | {"body-0-type": "remark", "body-0-value": "Hồ sơ chưa rõ nơi tổ chức."}
    add = reverse("wagtailsnippets_publishing_article:add")

    refused = client.post(add, given | {"action-submit": "1"})
    assert "Còn 1 chỗ cần viết." in str(refused.context["form"].errors["body"])
    assert not Article.objects.exists()

    client.post(add, given)
    assert [block.block_type for block in Article.objects.get().body] == ["remark"]


def test_a_photograph_whose_people_are_unknown_is_not_submitted(cast: Cast, client: Client) -> None:
    photo = make_photo(cast.agency, cast.secretary, consent=Consent.UNKNOWN)
    client.force_login(cast.secretary.user)
    add = reverse("wagtailsnippets_publishing_article:add")

    refused = client.post(add, filled(cast, photo.pk) | {"action-submit": "1"})

    assert "Chưa chọn “Người trong ảnh”" in str(refused.context["form"].errors["body"])
    assert not Article.objects.exists()


def test_nobody_chooses_that_consent_was_withdrawn(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretary.user)

    text = client.get(reverse("wagtailimages:add")).text

    assert ('value="UNKNOWN"' in text, 'value="WITHDRAWN"' in text) == (True, False)


@pytest.mark.parametrize("day", ["05/06/0026", "01/01/1944", "31/12/9999"])
def test_a_day_that_nobody_means_is_asked_again(cast: Cast, client: Client, day: str) -> None:
    client.force_login(cast.secretary.user)

    answer = client.post(reverse("wagtailsnippets_publishing_article:add"), filled(cast) | {"told_on": day})

    assert "Xem lại năm của ngày này." in answer.text
    assert not Article.objects.exists()


def edit(article: Article) -> str:
    return reverse("wagtailsnippets_publishing_article:edit", args=[article.pk])


def filled(cast: Cast, photo: int | None = None) -> dict[str, object]:
    """What the form of an article sends."""
    kind = "paragraph" if photo is None else "picture"
    given: dict[str, object] = {
        "title": "Khối ra quân",
        "summary": "Sáu đơn vị cùng ra quân.",
        "told_on": "05/06/2026",
        "agency": cast.agency.pk,
        "bloc": cast.bloc.pk,
        "kind": "NEWS",
        "language": "vi",
        "slug": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": kind,
        "body-0-id": "",
    }
    if photo is None:
        return given | {"body-0-value": "null"}
    return given | {"body-0-value-photo": photo, "body-0-value-caption": ""}
