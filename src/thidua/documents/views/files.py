"""Files leave only here, only as their cleaned copy, and never as something a browser would run."""

from pathlib import PurePath

from django.http import FileResponse
from django.utils.translation import gettext as _

from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest
from thidua.documents.enums import MediaType
from thidua.documents.models import StoredFile
from thidua.documents.storage import absolute

SANDBOX = "default-src 'none'; sandbox"


class FileMissingError(DomainError):
    """The row is there, the file is not: a matter for the administrator and the back-up."""

    code = "file_missing"
    status = 404


def download_file(request: ActorRequest, file: StoredFile) -> FileResponse:
    """The served copy, to be saved."""
    name = f"{PurePath(file.original_name).stem}.{file.extension}"
    return _answer(file.served_path, MediaType(file.served_type), name, as_attachment=True)


def show_picture(request: ActorRequest, file: StoredFile) -> FileResponse:
    """The served copy of a picture, within a page."""
    require_picture(file)
    return _answer(file.served_path, MediaType(file.served_type), "", as_attachment=False)


def show_small_picture(request: ActorRequest, file: StoredFile) -> FileResponse:
    """The small copy of a picture, within a page."""
    require_picture(file)
    return _answer(file.small_path, MediaType.JPEG, "", as_attachment=False)


def require_picture(file: StoredFile) -> None:
    """Only what was drawn anew as a picture is shown within a page."""
    if not file.small_path:
        raise FileMissingError(_("Tệp này không phải là ảnh. Mở minh chứng để tải tệp."))


def _answer(path: str, media_type: MediaType, name: str, *, as_attachment: bool) -> FileResponse:
    try:
        content = absolute(path).open("rb")
    except FileNotFoundError as error:
        raise FileMissingError(
            _("Tệp đang thiếu trong kho. Báo quản trị hệ thống để lấy lại từ bản sao lưu.")
        ) from error
    answer = FileResponse(content, as_attachment=as_attachment, filename=name, content_type=media_type.value)
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
