"""The demo's articles: drafted from its records by one press, written over by its secretary, approved by its office.

The article of the seed's conference tells the same facts with the same captions in the same order as the one published
news item, in words of our own.
"""

from datetime import datetime
from html import escape
from typing import Any

from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.log_actions import LogContext, log

from thidua.access.actors import build_actor
from thidua.accounts.models import User
from thidua.activities.enums import ActivityState
from thidua.activities.models import Activity
from thidua.activities.policies import may_publish_event
from thidua.activities.services import draft_news, publish_event
from thidua.campaigns.models import Movement
from thidua.campaigns.services.publishing import publish_bloc, publish_call
from thidua.cli.demo.ministry import Ministry, read_ministry
from thidua.cli.demo.seed_bloc import Seed
from thidua.cli.demo.told import read_told
from thidua.common.actor import Actor
from thidua.decisions.models import RecognitionDecision
from thidua.decisions.policies.recognitions import may_publish_decision
from thidua.decisions.services.news import publish_decision
from thidua.meetings.enums import MeetingState
from thidua.meetings.models import Meeting
from thidua.meetings.policies.meetings import may_publish_conference
from thidua.meetings.services.news import draft_meeting_news, publish_conference
from thidua.organisations.models import Bloc
from thidua.publishing.enums import ArticleKind
from thidua.publishing.facts.seen import seen_of
from thidua.publishing.models import Article, Category
from thidua.publishing.queries import settings_of
from thidua.publishing.services.comments import CommentWords, answer_comment, let_through, send_comment
from thidua.publishing.services.contacts import ContactFacts, name_contact
from thidua.publishing.services.settings import Choices, choose_public_settings
from thidua.records.models import UnitAward
from thidua.records.services.publishing import publish_many
from thidua.scorecards.enums import Shown
from thidua.scorecards.models import Scheme
from thidua.scorecards.services.publishing import publish_ranking

SECRETARY, OFFICE = "thu-ky", "thuong-truc"


def read_news() -> dict[str, Any]:
    """The file."""
    return read_told("news.yaml")


def load_news(seed: Seed, ministry: Ministry, now: datetime) -> None:
    """Draft, write, approve; the accounts of the demo do it."""
    told = read_news()
    secretary, office = User.objects.get(username=SECRETARY), User.objects.get(username=OFFICE)
    actor = build_actor(secretary, now)
    conference = Meeting.objects.get(bloc=seed.bloc, cycle=seed.cycles[2023])
    write_over(draft_meeting_news(actor=actor, meeting=conference, now=now), told["conference"], secretary)
    approve(Article.objects.get(source=conference.pk, agency=seed.agency), secretary, office, now)
    _arrange(ministry, told["categories"], office)
    title = read_ministry()["activity"]["title"]
    clean_up = Activity.objects.filter(bloc=ministry.blocs[0], title=title, state=ActivityState.HELD).first()
    if clean_up is not None:
        article = draft_news(actor=actor, activity=clean_up, now=now)
        write_over(article, told["clean_up"], secretary)
        approve(article, secretary, office, now)
    for each in told["exemplars"]:
        _tell(ministry, each, secretary, office, now)
    publish_pages([seed.bloc, *ministry.blocs], build_actor(office, now), now)
    publish_last_ranking(ministry, build_actor(office, now), now)
    publish_honours(ministry, build_actor(office, now), now)
    facts = ContactFacts(**read_ministry()["data_contact"])
    name_contact(actor=build_actor(office, now), agency=ministry.agency, version=1, facts=facts)
    _answer(told, build_actor(office, now), now)


def publish_pages(blocs: list[Bloc], office: Actor, now: datetime) -> None:
    """The blocs, movements, coming events and decisions of the agencies of these blocs, for everybody to read."""
    agencies = {bloc.agency_id for bloc in blocs}
    for bloc in blocs:
        publish_bloc(actor=office, bloc=bloc, now=now)
    for movement in Movement.objects.filter(agency__in=agencies):
        publish_call(actor=office, movement=movement, now=now)
    for activity in Activity.objects.filter(agency__in=agencies, state=ActivityState.PLANNED):
        if may_publish_event(office, activity).allowed:
            publish_event(actor=office, activity=activity, now=now)
    for meeting in Meeting.objects.filter(agency__in=agencies, state=MeetingState.PLANNED):
        if may_publish_conference(office, meeting).allowed:
            publish_conference(actor=office, meeting=meeting, now=now)
    for decision in RecognitionDecision.objects.filter(agency__in=agencies):
        if may_publish_decision(office, decision).allowed:
            publish_decision(actor=office, decision=decision, now=now)


def publish_last_ranking(ministry: Ministry, office: Actor, now: datetime) -> None:
    """Where the invented units of the first bloc came in the year before, with their points."""
    scheme = Scheme.objects.get(cycle__bloc=ministry.blocs[0], cycle__year=timezone.localdate(now).year - 1)
    publish_ranking(actor=office, scheme=scheme, shown=Shown.POINTS, seen=seen_of(None), now=now)


def publish_honours(ministry: Ministry, office: Actor, now: datetime) -> None:
    """The invented awards of the last two years; this agency has chosen that people are named."""
    chosen = settings_of(ministry.agency.pk)
    choices = Choices(comment_days=chosen.comment_days, confirms_email=chosen.confirms_email, names_people=True)
    choose_public_settings(actor=office, agency=ministry.agency, version=chosen.version, choices=choices, now=now)
    awards = UnitAward.objects.filter(agency=ministry.agency, unit__isnull=False, year__gte=now.year - 1)
    publish_many(actor=office, awards=list(awards.select_related("agency", "unit")), now=now)


def write_over(article: Article, told: dict[str, Any], by: User) -> None:
    """The next draft: what the file keeps of this one, in its order, and what it writes anew. Where it writes another
    summary, the draft's own is the opening of the text.
    """
    draft = article.get_latest_revision_as_object()
    paragraphs = {strip_tags(each.value.source): each for each in draft.body if each.block_type == "paragraph"}
    photos = [each for each in draft.body if each.block_type == "picture"]
    body = []
    for line in told["text"]:
        if "keep" in line:
            body.append(
                ("paragraph", next(paragraphs[said] for said in paragraphs if said.startswith(line["keep"])).value)
            )
        elif "photo" in line:
            body.append(("picture", photos[line["photo"] - 1].value))
        elif "opening" in line:
            body.append(("paragraph", f"<p>{escape(draft.summary, quote=False)}</p>"))
        elif "figures" in line:
            body += [("figures", each.value) for each in draft.body if each.block_type == "figures"]
        else:
            body.append(("paragraph", f"<p>{escape(line['write'], quote=False)}</p>"))
    draft.title, draft.summary, draft.body = told["title"], told["summary"], body
    if "category" in told:
        draft.category = Category.objects.get(slug=told["category"])
    with LogContext(user=by):
        draft.save_revision(user=by, log_action="wagtail.edit")


def approve(article: Article, by: User, office: User, now: datetime) -> None:
    """Ask for approval; the office gives it. The article is out on the day of the demo's clock, which may be another
    than the machine's.
    """
    article = Article.objects.get(pk=article.pk)
    with LogContext(user=by):
        article.get_workflow().start(article, by)
    article = Article.objects.get(pk=article.pk)
    state = article.current_workflow_task_state
    with LogContext(user=office):
        state.task.specific.on_action(state, office, "approve")
    Article.objects.filter(pk=article.pk).update(first_published_at=now)


def _answer(told: dict[str, Any], office: Actor, now: datetime) -> None:
    """Invented readers answer to the first exemplar: one is shown with the office's answer, one waits to be read."""
    article = Article.objects.get(slug=told["exemplars"][0]["slug"])
    for number, each in enumerate(told["comments"]):
        words = CommentWords(each["name"], f"ban-doc-{number}@minh-hoa.example", each["text"])
        comment = send_comment(article=article, words=words, seal=f"demo {number}", address="192.0.2.1", now=now)
        if "answer" in each:
            let_through(actor=office, comment=comment, version=comment.version, now=now)
            answer_comment(actor=office, comment=comment, text=each["answer"], key=f"demo {number}", now=now)


def _arrange(ministry: Ministry, told: list[dict[str, str]], office: User) -> None:
    """The categories of the invented ministry, in the order of the file; its office makes them."""
    for position, each in enumerate(told, start=1):
        category = Category.objects.create(agency=ministry.agency, position=position, **each)
        with LogContext(user=office):
            log(category, "wagtail.create")


def _tell(ministry: Ministry, told: dict[str, Any], by: User, office: User, now: datetime) -> None:
    article = Article(
        agency=ministry.agency,
        bloc=ministry.blocs[0],
        kind=ArticleKind(told["kind"]),
        title=told["title"],
        slug=told["slug"],
        category=Category.objects.get(slug=told["category"]),
        summary=told["summary"],
        told_on=timezone.localdate(now),
        body=[("paragraph", f"<p>{escape(told['text'], quote=False)}</p>")],
    )
    with LogContext(user=by):
        article.save()
        article.save_revision(user=by, log_action="wagtail.create")
    approve(article, by, office, now)
