"""What goes wrong with files, evidence and photographs, in words that name the file and the remedy."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.common.components.texts import file_size, number
from thidua.common.errors import DomainError
from thidua.documents.inspection import limits


class UploadRefusedError(DomainError):
    """A file is not taken. `code` says why; `data["file"]` is its name."""

    code = "upload_refused"


class SecretPaperError(UploadRefusedError):
    """The paper carries a marking of secrecy: the system is not for State secrets."""

    code = "secret"


class EvidenceError(DomainError):
    """The evidence as described cannot be."""

    code = "evidence"


class PhotoError(DomainError):
    """The photograph as described cannot be."""

    code = "photo"


def refusal(code: str, name: str, **data: Any) -> UploadRefusedError:
    """The error for a refusal of the inspection, about the file `name`."""
    kind = SecretPaperError if code in {"secret", "secret_declared"} else UploadRefusedError
    return kind(_sentence(code, name, data), code=code, field="upload", file=name, **data)


def _sentence(code: str, name: str, data: dict[str, Any]) -> str:
    words = {
        "empty": _("Tệp “{name}” không có nội dung. Mở thử trên máy rồi gửi lại."),
        "too_large": _("Tệp “{name}” {size}, quá mức {most}. Hãy nén hoặc tách đôi rồi gửi lại."),
        "unknown_kind": _(
            "Tệp “{name}” không thuộc loại được nhận. Lưu thành PDF, Word (.docx), Excel (.xlsx), ảnh JPEG, PNG hoặc "
            "HEIC rồi gửi lại."
        ),
        "old_office": _(
            "Tệp “{name}” là Word hoặc Excel đời cũ (.doc, .xls). Mở tệp, chọn “Lưu thành” .docx hoặc .xlsx rồi gửi "
            "lại."
        ),
        "encrypted": _("Tệp “{name}” có mật khẩu bảo vệ. Bỏ mật khẩu rồi gửi lại."),
        "markup": _("Tệp “{name}” là trang web hoặc hình vẽ có thể chạy mã. In thành PDF rồi gửi lại."),
        "macro": _("Tệp “{name}” có macro. Chọn “Lưu thành” .docx hoặc .xlsx loại không có macro rồi gửi lại."),
        "active_package": _(
            "Tệp “{name}” có phần tự chạy khi mở. Chép nội dung sang một tệp mới, hoặc lưu thành PDF, rồi gửi lại."
        ),
        "active_pdf": _("Tệp “{name}” có mã tự chạy bên trong. Mở tệp, in ra PDF mới rồi gửi lại."),
        "embedded": _("Tệp “{name}” có tệp khác nằm bên trong. Tách tệp đó ra, gửi riêng từng tệp."),
        "remote": _(
            "Tệp “{name}” tự tải nội dung từ nơi khác khi mở. Bỏ liên kết đó, hoặc lưu thành PDF, rồi gửi lại."
        ),
        "polyglot": _("Tệp “{name}” có dữ liệu của một loại tệp khác ghép vào. Mở tệp, lưu thành tệp mới rồi gửi lại."),
        "bomb": _("Tệp “{name}” khi mở ra lớn bất thường nên không nhận. Lưu lại thành tệp mới, gọn hơn, rồi gửi lại."),
        "too_many_pages": _("Tệp “{name}” có {pages} trang, quá mức {most} trang. Hãy tách thành nhiều tệp."),
        "too_many_pixels": _("Ảnh “{name}” quá lớn, hơn {most} triệu điểm ảnh. Thu nhỏ ảnh rồi gửi lại."),
        "too_heavy": _(
            "Tệp “{name}” phức tạp quá mức nên không kiểm tra được. Lưu thành PDF hoặc chia nhỏ rồi gửi lại."
        ),
        "broken": _("Tệp “{name}” bị hỏng hoặc thiếu một phần. Mở thử trên máy, lưu lại thành tệp mới rồi gửi lại."),
        "withdrawn": _("Ảnh “{name}” đã được rút theo đề nghị của người trong ảnh nên không nhận lại."),
        "secret": _(
            "Tệp “{name}” mang dấu “{marking}”. Hệ thống này không dùng cho bí mật nhà nước nên không nhận và không "
            "giữ tệp. Anh/chị gửi văn bản theo đường dành cho tài liệu mật."
        ),
        "secret_declared": _(
            "Anh/chị cho biết tệp “{name}” mang dấu mật. Hệ thống này không dùng cho bí mật nhà nước nên không nhận và "
            "không giữ tệp. Anh/chị gửi văn bản theo đường dành cho tài liệu mật."
        ),
    }
    facts = {"most": "", "size": "", "pages": "", "marking": "", **data}
    if code == "too_large":
        facts.update(size=file_size(data["size"]), most=file_size(limits.FILE_SIZE))
    elif code == "too_many_pixels":
        facts["most"] = number(limits.PIXELS // 1_000_000)
    return words[code].format(name=name, **facts)
