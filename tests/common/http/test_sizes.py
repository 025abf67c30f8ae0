"""What is too large is refused by its own word, in words, before it is read."""

import io

import pytest
from django.test import Client, RequestFactory

from thidua.common.http.sizes import SizeMiddleware


class Untouched(io.BytesIO):
    """A body that must not be read."""

    def read(self, *args: object) -> bytes:
        raise AssertionError("The body was read.")


def test_a_huge_body_is_refused_unread(client: Client, db: None, settings) -> None:
    request = RequestFactory().generic("POST", "/minh-chung/them/target/1/", b"", content_type="multipart/form-data")
    request.META["CONTENT_LENGTH"] = str(settings.LARGEST_REQUEST + 1)
    request.META["wsgi.input"] = Untouched()

    answer = SizeMiddleware(lambda _request: pytest.fail("It went on."))(request)

    assert answer.status_code == 413
    assert "Mỗi lần gửi không quá 25 MB" in answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("length", ["", "0", "25000000", "nhiều"])
def test_everything_else_goes_on(length: str) -> None:
    request = RequestFactory().get("/")
    request.META["CONTENT_LENGTH"] = length
    passed: list[object] = []

    SizeMiddleware(passed.append)(request)  # type: ignore[arg-type]

    assert passed == [request]


def test_the_whole_application_refuses_it(client: Client, db: None, settings) -> None:
    answer = client.post("/tai-khoan/dang-nhap/", b"", content_type="text/plain", CONTENT_LENGTH=str(10**12))

    assert answer.status_code == 413


def test_a_program_hears_it_as_a_program(client: Client, db: None) -> None:
    answer = client.put("/hien-truong/anh/", b"", CONTENT_LENGTH=str(10**12), headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
