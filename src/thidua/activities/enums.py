"""Kinds, states and roles of joint activities, and what their plans are made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    """What people do together."""

    CLEAN_UP = "CLEAN_UP", _("Thu gom rác, làm sạch môi trường")
    TREE_PLANTING = "TREE_PLANTING", _("Trồng cây")
    WORKSHOP = "WORKSHOP", _("Hội thảo, tọa đàm")
    TRAINING = "TRAINING", _("Tập huấn, học tập chuyên đề")
    STUDY_VISIT = "STUDY_VISIT", _("Tham quan, trao đổi kinh nghiệm")
    CHARITY = "CHARITY", _("Thiện nguyện, đền ơn đáp nghĩa")
    CULTURE_SPORT = "CULTURE_SPORT", _("Văn nghệ, thể thao")
    CONTEST = "CONTEST", _("Hội thi")
    OTHER = "OTHER", _("Hoạt động khác")


class ActivityState(models.TextChoices):
    """An activity is planned, then held or cancelled. What is recorded afterwards is HELD from the start."""

    PLANNED = "PLANNED", _("Dự kiến")
    HELD = "HELD", _("Đã tổ chức")
    CANCELLED = "CANCELLED", _("Đã hủy")


class PartyRole(models.TextChoices):
    """What a party answers for, in the order in which parties are named."""

    ORGANISER = "ORGANISER", _("Chủ trì")
    CO_ORGANISER = "CO_ORGANISER", _("Phối hợp tổ chức")
    HOST = "HOST", _("Đơn vị tiếp đón")
    LOCAL_AUTHORITY = "LOCAL_AUTHORITY", _("Chính quyền địa phương")
    PARTNER = "PARTNER", _("Tham gia")
    SPONSOR = "SPONSOR", _("Tài trợ, hỗ trợ")
    COLLECTOR = "COLLECTOR", _("Thu gom, xử lý rác")


class PartyState(models.TextChoices):
    """Whether a party said itself that it takes part. It counts once it did, or once a paper says so."""

    NAMED = "NAMED", _("Chờ xác nhận")
    CONFIRMED = "CONFIRMED", _("Đã xác nhận")
    ON_PAPER = "ON_PAPER", _("Theo giấy tờ")
    DECLINED = "DECLINED", _("Không tham gia")


COUNTED = (PartyState.CONFIRMED, PartyState.ON_PAPER)
"""Parties that papers and years may name."""


class FactKind(models.TextChoices):
    """What can be noted; the names are the keys of `core.impact.reading.FACTS`."""

    PRESENCE = "presence", _("Có mặt")
    HEADCOUNT = "headcount", _("Đếm người")
    ZONE = "zone", _("Đoạn đã làm")
    BAG = "bag", _("Túi")
    BULKY = "bulky", _("Đồ cồng kềnh")
    WEIGHING = "weighing", _("Lần cân")
    ITEMS = "items", _("Đếm món")
    HANDOVER = "handover", _("Bàn giao")
    MONEY = "money", _("Tiền")
    PLANTING = "planting", _("Cây đã trồng")
    TREE_CHECK = "tree_check", _("Đếm cây sống")
    INCIDENT = "incident", _("Sự cố")
    CLAIM = "claim", _("Số nơi khác công bố")


class ParticipantState(models.TextChoices):
    """To be asked is not to say yes, to say yes is not to have a place, to have a place is not to come."""

    INVITED = "INVITED", _("Đã mời")
    SIGNED_UP = "SIGNED_UP", _("Đã đăng ký")
    BOOKED = "BOOKED", _("Đã giữ chỗ")
    WITHDRAWN = "WITHDRAWN", _("Không đi nữa")


class DraftKind(models.TextChoices):
    """A paper that is sent before an activity; drawn up from its plan, signed and sent outside the product."""

    PERMISSION = "PERMISSION", _("Công văn xin phép")
    INVITATION = "INVITATION", _("Giấy mời")
    NOTICE = "NOTICE", _("Thông báo")


class ConfirmationKind(models.TextChoices):
    """What somebody who was there is given on paper. Neither is an award."""

    PARTICIPATION = "PARTICIPATION", _("Giấy xác nhận tham gia")
    THANKS = "THANKS", _("Thư cảm ơn")


class PeopleShown(models.TextChoices):
    """Who can be made out in a photograph, as somebody who has looked at it says."""

    NO_FACES = "NO_FACES", _("Không nhận ra mặt ai")
    ADULTS = "ADULTS", _("Nhận ra mặt người lớn")
    CHILDREN = "CHILDREN", _("Nhận ra mặt trẻ em")


class PlanGroup(models.TextChoices):
    """What a line of a plan is about, in the order in which groups are shown."""

    PERMISSION = "PERMISSION", _("Xin phép, báo cáo")
    PEOPLE = "PEOPLE", _("Con người, phân công")
    CONTENT = "CONTENT", _("Nội dung, tài liệu")
    SAFETY = "SAFETY", _("An toàn")
    TOOLS = "TOOLS", _("Dụng cụ")
    MEDIA = "MEDIA", _("Truyền thông")
    LOGISTICS = "LOGISTICS", _("Hậu cần")
    ON_SITE = "ON_SITE", _("Tại nơi tổ chức")
    COLLECTION = "COLLECTION", _("Thu gom, giao rác")
    AFTERWARDS = "AFTERWARDS", _("Sau hoạt động")
    REST = "REST", _("Việc khác")


class RiskKind(models.TextChoices):
    """What may go wrong."""

    TIDE = "TIDE", _("Triều, nước sâu")
    HEAT = "HEAT", _("Nắng nóng")
    SHARP = "SHARP", _("Vật sắc nhọn")
    CHILDREN = "CHILDREN", _("Trẻ em")
    ROAD = "ROAD", _("Giao thông")
    OTHER_RISK = "OTHER_RISK", _("Rủi ro khác")


class Insurance(models.TextChoices):
    """Whether people are insured. No text that makes it a duty was found: a person says, nothing is presumed."""

    UNKNOWN = "UNKNOWN", _("Chưa biết")
    YES = "YES", _("Có")
    NO = "NO", _("Không")
    NOT_NEEDED = "NOT_NEEDED", _("Không cần")


class Flow(models.TextChoices):
    """Which way money goes; the names are those of the core's facts.

    Not “Thu” alone: Django's own Vietnamese takes that for a Thursday.
    """

    IN = "IN", _("Khoản thu")
    OUT = "OUT", _("Khoản chi")


class FiguresOf(models.TextChoices):
    """What figures are reckoned of: one activity, or what counts together."""

    ACTIVITY = "ACTIVITY", _("Một hoạt động")
    CYCLE = "CYCLE", _("Một năm thi đua của khối")
    MOVEMENT = "MOVEMENT", _("Một phong trào")
    YEAR = "YEAR", _("Một năm của cơ quan")
    UNIT = "UNIT", _("Một năm của đơn vị")
    SERIES = "SERIES", _("Một chuỗi hoạt động")


class ProposalState(models.TextChoices):
    """What became of a proposal, in the order in which it goes. The last four are answers and stay."""

    NEW = "NEW", _("Mới ghi")
    SENT = "SENT", _("Đã gửi")
    ANSWERED = "ANSWERED", _("Đã trả lời, chưa rõ kết quả")
    TAKEN_UP = "TAKEN_UP", _("Đã tiếp thu")
    PARTLY = "PARTLY", _("Tiếp thu một phần")
    TURNED_DOWN = "TURNED_DOWN", _("Không tiếp thu")
    DROPPED = "DROPPED", _("Thôi theo dõi")


OPEN_PROPOSALS = (ProposalState.NEW, ProposalState.SENT, ProposalState.ANSWERED)
"""Proposals of which somebody still has to say what became of them."""


class LessonKind(models.TextChoices):
    """The three questions of an after-action review."""

    WORKED = "WORKED", _("Việc làm tốt")
    FAILED = "FAILED", _("Việc chưa được")
    NEXT_TIME = "NEXT_TIME", _("Lần sau làm khác")
