"""What nobody foresaw has a page of its own; a server that cannot write says so."""

import errno

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from thidua.common.views.breakdown import show_breakdown


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        PermissionError(errno.EACCES, "Permission denied"),
        OperationalError("database or disk is full"),
        OperationalError("attempt to write a readonly database"),
    ],
)
def test_a_full_disk_is_named(rf: RequestFactory, error: Exception) -> None:
    try:
        raise error
    except type(error):
        answer = show_breakdown(rf.get("/khoi/"))

    assert answer.status_code == 507
    assert "Máy chủ không còn chỗ lưu hoặc không ghi được." in answer.content.decode()


def test_a_full_disk_is_found_behind_another_error(rf: RequestFactory) -> None:
    try:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as error:
            raise RuntimeError from error
    except RuntimeError:
        answer = show_breakdown(rf.get("/khoi/"))

    assert answer.status_code == 507


def test_anything_else_is_a_breakdown(rf: RequestFactory) -> None:
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        answer = show_breakdown(rf.get("/khoi/"))

    assert answer.status_code == 500
    assert "Có trục trặc ở phía chúng tôi" in answer.content.decode()
