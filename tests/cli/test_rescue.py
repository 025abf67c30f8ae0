"""Help from the server's shell for an account that nobody else can help."""

import pytest
from allauth.mfa.models import Authenticator

from tests.cast import Cast
from thidua.accounts.queries import has_second_factor
from thidua.audit.models import AuditEntry
from thidua.cli.main import main


@pytest.mark.parametrize("is_active", [True, False])
def test_the_account_opens_again_with_a_new_password_alone(
    cast: Cast, capsys: pytest.CaptureFixture, is_active: bool
) -> None:
    user = cast.administrator.user
    user.is_active = is_active
    user.save()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "?"})

    assert main(["rescue", "QUAN"]) == 0

    password = capsys.readouterr().out.splitlines()[0].removeprefix("quan: ")
    user.refresh_from_db()
    assert user.is_active
    assert user.check_password(password)
    assert user.must_change_password
    assert not has_second_factor(user)
    assert '"reason":"thidua rescue"' in AuditEntry.objects.latest("pk").payload


def test_a_name_that_is_not_there_is_said(cast: Cast, capsys: pytest.CaptureFixture) -> None:
    assert main(["rescue", "khong-co"]) == 1
    assert "There is no account 'khong-co'." in capsys.readouterr().err
