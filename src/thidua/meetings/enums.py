"""Kinds and states of meetings, of votes and of minutes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    """What sort of meeting it is. A bloc's conference counts units, a council's session counts persons."""

    CONFERENCE = "CONFERENCE", _("Hội nghị")
    COUNCIL_SESSION = "COUNCIL_SESSION", _("Phiên họp Hội đồng")
    OTHER = "OTHER", _("Cuộc họp khác")


class MeetingState(models.TextChoices):
    """From the invitation to the adopted minutes. CANCELLED always says why."""

    PLANNED = "PLANNED", _("Sắp họp")
    HELD = "HELD", _("Đã họp")
    MINUTES_DRAFT = "MINUTES_DRAFT", _("Đang làm biên bản")
    ADOPTED = "ADOPTED", _("Đã thông qua biên bản")
    CANCELLED = "CANCELLED", _("Không họp nữa")


class PartOfDay(models.TextChoices):
    """When nobody noted the hour."""

    MORNING = "MORNING", _("Sáng")
    AFTERNOON = "AFTERNOON", _("Chiều")
    EVENING = "EVENING", _("Tối")
    ALL_DAY = "ALL_DAY", _("Cả ngày")


class AttendanceRole(models.TextChoices):
    """In what capacity somebody is there. Only members have a vote; the superior's representative comments."""

    MEMBER = "MEMBER", _("Thành viên")
    DELEGATE = "DELEGATE", _("Đại biểu của đơn vị")
    SUPERIOR = "SUPERIOR", _("Đại diện cấp trên")
    GUEST = "GUEST", _("Khách mời")


class AttendanceState(models.TextChoices):
    """What is known of somebody's attendance. UNKNOWN is what a record says that does not tell."""

    INVITED = "INVITED", _("Đã mời")
    PRESENT = "PRESENT", _("Có mặt")
    ABSENT = "ABSENT", _("Vắng")
    UNKNOWN = "UNKNOWN", _("Chưa biết")


class StatementKind(models.TextChoices):
    """What was read or said, in the order in which minutes tell it."""

    REPORT = "REPORT", _("Báo cáo tại hội nghị")
    OPINION = "OPINION", _("Ý kiến phát biểu")
    DIRECTION = "DIRECTION", _("Chỉ đạo của cấp trên")
    PRAISE = "PRAISE", _("Biểu dương, đánh giá cao")


class ElectionMethod(models.TextChoices):
    """How a choice was made; null when the record does not tell."""

    SHOW_OF_HANDS = "SHOW_OF_HANDS", _("Giơ tay biểu quyết")
    SECRET_BALLOT = "SECRET_BALLOT", _("Bỏ phiếu kín")
    AGREEMENT = "AGREEMENT", _("Nhất trí thông qua")


class MotionPurpose(models.TextChoices):
    """What a vote is about, and so where its result goes."""

    LEAD = "LEAD", _("Bầu Khối trưởng")
    DEPUTY_LEAD = "DEPUTY_LEAD", _("Bầu Khối phó")
    AWARD = "AWARD", _("Chọn đơn vị đề nghị khen thưởng")
    TIE_BREAK = "TIE_BREAK", _("Phân định các đơn vị bằng điểm")
    OTHER = "OTHER", _("Nội dung khác")


POSTS = (MotionPurpose.LEAD, MotionPurpose.DEPUTY_LEAD)
"""Votes that fill a post of a year."""


class MotionForm(models.TextChoices):
    """How a paper answers; the words of `core.voting.motions.MotionKind`."""

    APPROVE = "APPROVE", _("Đồng ý hoặc không, với từng tên")
    CHOOSE = "CHOOSE", _("Chọn trong danh sách")
    RANK = "RANK", _("Xếp thứ tự cả danh sách")


class ThresholdLevel(models.TextChoices):
    """How many votes are enough: the codes of `core/voting/settings.yaml`, in words."""

    NINETY_OF_MEMBERS = "ninety_of_members", _("Ít nhất 90% tổng số thành viên")
    EIGHTY_OF_MEMBERS = "eighty_of_members", _("Ít nhất 80% tổng số thành viên")
    TWO_THIRDS_OF_MEMBERS = "two_thirds_of_members", _("Ít nhất hai phần ba tổng số thành viên")
    MAJORITY_OF_MEMBERS = "majority_of_members", _("Quá nửa tổng số thành viên")
    MAJORITY_OF_PRESENT = "majority_of_present", _("Quá nửa số có mặt")
    MAJORITY_OF_PAPERS = "majority_of_papers", _("Quá nửa số phiếu thu về")
    MOST_VOTES = "most_votes", _("Nhiều phiếu hơn thì được, không đòi tỷ lệ")


class AttendanceLevel(models.TextChoices):
    """Who must be present above the meeting's quorum: the codes of `core/voting/settings.yaml`, in words."""

    EIGHTY = "eighty", _("Ít nhất 80% thành viên có mặt")
    NINETY = "ninety", _("Ít nhất 90% thành viên có mặt")


class QuorumRule(models.TextChoices):
    """How many must be present for a meeting to sit: the codes of `core/voting/settings.yaml`, each with whose rule it
    is, or the body's own rule. No text that we hold sets one for every bloc or council.
    """

    OWN = "own", _("Mức theo quy chế của khối, cụm hoặc Hội đồng")
    TWO_THIRDS = "two_thirds", _("Ít nhất hai phần ba thành viên (Hội đồng Thi đua - Khen thưởng Trung ương)")
    TWO_THIRDS_LOCAL = "two_thirds_local", _("Ít nhất hai phần ba thành viên (tỉnh Bắc Ninh)")
    TWO_THIRDS_COURTS = "two_thirds_courts", _("Ít nhất hai phần ba thành viên (Tòa án nhân dân)")
    EIGHTY = "eighty", _("Ít nhất 80% thành viên, khi xét khen thưởng (tỉnh Bắc Ninh)")
    NINETY = "ninety", _("Ít nhất 90% thành viên, khi xét danh hiệu Anh hùng (Hội đồng Trung ương)")


class RoundsLevel(models.TextChoices):
    """How many rounds, then who decides: the codes of `core/voting/settings.yaml`, in words."""

    COURTS = "courts", _("Nhiều nhất 2 vòng, rồi Khối trưởng và Khối phó quyết định")
    ONE = "one", _("Một vòng, rồi cấp có thẩm quyền quyết định")
    TWO = "two", _("Nhiều nhất 2 vòng, rồi cấp có thẩm quyền quyết định")
    THREE = "three", _("Nhiều nhất 3 vòng, rồi cấp có thẩm quyền quyết định")


class MotionState(models.TextChoices):
    """From the draft to the result. UNDECIDED: the rounds are used up, whom the rules name decides."""

    DRAFT = "DRAFT", _("Đang soạn")
    VOTING = "VOTING", _("Đang bỏ phiếu")
    BETWEEN = "BETWEEN", _("Chờ vòng tiếp theo")
    UNDECIDED = "UNDECIDED", _("Hết số vòng, chờ người có quyền quyết định")
    SETTLED = "SETTLED", _("Đã có kết quả")
    VOID = "VOID", _("Đã hủy")


class BallotMethod(models.TextChoices):
    """How a round is voted."""

    SCREEN = "SCREEN", _("Bỏ phiếu kín trên điện thoại, máy tính")
    PAPER = "PAPER", _("Bỏ phiếu kín bằng phiếu giấy")
    HANDS = "HANDS", _("Giơ tay biểu quyết")


class BallotState(models.TextChoices):
    """One round. VOID always says why; its papers are destroyed unread."""

    OPEN = "OPEN", _("Đang bỏ phiếu")
    CLOSED = "CLOSED", _("Đã kiểm phiếu")
    VOID = "VOID", _("Đã hủy")


class MinutesState(models.TextChoices):
    """From the secretary's draft to the frozen text."""

    DRAFT = "DRAFT", _("Thư ký đang soạn")
    OPEN = "OPEN", _("Đang lấy ý kiến")
    SIGNED = "SIGNED", _("Thư ký đã ký, chờ chủ trì")
    ADOPTED = "ADOPTED", _("Đã thông qua")


class MinutesSection(models.TextChoices):
    """The parts of minutes, in order."""

    OPENING = "OPENING", _("Thời gian, địa điểm, người điều hành")
    ATTENDANCE = "ATTENDANCE", _("Thành phần tham dự")
    AGENDA = "AGENDA", _("Nội dung, chương trình")
    REPORTS = "REPORTS", _("Báo cáo tại hội nghị")
    OPINIONS = "OPINIONS", _("Ý kiến phát biểu")
    DIRECTION = "DIRECTION", _("Chỉ đạo của đại diện cấp trên")
    PRAISE = "PRAISE", _("Biểu dương, đánh giá cao")
    ELECTION = "ELECTION", _("Kết quả bầu Khối trưởng, Khối phó")
    VOTES = "VOTES", _("Kết quả biểu quyết, bỏ phiếu")
    CONCLUSIONS = "CONCLUSIONS", _("Kết luận")
    CLOSING = "CLOSING", _("Kết thúc")


class VersionCause(models.TextChoices):
    """Why a new version of the minutes came about."""

    BUILT = "BUILT", _("Dựng từ hồ sơ cuộc họp")
    EDITED = "EDITED", _("Thư ký sửa")
    AMENDED = "AMENDED", _("Tiếp thu đề nghị sửa")
    SIGNED = "SIGNED", _("Thư ký ký")
    ADOPTED = "ADOPTED", _("Chủ trì thông qua")


class AmendmentState(models.TextChoices):
    """What became of a proposed amendment."""

    PROPOSED = "PROPOSED", _("Chờ thư ký xem")
    ACCEPTED = "ACCEPTED", _("Đã tiếp thu")
    REJECTED = "REJECTED", _("Không tiếp thu")
    WITHDRAWN = "WITHDRAWN", _("Đã rút lại")
