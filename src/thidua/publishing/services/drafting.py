"""A record becomes a draft, and what is withdrawn from its album leaves the articles."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext
from wagtail.utils.file import hash_filelike

from thidua.accounts.models import User
from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.parents import AlbumChange
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.documents import storage
from thidua.documents.enums import PhotoConsent
from thidua.documents.models import Photo as AlbumPhoto
from thidua.organisations.models import Agency
from thidua.publishing.enums import Consent
from thidua.publishing.errors import PublishingError
from thidua.publishing.facts.contacts import names_a_contact
from thidua.publishing.facts.drafts import (
    Amounts,
    DraftWords,
    Heading,
    Paragraph,
    Part,
    Quote,
    Remark,
    Shot,
    is_ground_lost,
    without_contacts,
    without_summary,
)
from thidua.publishing.models import Article, Photo
from thidua.publishing.models.articles import address_of
from thidua.publishing.policies import articles_written_by, may_write_of
from thidua.publishing.queries import article_of, free_address
from thidua.publishing.services.photographs import let_ground_go, let_photo_go

TITLE, SUMMARY, BYLINE, PLACE = 200, 500, 120, 200


@transaction.atomic
def draft_article(*, actor: Actor, words: DraftWords, now: datetime) -> Article:
    """The draft that was made of a record: the first press makes it, each later one finds it. It is written in the name
    of the agency: who pressed has not agreed to be named.

    Raises `PublishingError` where somebody else's article of the record is one that the actor may not open.
    """
    require(may_write_of(actor, words.agency, words.bloc))
    Agency.objects.select_for_update(no_key=True).get(pk=words.agency.pk)  # two who press at once make one
    known = article_of(words.agency.pk, words.kind, words.source)
    if known is not None:
        if not articles_written_by(actor).filter(pk=known.pk).exists():
            raise PublishingError(
                _("Bài về hồ sơ này đã có, do cơ quan thường trực giữ. Hỏi cơ quan thường trực nhé."), code="held"
            )
        return known
    user = User.objects.get(pk=actor.user) if isinstance(actor, PersonActor) else None
    summary = _cut("" if names_a_contact(words.summary) else words.summary, SUMMARY)
    parts = without_summary(without_contacts(words.parts), summary)
    article = Article(
        agency=words.agency,
        bloc=words.bloc,
        title=_cut(words.title, TITLE),
        summary=summary,
        byline=words.agency.name if len(words.agency.name) <= BYLINE else "",
        told_on=words.told_on,
        place=_cut("" if names_a_contact(words.place) else words.place, PLACE),
        source_kind=words.kind,
        source=words.source,
    )
    article.slug = free_address(address_of(article.title), article)
    with LogContext(user=user):
        article.body = [_block(part, words.agency, user) for part in parts]
        article.save()
        article.save_revision(user=user)
    after = {"source_kind": words.kind, "source": words.source}
    after |= {"photos": sum(isinstance(part, Shot) for part in parts)}
    audit.record(actor, "article.drafted", article, agency=words.agency.pk, after=after)
    return article


def album_has_changed(actor: Actor, change: AlbumChange, *, is_lost: bool = False) -> int:
    """Within the transaction in which an album has changed: copies of a photograph that somebody withdrew there, or
    that lies in no album any more, leave the articles at once and for good: files and words go. Those whose ground the
    album gave and gives no more leave the pages at once, until a person says another; so do all if `is_lost`. How many
    there were.
    """
    said = set(AlbumPhoto.objects.filter(file=change.file).values_list("consent", flat=True))
    rows = Photo.objects.select_for_update(no_key=True).filter(of_file=change.file)
    copies = list(rows.exclude(consent=Consent.WITHDRAWN).order_by("pk"))
    if not said or PhotoConsent.WITHDRAWN in said:
        for photo in copies:
            let_photo_go(actor, photo)
        return len(copies)
    now_said = {change.says} if change.says else said
    lost = [each for each in copies if each.may_be_shown and (is_lost or is_ground_lost(each, change.said, now_said))]
    for photo in lost:
        let_ground_go(actor, photo)
    return len(lost)


def _block(part: Part, agency: Agency, user: User | None) -> tuple[str, Any]:
    match part:
        case Heading(text):
            return "heading", _cut(text, 150)
        case Paragraph(text, points):
            return "paragraph", _rich(text, points)
        case Quote(words, who):
            return "quote", {"words": _cut(words, 1000), "who": _cut(who, 200)}
        case Amounts(lines):
            return "figures", [{"amount": _cut(amount, 40), "label": _cut(of, 120)} for amount, of in lines]
        case Remark(text):
            return "remark", _cut(text, 4000, keep_lines=True)
        case Shot():
            return "picture", {"photo": _copy_of(part, agency, user), "caption": ""}


def _rich(text: str, points: Sequence[str]) -> str:
    below = format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((each,) for each in points)))
    return format_html("<p>{}</p>", text) + (below if points else "")


def _copy_of(shot: Shot, agency: Agency, user: User | None) -> Photo:
    """The cleaned picture of the album, in the library of articles."""
    with storage.absolute(shot.file.served_path).open("rb") as content:
        photo = Photo(
            agency=agency,
            title=_cut(shot.caption or shot.description, 255),
            file=File(content, name=f"anh.{shot.file.extension}"),
            description=_cut(shot.description, 300),
            caption=_cut(shot.caption, 500),
            taken_by=_cut(shot.taken_by, 120),
            consent=shot.ground.consent,
            paper=_cut(shot.ground.paper, 250),
            children=shot.ground.children,
            children_paper=_cut(shot.ground.children_paper, 250),
            of_file=shot.file,
            uploaded_by_user=user,
        )
        photo.file_size = photo.file.size  # else the pages of Wagtail write it while they are read
        photo.file_hash = hash_filelike(photo.file.open())
        photo.save()
    return photo


def _cut(text: str, most: int, *, keep_lines: bool = False) -> str:
    """The text as it is stored; one that is too long ends with a sign at the end of a word."""
    whole = normalise(text, keep_lines=keep_lines)
    return whole if len(whole) <= most else whole[: most - 1].rsplit(" ", 1)[0] + "…"
