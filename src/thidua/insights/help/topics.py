"""Every topic in the order of the list. Words only about what exists."""

from django.utils.translation import gettext as _

from thidua.common.help import HelpTopic, register_help_topic


def register_topics() -> None:
    """Called once, when the app is ready."""
    for topic in TOPICS:
        register_help_topic(topic)


def _at(name: str) -> str:
    return f"insights/help/_{name}.html"


TOPICS = (
    HelpTopic(
        "sign_in",
        "dang-nhap",
        lambda: _("Đăng nhập"),
        lambda: _("Mật khẩu, mã xác thực, bị khóa tạm thì làm gì."),
        _at("sign_in"),
        ("/tai-khoan/",),
    ),
    HelpTopic(
        "home",
        "viec-can-lam",
        lambda: _("Việc cần làm"),
        lambda: _("Trang đầu: việc nào chờ, đến bao giờ, vướng ở đâu, ai gỡ được."),
        _at("home"),
        ("/", "/viec-da-lam/", "/tim/"),
    ),
    HelpTopic(
        "year",
        "mo-nam",
        lambda: _("Năm thi đua của khối"),
        lambda: _("Chuẩn bị năm, các bước và hạn, chủ đề, phong trào, quy chế."),
        _at("year"),
        (
            "/nam/",
            "/mo-nam-sau/",
            "/chu-de/",
            "/phong-trao/",
            "/quy-che/",
            "/can-cu/",
            "/khoi/",
            "/don-vi/",
            "/nguoi/",
            "/co-quan/",
        ),
    ),
    HelpTopic(
        "pledge",
        "giao-uoc",
        lambda: _("Giao ước thi đua"),
        lambda: _("Soạn, thêm chỉ tiêu, ký, và vì sao ký rồi thì không sửa được."),
        _at("pledge"),
        ("/giao-uoc/",),
    ),
    HelpTopic(
        "results",
        "ket-qua",
        lambda: _("Kết quả và minh chứng"),
        lambda: _("Báo cáo kết quả, đèn tiến độ, nhiệm vụ, thêm minh chứng."),
        _at("results"),
        ("/chi-tieu/", "/nhiem-vu/", "/minh-chung/"),
    ),
    HelpTopic(
        "monitoring",
        "kiem-tra",
        lambda: _("Kiểm tra và trao đổi kinh nghiệm"),
        lambda: _("Lên lịch kiểm tra, việc đơn vị hứa, học kinh nghiệm của nhau."),
        _at("monitoring"),
        ("/kiem-tra/", "/kinh-nghiem/"),
    ),
    HelpTopic(
        "activity",
        "hoat-dong",
        lambda: _("Hoạt động và ảnh"),
        lambda: _("Ghi hoạt động chung, các bên, kết quả, ảnh và chú thích."),
        _at("activity"),
        ("/hoat-dong/", "/hien-truong/", "/giay-xac-nhan/", "/tep/", "/khen-thuong/"),
    ),
    HelpTopic(
        "publishing",
        "cong-bo",
        lambda: _("Công bố kết quả"),
        lambda: _("Trang ai cũng đọc được: ai công bố, trên trang có gì, thôi công bố thế nào."),
        _at("publishing"),
        (
            "/cong-bo/",
            "/lich/",
            "/gioi-thieu/",
            "/tiep-can/",
            "/quyen-rieng-tu/",
            "/so-do-trang/",
            "/sitemap.xml",
            "/robots.txt",
        ),
    ),
    HelpTopic(
        "articles",
        "viet-bai",
        lambda: _("Viết và duyệt bài"),
        lambda: _("Soạn tin, đưa ảnh vào kho, gửi duyệt, hẹn ngày, gỡ bài."),
        _at("articles"),
        ("/tin/", "/anh-tin/", "/dien-hinh/", "/bien-tap/", "/binh-luan/", "/tim-kiem/", "/vinh-danh/"),
    ),
    HelpTopic(
        "records",
        "so-thanh-tich",
        lambda: _("Sổ thành tích và điều kiện"),
        lambda: _("Ghi những gì đã được quyết định về từng người, từng đơn vị; xem đủ điều kiện gì, vì sao."),
        _at("records"),
        ("/so-thanh-tich/",),
    ),
    HelpTopic(
        "scoring",
        "cham-diem",
        lambda: _("Chấm điểm"),
        lambda: _("Soạn bảng tiêu chí, tự chấm, thẩm định, giải trình, bảng điểm và xếp hạng."),
        _at("scoring"),
        ("/cham-diem/",),
    ),
    HelpTopic(
        "conference",
        "hoi-nghi",
        lambda: _("Hội nghị và biên bản"),
        lambda: _("Chương trình, điểm danh, kết luận, bầu, biên bản từ nháp đến thông qua."),
        _at("conference"),
        ("/hoi-nghi/", "/quyet-dinh/", "/ban-giao/", "/de-nghi/"),
    ),
    HelpTopic(
        "voting",
        "bo-phieu",
        lambda: _("Bỏ phiếu"),
        lambda: _("Vào bằng mã, bỏ phiếu kín trên điện thoại, kiểm phiếu, tra mã phiếu."),
        _at("voting"),
        ("/bo-phieu/",),
    ),
    HelpTopic(
        "papers",
        "van-ban",
        lambda: _("Văn bản và bộ hồ sơ"),
        lambda: _("Lập bộ hồ sơ của năm, số và ký hiệu, mẫu riêng của cơ quan."),
        _at("papers"),
        ("/bo-ho-so/", "/van-ban/", "/mau-van-ban/"),
    ),
    HelpTopic(
        "excel",
        "excel",
        lambda: _("Nhập và xuất Excel"),
        lambda: _("Đưa danh sách vào từ tệp Excel, xem trước, hoàn tác, tải về."),
        _at("excel"),
        ("/nhap-excel/",),
    ),
    HelpTopic(
        "law",
        "phap-luat",
        lambda: _("Thư viện pháp luật và rà soát"),
        lambda: _("Văn bản, tiêu chuẩn theo ngày, rà soát cả đơn vị, ai thiếu mấy năm."),
        _at("law"),
        ("/phap-luat/", "/ra-soat/"),
    ),
    HelpTopic(
        "roles",
        "phan-quyen",
        lambda: _("Vai trò và ủy quyền"),
        lambda: _("Ai làm được gì, ủy quyền cho người khác, phiên quản trị."),
        _at("roles"),
        ("/phan-quyen/", "/uy-quyen/", "/phien-quan-tri/"),
    ),
    HelpTopic(
        "data",
        "du-lieu",
        lambda: _("Hệ thống lưu gì, ai xem được"),
        lambda: _("Dữ liệu được lưu, người xem được, nhật ký không xóa được."),
        _at("data"),
        ("/nhat-ky/",),
    ),
)
