"""How much of a long list is shown."""

from django.http import HttpRequest

STEP = 20
MOST = 2000


def how_many(request: HttpRequest) -> int:
    """As the address says (`?show=40`), within reason."""
    text = request.GET.get("show", "")
    return max(STEP, min(int(text), MOST)) if text.isdecimal() else STEP
