"""The shortest journey: sign in with a password, see what waits, look at one's bloc. Runs on both databases."""

from tests.cast import PASSWORD, Cast


def test_smoke_sign_in_and_look_around(stage: Cast, walk_as, at) -> None:
    at("2026-06-15 09:00")
    walker = walk_as(None)
    page = walker.page

    walker.go("/")
    walker.press("Vào làm việc")
    page.get_by_label("Tên đăng nhập").fill("thu")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    walker.press("Đăng nhập")

    assert page.get_by_role("heading", level=1).inner_text() == "Việc cần làm"
    walker.go(f"/khoi/{stage.bloc.pk}/")
    assert page.get_by_text("Văn phòng Đảng – Đoàn thể").first.is_visible()
