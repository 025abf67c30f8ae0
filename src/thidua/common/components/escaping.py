"""Text into a page, where a component is drawn in Python."""

from html import escape


def escaped(text: object) -> str:
    """Text made safe for a page; what is safe already stays. As Django does, without its detour over lazy texts."""
    return str(text) if hasattr(text, "__html__") else escape(str(text))
