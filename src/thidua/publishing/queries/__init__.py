"""Reading what is published."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import count
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from thidua.audit.queries import mark_of_all
from thidua.core.vietnam.mentions import is_named_in
from thidua.core.vietnam.search_words import forms_begun
from thidua.organisations.models import Agency
from thidua.publishing.enums import (
    COPIES,
    GROUNDS,
    YEARS,
    ArticleKind,
    CommentState,
    FoundKind,
    HonouredKind,
    SnapshotKind,
    SourceKind,
)
from thidua.publishing.models import (
    Article,
    Category,
    Comment,
    DataContact,
    HonourTitle,
    HonourWord,
    PublicSettings,
    PublicWord,
    PublishedAward,
    PublishedPicture,
    PublishedText,
    Rendition,
    ShownPhoto,
    Snapshot,
)
from thidua.publishing.models.articles import ADDRESS
from thidua.publishing.models.honours import ALL
from thidua.publishing.models.photos import CARD
from thidua.publishing.queries.finding import Sought, words_begun

ALWAYS = Q()


def latest_of(kind: SnapshotKind, subject: int) -> Snapshot | None:
    """The last version of a thing, also when it was withdrawn."""
    return Snapshot.objects.filter(kind=kind, subject=subject).order_by("-number").first()


def published_of(*kinds: SnapshotKind) -> QuerySet[Snapshot]:
    """What the public may read now of these kinds of things, the latest first."""
    return published().filter(kind__in=kinds)


def calls_running(today: date) -> QuerySet[Snapshot]:
    """The movements that run: of which a first day is known and past, and a last day that is not, or none in the year
    in which they began. Those that end first, first. Their days are asked of the copies where they lie, none of which
    is read for it.
    """
    rows = _with_days(published_of(SnapshotKind.CALL)).filter(_runs(today))
    is_open = Case(When(ends_on="", then=1), default=0)
    return rows.order_by(is_open, "ends_on", "title", "pk")


def calls_at_rest(today: date) -> QuerySet[Snapshot]:
    """The others, the latest publication first: those that are to begin or have ended, then those of which nobody can
    say whether they run (`is_undated`).
    """
    day = today.isoformat()
    is_told = Q(begun_on__gt=day) | (~Q(ends_on="") & Q(ends_on__lt=day))
    rows = _with_days(published_of(SnapshotKind.CALL)).exclude(_runs(today))
    is_undated = ExpressionWrapper(~is_told, output_field=BooleanField())
    found: QuerySet[Snapshot] = rows.annotate(is_undated=is_undated).order_by("is_undated", "-published_at", "-pk")
    return found


def _with_days(calls: QuerySet[Snapshot]) -> QuerySet[Any]:
    begun, ends = (
        Coalesce(KT(f"body__vi__{name}"), Value("", output_field=TextField())) for name in ("first_day", "last_day")
    )
    return calls.annotate(begun_on=begun, ends_on=ends)


def _runs(today: date) -> Q:
    day, year = today.isoformat(), today.replace(month=1, day=1).isoformat()
    goes_on = Q(ends_on__gte=day) | Q(ends_on="", begun_on__gte=year)
    return ~Q(begun_on="") & Q(begun_on__lte=day) & goes_on


def years_published() -> QuerySet[Snapshot]:
    """The years of agencies that the public may read now: the latest year first, of one year the last publication."""
    rows = published_of(SnapshotKind.YEAR).annotate(of_year=F("subject") % YEARS)
    return rows.order_by("-of_year", "-published_at", "-pk")


def rankings_of(agency: int, bloc: int) -> list[Snapshot]:
    """The rankings of a bloc that the public may read now, the latest year first."""
    rows = published_of(SnapshotKind.RANKING).filter(agency=agency, body__vi__bloc_subject=bloc)
    return sorted(rows, key=lambda page: (-page.body["vi"]["year"], page.pk))


def latest_at(slug: str) -> Snapshot | None:
    """The last version at an address, also when it was withdrawn."""
    return Snapshot.objects.filter(slug=slug).select_related("agency").order_by("-number").first()


def published() -> QuerySet[Snapshot]:
    """What the public may read now: of each thing the last version, unless it was withdrawn or is told elsewhere. The
    latest first.
    """
    later = Snapshot.objects.filter(slug=OuterRef("slug"), number__gt=OuterRef("number"))
    rows = Snapshot.objects.filter(~Exists(later), withdrawn_on__isnull=True, led_to__isnull=True)
    return rows.select_related("agency").order_by("-published_at", "-pk")


def pictures_of(snapshot: Snapshot) -> list[PublishedPicture]:
    """The pictures on the page of a version, in their order, those taken off among them."""
    return list(snapshot.pictures.order_by("position", "pk"))


def picture_at(slug: str, key: str) -> PublishedPicture | None:
    """The picture with that address, also when it is gone."""
    return PublishedPicture.objects.filter(snapshot__slug=slug, key=key).select_related("snapshot", "file").first()


def texts_of(snapshot: Snapshot) -> list[PublishedText]:
    """The texts on the page of a version, in their order, those taken off among them."""
    return list(snapshot.texts.order_by("position", "pk"))


def standing_at(slugs: Collection[str]) -> dict[str, Snapshot]:
    """Address → what the public may read there now, without its body."""
    rows = published().filter(slug__in=list(slugs)).defer("body")
    return {each.slug: each for each in rows}


def which_stand(slugs: Collection[str]) -> set[str]:
    """Those of the addresses at which the public may read something now."""
    return set(published().filter(slug__in=list(slugs)).order_by().values_list("slug", flat=True))


def pictures_on(snapshots: Collection[Snapshot], roles: Collection[str], most: int) -> list[PublishedPicture]:
    """Pictures of these roles that stand on the pages of these versions; not more than `most`."""
    rows = PublishedPicture.objects.filter(snapshot__in=list(snapshots), role__in=roles, gone_at=None)
    return list(rows.select_related("snapshot").defer("snapshot__body").order_by("snapshot", "position", "pk")[:most])


def texts_on(snapshots: Collection[Snapshot], role: str, most: int) -> list[PublishedText]:
    """Texts of this role that stand on the pages of these versions; not more than `most`."""
    rows = PublishedText.objects.filter(snapshot__in=list(snapshots), role=role, gone_at=None)
    return list(rows.select_related("snapshot").defer("snapshot__body").order_by("snapshot", "position", "pk")[:most])


def told_at(snapshot: Snapshot) -> Snapshot | None:
    """Where a thing is told that is led elsewhere; None where that is not published."""
    other = latest_of(SnapshotKind(snapshot.kind), snapshot.led_to) if snapshot.led_to is not None else None
    return other if other is not None and other.stands else None


def standing_of(kind: SnapshotKind, subjects: Collection[int]) -> dict[int, str]:
    """Thing → the address at which the public may read it now."""
    return dict(published().filter(kind=kind, subject__in=list(subjects)).values_list("subject", "slug"))


def articles_published(now: datetime) -> QuerySet[Article]:
    """The articles that anybody may read now, the latest first. An article past its day is none, whatever ran since."""
    rows = Article.objects.filter(Q(expire_at=None) | Q(expire_at__gt=now), live=True)
    return rows.select_related("agency", "bloc", "category").order_by("-told_on", "-pk")


def articles_of_kinds(now: datetime, kinds: Collection[ArticleKind]) -> QuerySet[Article]:
    """Those of them that are of these kinds."""
    return articles_published(now).filter(kind__in=list(kinds))


def photos_with_a_ground() -> QuerySet[ShownPhoto]:
    """What of the photographs on published pages may be seen there."""
    return ShownPhoto.objects.filter(photo__consent__in=GROUNDS)


def with_first_photos(articles: QuerySet[Article]) -> QuerySet[Article]:
    """The same, with what lists show of their photographs, in a fixed number of queries."""
    cards = Prefetch("photo__renditions", Rendition.objects.filter(filter_spec=CARD), to_attr="cards")
    return articles.prefetch_related(
        Prefetch("shown", photos_with_a_ground().order_by("pk").select_related("photo").prefetch_related(cards))
    )


def articles_saying(articles: QuerySet[Article], sought: Sought) -> "InTurn":
    """The numbers of those in which every one of the words stands, written with accents or without, the last one
    perhaps as the beginning of another; where accents were typed, what is written just so stands first. None for what
    is no word.
    """
    same = {"day": OuterRef("told_on"), "subject": OuterRef("pk")}
    return _saying(articles.values_list("pk", flat=True), FoundKind.ARTICLE, sought, same)


def copies_in(language: str) -> FoundKind:
    """As what published copies are found by whoever reads a language."""
    return COPIES.get(language, FoundKind.SNAPSHOT)


def snapshots_saying(snapshots: QuerySet[Snapshot], sought: Sought, language: str) -> "InTurn":
    """Those in which every one of the words stands in a language, in the same order."""
    return _saying(snapshots, copies_in(language), sought, {"subject": OuterRef("pk")})


def with_words(snapshots: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    """The same with the texts and pictures that stand on their pages, in two queries more."""
    standing = [("texts", PublishedText), ("pictures", PublishedPicture)]
    parts = [Prefetch(name, model._default_manager.filter(gone_at=None)) for name, model in standing]
    return snapshots.prefetch_related(*parts)


def _saying(rows: QuerySet[Any, Any], kind: FoundKind, sought: Sought, same: dict[str, OuterRef]) -> "InTurn":
    if not sought.words:
        return InTurn(rows.none())
    there, just_so = Q(), Q()
    for word, bit in zip(sought.words, sought.forms, strict=True):
        begun = words_begun(kind, word) if word == sought.begun else []
        said = PublicWord.objects.filter(kind=kind, word__in=[word, *begun], **same)
        there &= Q(Exists(said))
        bits = forms_begun(bit) if begun else bit
        just_so &= Q(Exists(said.annotate(is_exact=F("forms").bitand(bits)).filter(is_exact__gt=0)))
    return InTurn(rows.filter(there), rows.filter(just_so) if sought.with_accents else None, just_so)


class InTurn:
    """Rows of which some, `first`, come before the others: for pages, counted and cut without reading them all. `first`
    are those of them for which `is_first` holds.
    """

    def __init__(self, rows: QuerySet[Any, Any], first: QuerySet[Any, Any] | None = None, is_first: Q = ALWAYS) -> None:
        self._rows, self._first, self._is_first = rows, first, is_first

    def count(self) -> int:
        """How many there are."""
        return self._many

    def __getitem__(self, wanted: slice) -> list[Any]:
        """Those from `start` on, before `stop`."""
        if self._first is None:
            return list(self._rows[wanted])
        ahead = self._first.order_by().count() if self._many else 0
        found = list(self._first[min(wanted.start, ahead) : min(wanted.stop, ahead)])
        if ahead < min(wanted.stop, self._many):
            others = self._rows.exclude(self._is_first)
            found += others[max(0, wanted.start - ahead) : wanted.stop - ahead]
        return found

    @cached_property
    def _many(self) -> int:
        return self._rows.order_by().count()


def in_order(rows: QuerySet[Article], numbers: Sequence[int]) -> list[Article]:
    """The articles with these numbers, in this order: a page of a long list is chosen by the index alone."""
    found = {each.pk: each for each in rows.filter(pk__in=numbers)}
    return [found[pk] for pk in numbers if pk in found]


def article_at(slug: str) -> Article | None:
    """The article that has the address now, published or not."""
    return Article.objects.filter(slug=slug).select_related("agency", "bloc", "category").first()


def article_once_at(slug: str) -> Article | None:
    """The article that had the address before."""
    return Article.objects.filter(old_addresses__slug=slug).first()


def article_of(agency: int, kind: SourceKind, source: int) -> Article | None:
    """The article that was drafted of a record of an agency."""
    return Article.objects.filter(agency=agency, source_kind=kind, source=source).first()


def free_address(wanted: str, thing: Article | Category) -> str:
    """The address, or the address with the first number that no other thing of the kind has; “bai” for none."""
    given = wanted or "bai"
    others = type(thing)._default_manager.exclude(pk=thing.pk)
    tries = (given if number == 1 else f"{given[: ADDRESS - 5]}-{number}" for number in count(1))
    return next(each for each in tries if not others.filter(slug=each).exists())


def in_other_language(article: Article, now: datetime) -> Article | None:
    """The same article in the other language, if that is published."""
    of_it = Q(other_language=article)
    if article.other_language_id is not None:
        of_it |= Q(pk=article.other_language_id)
    found = Article.objects.filter(of_it, live=True).order_by("pk")
    return next((each for each in found if each.is_read_at(now)), None)


def categories_in_use(now: datetime) -> QuerySet[Category]:
    """The categories under which something is published."""
    return Category.objects.filter(Exists(articles_published(now).filter(category=OuterRef("pk")).order_by()))


def category_once_at(slug: str) -> Category | None:
    """The category that had the address before."""
    return Category.objects.filter(old_addresses__slug=slug).first()


def rendition_named(name: str) -> Rendition | None:
    """The rendition whose file has this name."""
    found: Rendition | None = Rendition.objects.filter(file=Rendition.FOLDER + name).select_related("image").first()
    return found


def is_shown(rendition: Rendition, now: datetime) -> bool:
    """Whether its photograph is seen on a page that anybody may read now."""
    rows = photos_with_a_ground().filter(photo=rendition.image_id)
    return rows.filter(article__in=articles_published(now).order_by()).exists()


def settings_of(agency_id: int) -> PublicSettings:
    """What an agency has chosen for its public pages, or the defaults (not stored)."""
    return PublicSettings.objects.filter(agency=agency_id).first() or PublicSettings(agency_id=agency_id)


def contact_of(agency_id: int) -> DataContact:
    """Where an agency takes requests about personal data; of one that has named none an empty one (not stored)."""
    return DataContact.objects.filter(agency=agency_id).first() or DataContact(agency_id=agency_id)


def contacts_of(agencies: Collection[Agency]) -> list[tuple[Agency, DataContact | None]]:
    """Each agency with where it takes requests about personal data; None where it has named nothing."""
    named = {row.agency_id: row for row in DataContact.objects.filter(agency__in=agencies).exclude(office="")}
    return [(each, named.get(each.pk)) for each in agencies]


def agencies_writing(now: datetime) -> list[Agency]:
    """The agencies whose articles anybody may read, by name."""
    written = articles_published(now).order_by().filter(agency=OuterRef("pk"))
    return list(Agency.objects.filter(Exists(written)).order_by("sort_key", "pk"))


def agencies_public(now: datetime) -> list[Agency]:
    """The agencies of which anybody may read an article, a copy or an award, or that have named a contact; by name."""
    of_it = {"agency": OuterRef("pk")}
    told: tuple[QuerySet[Any], ...] = (
        articles_published(now).order_by().filter(**of_it),
        published().order_by().filter(**of_it),
        PublishedAward.objects.order_by().filter(withdrawn_at=None, **of_it),
        DataContact.objects.filter(**of_it).exclude(office=""),
    )
    any_of_them = Q()
    for rows in told:
        any_of_them |= Q(Exists(rows))
    return list(Agency.objects.filter(any_of_them).order_by("sort_key", "pk"))


def email_days_of(agencies: Collection[Agency]) -> list[tuple[str, int]]:
    """Name of each agency and how many days it keeps the e-mails of those who sent comments."""
    chosen = {row.agency_id: row.email_days for row in PublicSettings.objects.filter(agency__in=agencies)}
    return [(each.name, chosen.get(each.pk, PublicSettings().email_days)) for each in agencies]


def comments_close_on(article: Article) -> date | None:
    """The last day for comments: the article's own, else so many days after it was published as its agency has chosen;
    None when none are taken.
    """
    if article.comments_until is not None:
        return article.comments_until
    days = settings_of(article.agency_id).comment_days
    if not days or article.first_published_at is None:
        return None
    return timezone.localtime(article.first_published_at).date() + timedelta(days=days)


def comments_shown(article: Article) -> QuerySet[Comment]:
    """What anybody reads below an article: comments in the order in which they came, each with its `answers`."""
    rows = Comment.objects.filter(article=article, state=CommentState.SHOWN).order_by("sent_at", "pk")
    return rows.filter(parent=None).prefetch_related(Prefetch("replies", rows, to_attr="answers"))


def number_shown(article: Article) -> int:
    """How many comments anybody reads below an article, answers among them."""
    rows = Comment.objects.filter(Q(parent=None) | Q(parent__state=CommentState.SHOWN), article=article)
    return rows.filter(state=CommentState.SHOWN).count()


def answerable(article: Article, pk: int) -> Comment | None:
    """The comment below the article that may be answered: one that is shown and is no answer itself."""
    return Comment.objects.filter(pk=pk, article=article, parent=None, state=CommentState.SHOWN).first()


def sent_with(agency: Agency, email: str) -> QuerySet[Comment]:
    """The comments to articles of an agency that were sent with an e-mail."""
    return Comment.objects.filter(agency=agency, sender__email=email.strip().casefold())


def honours_named(subjects: Sequence[int]) -> list[PublishedAward]:
    """These awards, in this order, as far as they stand."""
    found = {each.pk: each for each in as_read(standing_awards().filter(pk__in=subjects))} if subjects else {}
    return [found[pk] for pk in subjects if pk in found]


def standing_awards() -> QuerySet[PublishedAward]:
    """What the public may read of awards, to be read by `as_read`."""
    return PublishedAward.objects.filter(withdrawn_at=None).select_related("unit", "title", "agency")


def as_read(rows: QuerySet[PublishedAward]) -> list[PublishedAward]:
    """The awards as anybody reads them: no person of an agency whose names are being erased has one, nor an achievement
    that names him.
    """
    going = PublicSettings.objects.filter(agency=OuterRef("agency"), is_unnaming=True)
    found: list[Any] = list(rows.annotate(name_goes=Exists(going)))
    for row in found:
        if row.name_goes and row.kind == HonouredKind.PERSON:
            row.achievement = "" if names_its_person(row) else row.achievement
            row.name = ""
    return found


def names_its_person(award: PublishedAward) -> bool:
    """Whether what is told of the person says his name, or what may be his name: once that is not to be read, neither
    is this.
    """
    return award.achievement != "" and is_named_in(award.achievement, award.name, by_given_name=True)


def honours_decided_in_month_of(today: date, most: int) -> list[PublishedAward]:
    """The awards that stand and were decided in this month, up to today, the latest first; of those whose day is not
    known but their month is, the last. An award of which not even the month is known is of no month.
    """
    month, last = today.isoformat()[: len("2026-12")], today.isoformat()
    rows = standing_awards().filter(decided_on__gte=month, decided_on__lte=last)
    return as_read(rows.order_by("-decided_on", "-published_at", "-pk")[:most])


def is_honour_without_a_day_since(moment: datetime) -> bool:
    """Whether an award that stands was published since, of whose decision the day is not known at all."""
    rows = PublishedAward.objects.filter(withdrawn_at=None, decided_on="").order_by(
        "-decided_on", "-published_at", "-pk"
    )
    last = rows.values_list("published_at", flat=True).first()  # asked for any since then, PostgreSQL looks through all
    return last is not None and last >= moment


def honour_titles() -> list[HonourTitle]:
    """The titles and honours of awards that stand, by name."""
    standing = HonourWord.objects.filter(word=ALL, title=OuterRef("pk")).order_by()
    return list(HonourTitle.objects.filter(Exists(standing)).order_by("search_key", "pk"))


def honour_years() -> tuple[int, int] | None:
    """The first and the last year of awards that stand."""
    years = HonourWord.objects.filter(word=ALL)
    first, last = (years.order_by(way).values_list("year", flat=True).first() for way in ("year", "-year"))
    return (first, last) if first is not None and last is not None else None


def award_published(agency_id: int, source: int) -> PublishedAward | None:
    """What the public reads of a record now."""
    return next(iter(as_read(standing_awards().filter(agency=agency_id, source=source))), None)


def sources_published(agency_ids: Collection[int], sources: Collection[int]) -> set[int]:
    """Which of these records the public reads of now."""
    rows = PublishedAward.objects.filter(agency__in=agency_ids, source__in=sources, withdrawn_at=None)
    return set(rows.values_list("source", flat=True))


def public_version() -> str:
    """What differs once anything that the public reads may have changed: whatever is written anywhere is written
    together with its entry in history, so the ends of its chains tell. One query.
    """
    return mark_of_all()


def unchanged_until(now: datetime) -> datetime:
    """When what the public reads changes next without anything being written: at the end of the day, or when an article
    is past its time.
    """
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time()))
    expiring = Article.objects.filter(live=True, expire_at__gt=now).aggregate(first=Min("expire_at"))["first"]
    return min(midnight, expiring) if expiring is not None else midnight
