"""Acts on what the public reads."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "publishing",
        _("Công bố"),
        {
            "snapshot.published": _("Công bố cho mọi người đọc"),
            "snapshot.withdrawn": _("Thôi công bố"),
            "snapshot.picture_taken_off": _("Gỡ một ảnh khỏi trang công khai"),
            "snapshot.text_taken_off": _("Gỡ một dòng khỏi trang công khai"),
            "snapshot.led_elsewhere": _("Trang công khai dẫn sang hồ sơ đã gộp"),
            "snapshot.led_back": _("Trang công khai trở lại như trước khi gộp"),
            "article.created": _("Soạn bài viết"),
            "article.drafted": _("Soạn bài viết từ hồ sơ"),
            "article.written": _("Sửa bản nháp của bài viết"),
            "article.renamed": _("Đổi tiêu đề bài viết"),
            "article.reverted": _("Lấy lại một bản nháp cũ"),
            "article.submitted": _("Gửi duyệt bài viết"),
            "article.submitted_again": _("Gửi duyệt lại bài viết"),
            "article.sent_back": _("Trả lại bài viết kèm lý do"),
            "article.called_back": _("Rút bài viết khỏi chờ duyệt"),
            "article.approved": _("Duyệt bài viết"),
            "article.published": _("Đăng bài viết"),
            "article.scheduled": _("Hẹn ngày đăng bài viết"),
            "article.unscheduled": _("Bỏ hẹn đăng bài viết"),
            "article.published_as_scheduled": _("Đăng bài viết theo hẹn"),
            "article.taken_down": _("Gỡ bài viết"),
            "article.expired": _("Hết hạn đăng bài viết"),
            "comment.sent": _("Người đọc gửi bình luận"),
            "comment.confirmed": _("Người gửi xác nhận bình luận qua thư"),
            "comment.shown": _("Duyệt đăng bình luận"),
            "comment.refused": _("Không đăng bình luận"),
            "comment.refused_together": _("Không đăng nhiều bình luận"),
            "comment.hidden": _("Ẩn bình luận"),
            "comment.answered": _("Trả lời bình luận"),
            "comment.given_out": _("Đưa cho người gửi các bình luận của họ"),
            "comment.erased": _("Xóa bình luận theo yêu cầu của người gửi"),
            "comment.emails_erased": _("Xóa email người gửi bình luận đã hết hạn giữ"),
            "honour.published": _("Công bố khen thưởng"),
            "honour.withdrawn": _("Thôi công bố khen thưởng"),
            "public_settings.changed": _("Đổi cách công khai của cơ quan"),
            "category.created": _("Đặt chuyên mục"),
            "category.written": _("Sửa chuyên mục"),
            "photo.kept": _("Đưa ảnh vào kho ảnh bài viết"),
            "photo.changed": _("Sửa ảnh hoặc lời tả ảnh của bài viết"),
            "photo.taken_back": _("Rút ảnh khỏi các bài viết"),
        },
    ),
)
