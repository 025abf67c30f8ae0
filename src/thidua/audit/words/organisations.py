"""Acts on agencies, units, people and blocs, and on workbooks that came in."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "agency",
        _("Cơ quan"),
        {
            "agency.created": _("Thêm cơ quan"),
            "agency.edited": _("Sửa thông tin cơ quan"),
            "agency.renamed": _("Đổi tên cơ quan"),
            "agency.past_name_added": _("Ghi tên cũ của cơ quan"),
            "agency.moved": _("Chuyển cơ quan về nơi khác"),
            "agency.ended": _("Ghi cơ quan kết thúc hoạt động"),
            "agency.alias_added": _("Thêm tên gọi khác của cơ quan"),
            "agency.alias_removed": _("Bỏ tên gọi khác của cơ quan"),
        },
    ),
    Group(
        "unit",
        _("Đơn vị"),
        {
            "unit.created": _("Thêm đơn vị"),
            "unit.edited": _("Sửa loại đơn vị"),
            "unit.renamed": _("Đổi tên đơn vị"),
            "unit.past_name_added": _("Ghi tên cũ của đơn vị"),
            "unit.moved": _("Chuyển đơn vị về nơi khác"),
            "unit.alias_added": _("Thêm tên gọi khác của đơn vị"),
            "unit.alias_removed": _("Bỏ tên gọi khác của đơn vị"),
            "unit.merged": _("Sáp nhập đơn vị"),
            "unit.split": _("Chia, tách đơn vị"),
            "unit.dissolved": _("Giải thể đơn vị"),
            "mass_organisation.added": _("Thêm tổ chức đoàn thể"),
            "mass_organisation.edited": _("Sửa tổ chức đoàn thể"),
        },
    ),
    Group(
        "person",
        _("Người"),
        {
            "person.created": _("Thêm người"),
            "person.edited": _("Sửa thông tin của người"),
            "person.joined_unit": _("Ghi người thuộc đơn vị"),
            "person.left_unit": _("Ghi người rời đơn vị"),
            "person.transferred": _("Chuyển người sang đơn vị khác"),
            "person.post_given": _("Ghi chức vụ"),
            "person.post_ended": _("Ghi thôi giữ chức vụ"),
            "person.membership_paper_noted": _("Ghi quyết định về đơn vị của người"),
            "person.post_paper_noted": _("Ghi quyết định về chức vụ"),
        },
    ),
    Group(
        "bloc",
        _("Khối, cụm thi đua"),
        {
            "bloc.created": _("Thêm khối, cụm"),
            "bloc.edited": _("Sửa thông tin khối, cụm"),
            "bloc.renamed": _("Đổi tên khối"),
            "bloc.leader_recognised": _("Ghi Khối trưởng, Khối phó theo quyết định công nhận"),
            "bloc.members_set": _("Ghi danh sách thành viên của năm"),
            "bloc.members_carried": _("Chép thành viên sang năm khác"),
            "bloc.member_joined": _("Ghi đơn vị vào khối"),
            "bloc.member_left": _("Ghi đơn vị rời khối"),
            "bloc.members_paper_noted": _("Ghi quyết định về thành viên của năm"),
            "bloc.member_paper_noted": _("Ghi quyết định về một thành viên của khối"),
            "bloc.leader_set": _("Ghi Khối trưởng, Khối phó"),
            "bloc.leader_corrected": _("Sửa bản ghi Khối trưởng, Khối phó"),
            "bloc.representative_changed": _("Đổi người đại diện"),
        },
    ),
    Group(
        "import",
        _("Nhập từ Excel"),
        {
            "import.read": _("Đọc tệp Excel để xem trước"),
            "import.handed_over": _("Giao việc nhập Excel cho máy chủ"),
            "import.stopped": _("Dừng việc nhập Excel đang chạy"),
            "import.refused": _("Không đọc được tệp Excel"),
            "import.answered": _("Trả lời câu hỏi của tệp Excel"),
            "import.applied": _("Nhập dữ liệu từ tệp Excel"),
            "import.undone": _("Hoàn lại cả lần nhập Excel"),
        },
    ),
)
