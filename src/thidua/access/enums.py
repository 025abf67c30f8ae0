"""Roles in words, and what each may be held over."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.common.actor import Role

ROLE_LABELS: dict[Role, str | Promise] = {
    Role.ADMINISTRATOR: _("Quản trị hệ thống"),
    Role.STANDING_OFFICE: _("Cơ quan thường trực"),
    Role.BLOC_SECRETARY: _("Thư ký khối"),
    Role.UNIT_OFFICER: _("Cán bộ thi đua của đơn vị"),
    Role.UNIT_HEAD: _("Thủ trưởng đơn vị"),
    Role.COUNCIL_MEMBER: _("Ủy viên Hội đồng"),
    Role.OBSERVER: _("Đại diện cấp trên"),
    Role.READER: _("Người xem"),
}

ROLE_MEANINGS: dict[Role, str | Promise] = {
    Role.ADMINISTRATOR: _("Mở tài khoản, cấp quyền. Không xem, không sửa nội dung thi đua."),
    Role.STANDING_OFFICE: _("Lo việc của Hội đồng trong cả cơ quan: danh mục, các khối, cấp quyền."),
    Role.BLOC_SECRETARY: _("Lo việc cả năm của một khối: kế hoạch, nhắc hạn, hội nghị, biên bản."),
    Role.UNIT_OFFICER: _("Nhập giao ước, chỉ tiêu, nhiệm vụ, minh chứng của đơn vị mình."),
    Role.UNIT_HEAD: _("Ký giao ước và duyệt việc của đơn vị mình."),
    Role.COUNCIL_MEMBER: _("Xem việc của cả cơ quan; bỏ phiếu khi có tên trong danh sách cuộc họp."),
    Role.OBSERVER: _("Theo dõi khối thay cấp trên: góp ý, không biểu quyết."),
    Role.READER: _("Chỉ xem."),
}


class Over(StrEnum):
    """What a role may be held over."""

    AGENCY = "AGENCY"
    UNIT = "UNIT"
    BLOC = "BLOC"


OVER_LABELS: dict[Over, str | Promise] = {
    Over.AGENCY: _("Cả cơ quan và cấp dưới"),
    Over.UNIT: _("Một đơn vị"),
    Over.BLOC: _("Một khối, cụm"),
}

HELD_OVER: dict[Role, tuple[Over, ...]] = {
    Role.ADMINISTRATOR: (Over.AGENCY,),
    Role.STANDING_OFFICE: (Over.AGENCY,),
    Role.BLOC_SECRETARY: (Over.BLOC,),
    Role.UNIT_OFFICER: (Over.UNIT,),
    Role.UNIT_HEAD: (Over.UNIT,),
    Role.COUNCIL_MEMBER: (Over.AGENCY, Over.BLOC),
    Role.OBSERVER: (Over.BLOC, Over.AGENCY),
    Role.READER: (Over.BLOC, Over.AGENCY),
}

DELEGABLE = frozenset({Role.STANDING_OFFICE, Role.BLOC_SECRETARY, Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.OBSERVER})
"""A council member votes himself, an administrator is named by another one, a reader has nothing to hand on."""
