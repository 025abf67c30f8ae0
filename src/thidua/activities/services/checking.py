"""The code of a paper, which anybody at all may ask after: tries that miss are counted."""

import re
from datetime import datetime

from thidua.accounts.services.tries import keys_for_check, require_open, take_try
from thidua.activities.models import Confirmation
from thidua.core.voting.receipts import ALPHABET

CODE = re.compile(rf"[{ALPHABET}]{{16}}")


def check_code(*, typed: str, address: str, now: datetime) -> Confirmation | None:
    """The paper of a code, as somebody typed it: small letters, spaces, with or without hyphens. None for a code of no
    paper and for what is no code alike. Raises `LockedOutError` after very many misses from one address.
    """
    keys = keys_for_check(address)
    require_open(keys, now=now)
    code = "".join(typed.upper().replace("-", " ").replace("–", " ").split())
    papers = Confirmation.objects.select_related("activity__bloc", "activity__unit", "paper").defer("content")
    found = papers.filter(code=code).first() if CODE.fullmatch(code) else None
    if found is None:
        take_try(keys, now=now)
    return found
