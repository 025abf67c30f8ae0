"""Between a draft and the public stands somebody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import decide, make_photo, published_article, rewrite, submit, take_down, write_article
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.publishing.models import Article, OldAddress, ShownPhoto
from thidua.publishing.policies import articles_written_by, may_approve, may_take_down, photos_changed_by
from thidua.publishing.queries import articles_published
from thidua.publishing.services.schedule import Outcome, carry_out_schedule

pytestmark = pytest.mark.django_db


def deeds() -> list[str]:
    entries = AuditEntry.objects.filter(object_kind="publishing.article").order_by("pk")
    return list(entries.values_list("action", flat=True))


def readable() -> list[str]:
    return [each.title for each in articles_published(timezone.now())]


def test_what_the_secretary_wrote_is_read_once_the_standing_office_approved(cast: Cast) -> None:
    article = write_article(cast, cast.secretary)
    assert readable() == []

    submit(article, cast.secretary)
    assert readable() == []

    decide(article, cast.standing)
    assert readable() == [article.title]
    assert deeds() == ["article.created", "article.submitted", "article.approved", "article.published"]


def test_nobody_approves_what_he_wrote_on(cast: Cast) -> None:
    article = write_article(cast, cast.standing)
    submit(article, cast.standing)

    with pytest.raises(RefusedError):
        decide(article, cast.standing)

    assert readable() == []
    assert not may_approve(cast.standing.actor(), article).allowed


def test_one_who_touched_a_draft_is_one_of_its_authors(cast: Cast) -> None:
    article = write_article(cast, cast.secretary)
    rewrite(article, cast.standing, title="Tựa đề khác")
    submit(article, cast.secretary)

    assert not may_approve(cast.standing.actor(), article).allowed


@pytest.mark.parametrize("who", ["secretary", "officer", "head", "observer", "council_member", "stranger"])
def test_only_the_standing_office_approves_and_takes_down(cast: Cast, who: str) -> None:
    article = write_article(cast, cast.secretary)
    actor = getattr(cast, who).actor()

    assert not may_approve(actor, article).allowed
    assert not may_take_down(actor, article).allowed
    assert may_approve(cast.standing.actor(), article).allowed


def test_the_secretary_writes_of_his_own_bloc_alone(cast: Cast) -> None:
    own = write_article(cast, cast.standing)
    write_article(cast, cast.standing, "Của khối khác", slug="khac", bloc=cast.other_bloc)
    write_article(cast, cast.standing, "Của cả cơ quan", slug="chung", bloc=None)

    assert list(articles_written_by(cast.secretary.actor())) == [own]
    assert articles_written_by(cast.standing.actor()).count() == 3
    assert not articles_written_by(cast.officer.actor()).exists()


def test_what_is_sent_back_says_why_and_comes_again(cast: Cast) -> None:
    article = write_article(cast, cast.secretary)
    submit(article, cast.secretary)
    decide(article, cast.standing, "reject", comment="Thiếu tên các đơn vị.")
    entry = AuditEntry.objects.get(action="article.sent_back")
    assert "Thiếu tên các đơn vị." in entry.payload

    rewrite(article, cast.secretary, summary="Sáu đơn vị cùng thu gom rác.")
    Article.objects.get(pk=article.pk).current_workflow_state.resume(cast.secretary.user)
    decide(article, cast.standing)

    assert [each.summary for each in articles_published(timezone.now())] == ["Sáu đơn vị cùng thu gom rác."]


def test_what_is_published_is_what_was_asked_for(cast: Cast) -> None:
    """The article that Wagtail holds may have been read before its last draft was saved."""
    article = write_article(cast, cast.secretary)
    held = Article.objects.select_related("latest_revision").get(pk=article.pk)
    rewrite(article, cast.secretary, title="Bản sau cùng")
    held.get_workflow().start(held, cast.secretary.user)

    decide(article, cast.standing)

    assert readable() == ["Bản sau cùng"]


def test_a_draft_of_a_published_article_changes_nothing_for_readers(cast: Cast) -> None:
    article = published_article(cast)

    rewrite(article, cast.secretary, title="Chưa duyệt", slug="chua-duyet")

    assert [(each.title, each.slug) for each in articles_published(timezone.now())] == [(article.title, "ra-quan")]


def test_an_address_that_readers_knew_is_kept(cast: Cast) -> None:
    article = published_article(cast)
    rewrite(article, cast.secretary, slug="dia-chi-moi")
    submit(article, cast.secretary)
    decide(article, cast.standing)

    assert [(each.slug, each.article_id) for each in OldAddress.objects.all()] == [("ra-quan", article.pk)]


def test_taking_down_shows_at_once_and_lets_the_photograph_go(cast: Cast) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    article = published_article(cast, body=[("picture", {"photo": photo, "caption": ""})])
    assert [shown.photo for shown in ShownPhoto.objects.all()] == [photo]

    take_down(article, cast.standing)

    assert readable() == []
    assert not ShownPhoto.objects.exists()
    assert deeds()[-1] == "article.taken_down"


def test_a_photograph_on_a_published_page_is_not_changed_by_anybody(cast: Cast) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    changers = [cast.secretary, cast.standing]
    assert [photos_changed_by(each.actor()).get() for each in changers] == [photo, photo]

    published_article(cast, body=[("picture", {"photo": photo, "caption": ""})])

    assert [photos_changed_by(each.actor()).count() for each in changers] == [0, 0]


def test_what_is_approved_for_a_later_hour_comes_then(cast: Cast) -> None:
    now = timezone.now()
    article = published_article(cast, go_live_at=now + timedelta(hours=2))
    assert readable() == []
    assert deeds()[-1] == "article.scheduled"
    assert carry_out_schedule(now) == Outcome(0, 0)

    let_hours_pass(article, 3)
    assert carry_out_schedule(now) == Outcome(1, 0)

    assert readable() == [article.title]
    assert deeds()[-1] == "article.published_as_scheduled"
    assert carry_out_schedule(now) == Outcome(0, 0)


def let_hours_pass(article: Article, hours: int) -> None:
    """The appointed hour, as if so many had passed."""
    revision = article.latest_revision
    past = revision.approved_go_live_at - timedelta(hours=hours)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()


def test_an_article_past_its_day_is_read_no_more_whatever_ran_since(cast: Cast) -> None:
    now = timezone.now()
    published_article(cast, expire_at=now + timedelta(hours=1))
    assert readable() != []

    later = now + timedelta(hours=2)
    assert not articles_published(later).exists()
    assert carry_out_schedule(later) == Outcome(0, 1)
    assert carry_out_schedule(later) == Outcome(0, 0)
    assert deeds()[-1] == "article.expired"


def test_a_step_is_asked_of_the_article_to_which_it_belongs(cast: Cast) -> None:
    """The address names article and step apart: naming another's article opens nothing."""
    own = write_article(cast, cast.standing, "Tự viết", slug="tu-viet")
    submit(own, cast.standing)
    state = Article.objects.get(pk=own.pk).current_workflow_task_state

    with pytest.raises(RefusedError):
        state.task.specific.on_action(state, cast.standing.user, "approve")
