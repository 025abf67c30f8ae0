"""The first administrator of an empty installation."""

import pytest

from tests.cast import Cast
from thidua.access.models import RoleGrant
from thidua.accounts.models import User
from thidua.audit.models import AuditEntry
from thidua.cli.main import main
from thidua.common.actor import Role
from thidua.organisations.models import Agency


def test_an_empty_installation_gets_its_agency_and_its_administrator(db: None, capsys: pytest.CaptureFixture) -> None:
    assert main(["administrator", "quan", "--agency", "Bộ Minh họa"]) == 0

    name, password = capsys.readouterr().out.splitlines()[0].split(": ")
    user = User.objects.get(username=name)
    assert user.check_password(password)
    assert user.must_change_password
    grant = RoleGrant.objects.get()
    assert (grant.user, grant.role, grant.agency) == (user, Role.ADMINISTRATOR, Agency.objects.get(name="Bộ Minh họa"))
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "agency.created",
        "user.created",
        "role.granted",
    ]
    assert not AuditEntry.objects.filter(payload__contains=password).exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["quan"], "--agency"), (["hai từ", "--agency", "Bộ Minh họa"], "không có dấu cách")],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_left(
    db: None, capsys: pytest.CaptureFixture, arguments: list[str], says: str
) -> None:
    assert main(["administrator", *arguments]) == 1

    assert says in capsys.readouterr().err
    assert not Agency.objects.exists()
    assert not User.objects.exists()


def test_a_second_first_administrator_is_refused(cast: Cast, capsys: pytest.CaptureFixture) -> None:
    assert main(["administrator", "khac"]) == 1
    assert "There is an administrator already" in capsys.readouterr().err
