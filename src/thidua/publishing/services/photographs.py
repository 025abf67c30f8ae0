"""A photograph of the articles is taken back: by the standing office when somebody in it asks, or with its album. It
goes off its pages where the album loses the ground to show it.
"""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.publishing.enums import Consent
from thidua.publishing.errors import PublishingError
from thidua.publishing.facts.contacts import names_a_contact
from thidua.publishing.models import Article, Photo, ShownPhoto
from thidua.publishing.models.articles import take_words_back
from thidua.publishing.policies import may_take_photo_back

UNSAID = {"paper": "", "children": "", "children_paper": ""}
"""What is said of a ground, once there is none."""


@transaction.atomic
def take_photo_back(*, actor: Actor, photo: Photo, because: str, now: datetime) -> Photo:
    """Take a photograph off every page of articles, for good: no page shows it from this moment on, its files are
    deleted once the transaction has ended. `now` is the moment of the deed.

    Raises `RefusedError`, and `PublishingError` for one that was withdrawn before and for a reason that is none.
    """
    photo = Photo.objects.select_for_update(no_key=True, of=("self",)).select_related("agency").get(pk=photo.pk)
    require(may_take_photo_back(actor, photo))
    if photo.consent == Consent.WITHDRAWN:
        raise PublishingError(_("Ảnh này đã rút."), code="withdrawn")
    because = normalise(because)[:250]
    if not because:
        raise PublishingError(_("Anh/chị chưa ghi lý do."), code="no_reason", field="because")
    if names_a_contact(because):
        words = _("Bỏ số điện thoại, thư điện tử khỏi lý do: dòng này ở lại trong nhật ký.")
        raise PublishingError(words, code="contact", field="because")
    let_photo_go(actor, photo, because)
    return photo


def let_photo_go(actor: Actor, photo: Photo, because: str = "") -> None:
    """Within the transaction that holds the row of the photograph: it stands nowhere, words and captions are neither
    shown nor found, its files go.
    """
    gone = _("Ảnh đã rút")
    before = {"consent": photo.consent}
    told_in = list(ShownPhoto.objects.filter(photo=photo).values_list("article", flat=True))
    said = {"title": gone, "description": gone, "caption": "", "taken_by": "", **UNSAID}
    _say(photo, consent=Consent.WITHDRAWN, **said)
    ShownPhoto.objects.filter(photo=photo).delete()
    take_words_back(Article.objects.filter(pk__in=told_in).order_by("pk"))
    for held in [photo.file, *(each.file for each in photo.renditions.all())]:
        transaction.on_commit(partial(held.storage.delete, held.name))
    photo.renditions.all().delete()
    after = {"consent": Consent.WITHDRAWN}
    audit.record(actor, "photo.taken_back", photo, agency=photo.agency_id, before=before, after=after, reason=because)


def let_ground_go(actor: Actor, photo: Photo) -> None:
    """Within the transaction that holds the row of the photograph: whether its people may be shown is unknown from now
    on. It is seen on no page and found by no caption, until somebody says its ground anew and somebody else approves.
    """
    before = {"consent": photo.consent}
    _say(photo, consent=Consent.UNKNOWN, **UNSAID)
    told_in = ShownPhoto.objects.filter(photo=photo).values("article")
    take_words_back(Article.objects.filter(pk__in=told_in).order_by("pk"))
    after = {"consent": Consent.UNKNOWN}
    audit.record(actor, "photo.ground_lost", photo, agency=photo.agency_id, before=before, after=after)


def _say(photo: Photo, **said: str) -> None:
    """Written past the editing system, which would tell history of it as a deed of its own."""
    for name, words in said.items():
        setattr(photo, name, words)
    Photo.objects.filter(pk=photo.pk).update(**said)
