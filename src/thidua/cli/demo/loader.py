"""Fills an installation with the demo, through the same services that people use. What is there already is kept."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction

from thidua.cli.demo.accounts import Account, known_accounts, make_accounts
from thidua.cli.demo.case import load_case
from thidua.cli.demo.last_year import load_last_year
from thidua.cli.demo.ministry import load_ministry
from thidua.cli.demo.news import load_news
from thidua.cli.demo.record_books import load_record_books, tell_again
from thidua.cli.demo.scores import load_scores
from thidua.cli.demo.seed_bloc import load_seed
from thidua.organisations.models import Agency

KEPT_IN = "demo-password.txt"


def load_demo(now: datetime) -> tuple[list[Account], str]:
    """Load what is missing; the accounts and the one password they share, kept in `var/`."""
    password = _password()
    with transaction.atomic():
        if not Agency.objects.exists():
            seed = load_seed(now)
            ministry = load_ministry(now)
            case = load_case(now)
            make_accounts(seed, ministry, case, password, now)
            load_last_year(ministry, now)
            load_scores(ministry, now)
            load_record_books(ministry, now)
            load_news(seed, ministry, now)
        else:
            tell_again(now)
    return known_accounts(), password


def _password() -> str:
    path = settings.VAR / KEPT_IN
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    password = secrets.token_urlsafe(12)
    path.touch(mode=0o600)
    path.write_text(password + "\n", encoding="ascii")
    return password
