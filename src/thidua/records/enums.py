"""What was received and by whom; what a record book holds. Codes are those of `core.law.codes`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecipientKind(models.TextChoices):
    """Who of the unit received it."""

    UNIT = "UNIT", _("Đơn vị")
    COLLECTIVE = "COLLECTIVE", _("Tập thể thuộc đơn vị")
    PERSON = "PERSON", _("Cá nhân")


class AwardCode(models.TextChoices):
    """The usual titles and honours of a year (Law 06/2022/QH15, articles 19 to 76), to count by; the name is free."""

    ADVANCED_WORKER = "ADVANCED_WORKER", _("Lao động tiên tiến")
    GRASSROOTS_EMULATION_FIGHTER = "GRASSROOTS_EMULATION_FIGHTER", _("Chiến sĩ thi đua cơ sở")
    MINISTERIAL_EMULATION_FIGHTER = "MINISTERIAL_EMULATION_FIGHTER", _("Chiến sĩ thi đua bộ, ban, ngành, tỉnh")
    NATIONAL_EMULATION_FIGHTER = "NATIONAL_EMULATION_FIGHTER", _("Chiến sĩ thi đua toàn quốc")
    ADVANCED_LABOUR_COLLECTIVE = "ADVANCED_LABOUR_COLLECTIVE", _("Tập thể lao động tiên tiến")
    EXCELLENT_LABOUR_COLLECTIVE = "EXCELLENT_LABOUR_COLLECTIVE", _("Tập thể lao động xuất sắc")
    MINISTRY_EMULATION_FLAG = "MINISTRY_EMULATION_FLAG", _("Cờ thi đua của bộ, ban, ngành, tỉnh")
    GOVERNMENT_EMULATION_FLAG = "GOVERNMENT_EMULATION_FLAG", _("Cờ thi đua của Chính phủ")
    COMMENDATION_LETTER = "COMMENDATION_LETTER", _("Giấy khen")
    CERTIFICATE_OF_MERIT = "CERTIFICATE_OF_MERIT", _("Bằng khen của bộ, ban, ngành, tỉnh")
    PRIME_MINISTER_CERTIFICATE = "PRIME_MINISTER_CERTIFICATE", _("Bằng khen của Thủ tướng Chính phủ")
    ORDER = "ORDER", _("Huân chương")


class LawCode(models.TextChoices):
    """Titles and honours as the law tells them apart; titles first, as `core.law.codes` has them."""

    ADVANCED_WORKER = "ADVANCED_WORKER", _("Lao động tiên tiến")
    GRASSROOTS_EMULATION_FIGHTER = "GRASSROOTS_EMULATION_FIGHTER", _("Chiến sĩ thi đua cơ sở")
    MINISTERIAL_EMULATION_FIGHTER = "MINISTERIAL_EMULATION_FIGHTER", _("Chiến sĩ thi đua bộ, ban, ngành, tỉnh")
    NATIONAL_EMULATION_FIGHTER = "NATIONAL_EMULATION_FIGHTER", _("Chiến sĩ thi đua toàn quốc")
    ADVANCED_LABOUR_COLLECTIVE = "ADVANCED_LABOUR_COLLECTIVE", _("Tập thể lao động tiên tiến")
    EXCELLENT_LABOUR_COLLECTIVE = "EXCELLENT_LABOUR_COLLECTIVE", _("Tập thể lao động xuất sắc")
    MINISTRY_EMULATION_FLAG = "MINISTRY_EMULATION_FLAG", _("Cờ thi đua của bộ, ban, ngành, tỉnh")
    GOVERNMENT_EMULATION_FLAG = "GOVERNMENT_EMULATION_FLAG", _("Cờ thi đua của Chính phủ")
    REGION_EMULATION_FLAG = "REGION_EMULATION_FLAG", _("Cờ thi đua của quân khu, đại học quốc gia")
    EXEMPLARY_COMMUNE = "EXEMPLARY_COMMUNE", _("Xã, phường, đặc khu tiêu biểu")
    CULTURAL_VILLAGE = "CULTURAL_VILLAGE", _("Thôn, tổ dân phố văn hóa")
    COMMENDATION_LETTER = "COMMENDATION_LETTER", _("Giấy khen")
    MINISTRY_CERTIFICATE_OF_MERIT = "MINISTRY_CERTIFICATE_OF_MERIT", _("Bằng khen của bộ, ban, ngành, tỉnh")
    PRIME_MINISTER_CERTIFICATE_OF_MERIT = (
        "PRIME_MINISTER_CERTIFICATE_OF_MERIT",
        _("Bằng khen của Thủ tướng Chính phủ"),
    )
    REGION_CERTIFICATE_OF_MERIT = "REGION_CERTIFICATE_OF_MERIT", _("Bằng khen của quân khu, đại học quốc gia")
    LABOUR_ORDER_THIRD_CLASS = "LABOUR_ORDER_THIRD_CLASS", _("Huân chương Lao động hạng Ba")
    LABOUR_ORDER_SECOND_CLASS = "LABOUR_ORDER_SECOND_CLASS", _("Huân chương Lao động hạng Nhì")
    LABOUR_ORDER_FIRST_CLASS = "LABOUR_ORDER_FIRST_CLASS", _("Huân chương Lao động hạng Nhất")
    INDEPENDENCE_ORDER_THIRD_CLASS = "INDEPENDENCE_ORDER_THIRD_CLASS", _("Huân chương Độc lập hạng Ba")
    INDEPENDENCE_ORDER_SECOND_CLASS = "INDEPENDENCE_ORDER_SECOND_CLASS", _("Huân chương Độc lập hạng Nhì")
    INDEPENDENCE_ORDER_FIRST_CLASS = "INDEPENDENCE_ORDER_FIRST_CLASS", _("Huân chương Độc lập hạng Nhất")
    HO_CHI_MINH_ORDER = "HO_CHI_MINH_ORDER", _("Huân chương Hồ Chí Minh")
    GOLD_STAR_ORDER = "GOLD_STAR_ORDER", _("Huân chương Sao vàng")
    HERO_OF_LABOUR = "HERO_OF_LABOUR", _("Anh hùng Lao động")
    COMMEMORATIVE_MEDAL = "COMMEMORATIVE_MEDAL", _("Kỷ niệm chương của bộ, ban, ngành, tỉnh")
    NATIONAL_ASSEMBLY_COMMEMORATIVE_MEDAL = (
        "NATIONAL_ASSEMBLY_COMMEMORATIVE_MEDAL",
        _("Kỷ niệm chương của Ủy ban Thường vụ Quốc hội"),
    )
    PEOPLES_TITLE = "PEOPLES_TITLE", _("Danh hiệu “nhân dân”")
    MERITORIOUS_TITLE = "MERITORIOUS_TITLE", _("Danh hiệu “ưu tú”")


class AwardBasis(models.TextChoices):
    """Why it was given (Luật Thi đua, khen thưởng, loại hình khen thưởng)."""

    MERIT = "MERIT", _("Công trạng")
    AD_HOC = "AD_HOC", _("Đột xuất")
    THEMATIC = "THEMATIC", _("Theo chuyên đề")
    CONTRIBUTION = "CONTRIBUTION", _("Quá trình cống hiến")
    SERVICE_TIME = "SERVICE_TIME", _("Niên hạn")
    FOREIGN = "FOREIGN", _("Đối ngoại")


class Grade(models.TextChoices):
    """Mức xếp loại hoàn thành nhiệm vụ."""

    EXCELLENT = "EXCELLENT", _("Hoàn thành xuất sắc nhiệm vụ")
    GOOD = "GOOD", _("Hoàn thành tốt nhiệm vụ")
    SATISFACTORY = "SATISFACTORY", _("Hoàn thành nhiệm vụ")
    UNSATISFACTORY = "UNSATISFACTORY", _("Không hoàn thành nhiệm vụ")


class WorkKind(models.TextChoices):
    """What was recognised."""

    INITIATIVE = "INITIATIVE", _("Sáng kiến")
    SCIENTIFIC_WORK = "SCIENTIFIC_WORK", _("Đề tài, công trình khoa học và công nghệ")


class WorkScope(models.TextChoices):
    """The widest scope in which its effect and influence were recognised."""

    GRASSROOTS = "GRASSROOTS", _("Cơ sở")
    MINISTRY = "MINISTRY", _("Bộ, ban, ngành, tỉnh")
    NATIONAL = "NATIONAL", _("Toàn quốc")


class MeasureKind(models.TextChoices):
    """Hình thức kỷ luật, the mildest first."""

    REPRIMAND = "REPRIMAND", _("Khiển trách")
    WARNING = "WARNING", _("Cảnh cáo")
    SALARY_REDUCTION = "SALARY_REDUCTION", _("Hạ bậc lương")
    DEMOTION = "DEMOTION", _("Giáng chức")
    DISMISSAL_FROM_POST = "DISMISSAL_FROM_POST", _("Cách chức")
    FORCED_RESIGNATION = "FORCED_RESIGNATION", _("Buộc thôi việc")


class HoldKind(models.TextChoices):
    """Why a case waits."""

    DISCIPLINE_UNDER_CONSIDERATION = "DISCIPLINE_UNDER_CONSIDERATION", _("Đang xem xét kỷ luật")
    INVESTIGATION = "INVESTIGATION", _("Đang điều tra")
    INSPECTION = "INSPECTION", _("Đang thanh tra")
    AUDIT = "AUDIT", _("Đang kiểm toán")
    COMPLAINT = "COMPLAINT", _("Khiếu nại đang xác minh")
    DENUNCIATION = "DENUNCIATION", _("Tố cáo đang xác minh")
    PRESS_REPORT = "PRESS_REPORT", _("Báo chí phản ánh tham nhũng đang xác minh")


class HoldConclusion(models.TextChoices):
    """What a hold ended with. After a violation the case waits on until the measure is on record."""

    NO_VIOLATION = "NO_VIOLATION", _("Không có vi phạm")
    VIOLATION = "VIOLATION", _("Có vi phạm")


class PostRank(models.TextChoices):
    """To which post that the law names a post corresponds."""

    GENERAL_DEPARTMENT_HEAD = "GENERAL_DEPARTMENT_HEAD", _("Tổng cục trưởng và tương đương")
    GENERAL_DEPARTMENT_DEPUTY_HEAD = "GENERAL_DEPARTMENT_DEPUTY_HEAD", _("Phó Tổng cục trưởng và tương đương")
    DEPARTMENT_HEAD = "DEPARTMENT_HEAD", _("Vụ trưởng và tương đương")
    DEPARTMENT_DEPUTY_HEAD = "DEPARTMENT_DEPUTY_HEAD", _("Phó Vụ trưởng và tương đương")
    NONE = "NONE", _("Không thuộc các chức vụ trên")


class RankOrganiser(models.TextChoices):
    """Who organised the cluster or bloc."""

    MINISTRY = "MINISTRY", _("Bộ, ban, ngành, tỉnh")
    CENTRAL_COUNCIL = "CENTRAL_COUNCIL", _("Hội đồng Thi đua, Khen thưởng Trung ương")


class EntryKind(models.TextChoices):
    """Kinds of what a book lists; of each somebody may say that years are told in full."""

    TITLE = "TITLE", _("Danh hiệu thi đua")
    HONOUR = "HONOUR", _("Hình thức khen thưởng")
    INITIATIVE = "INITIATIVE", _("Sáng kiến")
    SCIENTIFIC_WORK = "SCIENTIFIC_WORK", _("Đề tài, công trình khoa học và công nghệ")
    DISCIPLINE = "DISCIPLINE", _("Kỷ luật")
    HOLD = "HOLD", _("Tạm dừng xét")
    POST = "POST", _("Chức vụ lãnh đạo")
    RANK = "RANK", _("Xếp hạng trong khối, cụm thi đua")


class ExceptedWhy(models.TextChoices):
    """Why a word said of many does not speak for somebody."""

    DISCIPLINE = "DISCIPLINE", _("Sổ có dòng kỷ luật")
    HOLD = "HOLD", _("Sổ có dòng tạm dừng xét")
    OWN = "OWN", _("Không ai tự xác nhận cho mình")
    OTHER_AGENCY = "OTHER_AGENCY", _("Sổ do cơ quan khác giữ")
    NAMED = "NAMED", _("Được nêu tên để trừ ra")


class DoubtAnswerKind(models.TextChoices):
    """What was done about a doubt."""

    AS_RECORDED = "AS_RECORDED", _("Đúng như đã ghi")
    CORRECTED = "CORRECTED", _("Đã sửa")
    REMOVED = "REMOVED", _("Đã bỏ dòng sai")


class ReviewState(models.TextChoices):
    """How far a review has come."""

    RUNNING = "RUNNING", _("Đang rà soát")
    DONE = "DONE", _("Đã rà soát xong")
    CANCELLED = "CANCELLED", _("Đã dừng")


class RuleFileState(models.TextChoices):
    """How far an agency's own rules have come."""

    ENTERED = "ENTERED", _("Chờ người khác ký")
    SIGNED = "SIGNED", _("Đã ký, đang dùng")
    WITHDRAWN = "WITHDRAWN", _("Đã rút")


class BookPart(models.TextChoices):
    """The parts of a book in which a line is written, as addresses name them."""

    GRADE = "xep-loai", _("Xếp loại hằng năm")
    WORK = "sang-kien", _("Sáng kiến, đề tài")
    DISCIPLINE = "ky-luat", _("Kỷ luật")
    HOLD = "tam-dung", _("Tạm dừng xét")
    ATTESTATION = "xac-nhan", _("Xác nhận của người có thẩm quyền")
    PEOPLE = "so-nguoi", _("Số người của đơn vị")
    RANK = "xep-hang", _("Xếp hạng trong khối, cụm")


SENSITIVE_PARTS = frozenset({BookPart.DISCIPLINE, BookPart.HOLD})
SENSITIVE_KINDS = frozenset({EntryKind.DISCIPLINE, EntryKind.HOLD})
PARTS_OF_PEOPLE = (BookPart.GRADE, BookPart.WORK, BookPart.ATTESTATION, BookPart.DISCIPLINE, BookPart.HOLD)
PARTS_OF_UNITS = (
    BookPart.GRADE,
    BookPart.PEOPLE,
    BookPart.RANK,
    BookPart.ATTESTATION,
    BookPart.DISCIPLINE,
    BookPart.HOLD,
)
KINDS_OF_PEOPLE = (
    EntryKind.TITLE,
    EntryKind.HONOUR,
    EntryKind.INITIATIVE,
    EntryKind.SCIENTIFIC_WORK,
    EntryKind.POST,
    EntryKind.DISCIPLINE,
    EntryKind.HOLD,
)
KINDS_OF_UNITS = (EntryKind.TITLE, EntryKind.HONOUR, EntryKind.RANK, EntryKind.DISCIPLINE, EntryKind.HOLD)
SHARED_KINDS_OF_PEOPLE = tuple(kind for kind in KINDS_OF_PEOPLE if kind not in SENSITIVE_KINDS)
SHARED_KINDS_OF_UNITS = tuple(kind for kind in KINDS_OF_UNITS if kind not in SENSITIVE_KINDS)
"""What is told of many at once; of discipline and holds a clearance speaks."""
