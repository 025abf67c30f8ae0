"""What was looked for, marked in what was found."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from thidua.core.vietnam.search_words import places_of

AROUND = 120
"""Letters on each side of the first word that was found."""


def marked(text: str, words: frozenset[str], begun: str = "") -> SafeString:
    """The text with the words that were looked for, and those that go on from `begun`, in `<mark>`."""
    return _put_together(text, places_of(words, text, begun))


def excerpt(text: str, words: frozenset[str], begun: str = "") -> SafeString:
    """The part of the text around the first place where most of the words stand, marked."""
    places = places_of(words, text, begun)
    if not places:
        return format_html("{}", _cut(text, 0, 2 * AROUND))
    best = max(places, key=lambda place: sum(place[0] <= start < place[0] + AROUND for start, _end in places))
    start, end = max(0, best[0] - AROUND // 2), min(len(text), best[1] + 2 * AROUND)
    start = 0 if start == 0 else text.find(" ", start, best[0] + 1) + 1 or best[0]
    end = len(text) if end == len(text) else max(text.rfind(" ", best[1], end), best[1])
    within = [(one - start, two - start) for one, two in places if start <= one and two <= end]
    return format_html(
        "{}{}{}", "… " if start else "", _put_together(text[start:end], within), " …" if end < len(text) else ""
    )


def _put_together(text: str, places: list[tuple[int, int]]) -> SafeString:
    parts, at = [], 0
    for start, end in places:
        parts.append((text[at:start], text[start:end]))
        at = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[at:])


def _cut(text: str, start: int, length: int) -> str:
    return text if len(text) <= length else f"{text[start : text.rfind(' ', start, length) or length]} …"
