"""The language a page is being written in."""

from django.utils.translation import get_language


def page_language() -> str:
    """Two letters, as the core's words know them; Vietnamese where none is set (commands, jobs)."""
    return (get_language() or "vi")[:2]
