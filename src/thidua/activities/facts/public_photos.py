"""Whether a photograph may go to a public page: faces do not, unless those who are seen have agreed in writing.

Law 91/2025/QH15 lets people be photographed at public activities that announce it; it does not make strangers of the
whole country their audience. So a notice is ground enough for a picture in which nobody can be made out, and a face
needs a paper; a child also one of those who answer for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.activities.enums import PeopleShown
from thidua.activities.models import FieldPhoto, PublicPhoto
from thidua.documents.enums import FileState, PhotoConsent
from thidua.documents.models import Photo


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of a photograph: `saw_faces`, that whoever took it said so; `names_people`, that its album does."""

    consent: str
    is_stored: bool
    saw_faces: bool
    names_people: bool


def shown_in(photos: Iterable[Photo]) -> dict[int, Shown]:
    """What is known of photographs of an album, by their numbers; their files and subjects are read."""
    given = list(photos)
    files = {photo.file_id for photo in given}
    seen = FieldPhoto.objects.filter(photo__file__in=files, has_faces=True).values_list("photo__file", flat=True)
    faces = set(seen)
    return {
        photo.pk: Shown(
            photo.consent,
            photo.file.state == FileState.CLEAN and bool(photo.file.small_path),
            photo.file_id in faces,
            bool(photo.subjects.all()),
        )
        for photo in given
    }


def why_not(shown: Shown, people: str | None = None, children_paper: str = "") -> str:
    """Why such a photograph does not go to a public page; empty when it may. Of one of which nobody has said who can be
    made out (`people` is None), only what holds for any.
    """
    if not shown.is_stored or shown.consent == PhotoConsent.WITHDRAWN:
        return _("Ảnh đã rút hoặc không còn trong kho.")
    if shown.consent == PhotoConsent.UNKNOWN:
        return _("Chưa rõ người trong ảnh có đồng ý hay không. Ghi căn cứ ở album trước.")
    if people is None or shown.consent == PhotoConsent.WRITTEN:
        return _children_words() if people == PeopleShown.CHILDREN and not children_paper else ""
    if people != PeopleShown.NO_FACES:
        return _("Nhận ra mặt người thì cần đồng ý bằng văn bản; thông báo có chụp ảnh chưa đủ để đăng công khai.")
    if shown.saw_faces:
        return _("Người chụp ghi là thấy mặt người: cần đồng ý bằng văn bản, hoặc chọn ảnh khác.")
    if shown.names_people:
        return _("Album ghi tên người trong ảnh: cần đồng ý bằng văn bản, hoặc chọn ảnh khác.")
    return ""


def standing_among(rows: Iterable[PublicPhoto]) -> list[tuple[PublicPhoto, str]]:
    """The chosen photographs, each with the reason why it would not be published today, if there is one."""
    given = list(rows)
    known = shown_in(row.photo for row in given)
    return [(row, why_not(known[row.photo_id], row.people, row.children_paper)) for row in given]


def _children_words() -> str:
    return _("Ảnh có trẻ em: nêu giấy đồng ý của cha mẹ hoặc người giám hộ, và của trẻ từ đủ 7 tuổi.")
