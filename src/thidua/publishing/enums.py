"""What kinds of things are published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SnapshotKind(models.TextChoices):
    """The thing of which a snapshot tells."""

    IMPACT = "IMPACT", _("Kết quả hoạt động")
    CYCLE = "CYCLE", _("Kết quả năm thi đua của khối")
    MOVEMENT = "MOVEMENT", _("Kết quả phong trào")
    YEAR = "YEAR", _("Kết quả năm của cơ quan")
    BLOC = "BLOC", _("Khối, cụm thi đua")
    CALL = "CALL", _("Phong trào thi đua")
    EVENT = "EVENT", _("Hoạt động báo trước")
    CONFERENCE = "CONFERENCE", _("Hội nghị báo trước")
    DECISION = "DECISION", _("Quyết định công nhận")
    RANKING = "RANKING", _("Kết quả xếp hạng của khối")


SUMS = (SnapshotKind.CYCLE, SnapshotKind.MOVEMENT, SnapshotKind.YEAR)
"""Things of which a snapshot adds up what came of several activities."""
YEARS = 10_000
"""A year of an agency is the thing with the number `agency * YEARS + year`."""


PLAIN = (
    SnapshotKind.BLOC,
    SnapshotKind.CALL,
    SnapshotKind.EVENT,
    SnapshotKind.CONFERENCE,
    SnapshotKind.DECISION,
    SnapshotKind.RANKING,
)
"""Things of which a snapshot tells on its page alone: no files of figures, no pictures."""
EVENTS = (SnapshotKind.EVENT, SnapshotKind.CONFERENCE)
"""What is going to happen: `happened_on` is its day, also before it."""


class TextRole(models.TextChoices):
    """What a text on a public page tells, in the order in which pages show them."""

    FAILED = "FAILED", _("Việc chưa được")
    WORKED = "WORKED", _("Việc làm tốt")
    NEXT_TIME = "NEXT_TIME", _("Lần sau làm khác")


class PictureRole(models.TextChoices):
    """What a picture on a public page tells, in the order in which pages show them."""

    BEFORE = "BEFORE", _("Trước")
    AFTER = "AFTER", _("Sau")
    DURING = "DURING", _("Trong buổi")
    MAP = "MAP", _("Ảnh nền bản đồ")


PHOTOGRAPHS = (PictureRole.BEFORE, PictureRole.AFTER, PictureRole.DURING)
"""Roles of photographs; the other one is that of a picture below a map."""


class Consent(models.TextChoices):
    """On what ground the people in a photograph may be shown (Law 91/2025/QH15)."""

    AGREED = "AGREED", _("Đã đồng ý cho đăng")
    EVENT = "EVENT", _("Sự kiện công khai, không nhận ra mặt ai")
    NOBODY = "NOBODY", _("Không có người trong ảnh")
    UNKNOWN = "UNKNOWN", _("Chưa rõ: hỏi rồi chọn trước khi đăng")
    WITHDRAWN = "WITHDRAWN", _("Đã rút đồng ý")


GROUNDS = (Consent.AGREED, Consent.EVENT, Consent.NOBODY)
"""On these a photograph may be published. UNKNOWN is what a record says that does not tell; a person chooses. What was
withdrawn stays withdrawn.
"""


class Children(models.TextChoices):
    """Whether children can be made out in a photograph, as somebody who has looked at it says."""

    NONE = "NONE", _("Không")
    SEEN = "SEEN", _("Có")


class ArticleKind(models.TextChoices):
    """What an article is for."""

    NEWS = "NEWS", _("Tin hoạt động")
    EXEMPLAR = "EXEMPLAR", _("Điển hình tiên tiến")
    GOOD_DEED = "GOOD_DEED", _("Người tốt, việc tốt")


EXEMPLARY = (ArticleKind.EXEMPLAR, ArticleKind.GOOD_DEED)
"""What is told so that others do likewise."""


class SourceKind(models.TextChoices):
    """Of which record an article was drafted."""

    ACTIVITY = "ACTIVITY", _("Hoạt động")
    CONFERENCE = "CONFERENCE", _("Hội nghị")
    DECISION = "DECISION", _("Quyết định")


class CommentState(models.TextChoices):
    """How far a comment has come."""

    UNCONFIRMED = "UNCONFIRMED", _("Chờ người gửi xác nhận qua thư")
    WAITING = "WAITING", _("Chờ duyệt")
    SHOWN = "SHOWN", _("Đang hiện")
    REFUSED = "REFUSED", _("Không đăng")
    HIDDEN = "HIDDEN", _("Đã ẩn")
    ERASED = "ERASED", _("Đã xóa theo yêu cầu")


class CommentVerdict(models.TextChoices):
    """Why a comment is not shown."""

    OFF_TOPIC = "OFF_TOPIC", _("Không nói về bài viết")
    INSULT = "INSULT", _("Xúc phạm người khác")
    PERSONAL = "PERSONAL", _("Nêu thông tin cá nhân của người khác")
    ADVERT = "ADVERT", _("Quảng cáo")
    COMPLAINT = "COMPLAINT", _("Là đơn khiếu nại, tố cáo: có nơi tiếp nhận riêng")
    UNTRUE = "UNTRUE", _("Nêu điều chưa kiểm chứng được")
    OTHER = "OTHER", _("Lý do khác, ghi rõ bên dưới")


class FoundKind(models.TextChoices):
    """What kinds of public things are found by their words. Awards are found by the names in them; published copies
    apart in each language, by what their pages say in it: “the” in English is no “thể”.
    """

    ARTICLE = "ARTICLE", _("Bài viết")
    SNAPSHOT = "SNAPSHOT", _("Công bố")
    COPY_EN = "COPY_EN", _("Công bố, bằng tiếng Anh")


COPIES = {"vi": FoundKind.SNAPSHOT, "en": FoundKind.COPY_EN}
"""Language → as what a published copy is found in it."""


class HonouredKind(models.TextChoices):
    """Who was honoured."""

    UNIT = "UNIT", _("Đơn vị")
    COLLECTIVE = "COLLECTIVE", _("Tập thể")
    PERSON = "PERSON", _("Cá nhân")
