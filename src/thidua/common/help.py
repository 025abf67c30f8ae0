"""In-page help: short topics, and which topic belongs to which pages.

The topics are registered by the app that writes them. The band leads every page to its own topic, always from the same
place; `{% help_link "pledge" %}` does so from within a page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """One page of help. `name` is for code, `slug` for the address; `prefixes` are the paths it explains."""

    name: str
    slug: str
    title: Callable[[], str]
    summary: Callable[[], str]
    template: str
    prefixes: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Its own page."""
        return reverse("help_topic", args=[self.slug])


_topics: dict[str, HelpTopic] = {}


def register_help_topic(topic: HelpTopic) -> None:
    """Called once by the owning app's `AppConfig.ready`, in the order in which topics are listed."""
    _topics[topic.name] = topic


def all_topics() -> list[HelpTopic]:
    """Every topic in order."""
    return list(_topics.values())


def topic_named(name: str) -> HelpTopic:
    """The topic `name`; a name that is none is a mistake of the page that uses it."""
    return _topics[name]


def topic_at(slug: str) -> HelpTopic | None:
    """The topic with this address."""
    return next((topic for topic in _topics.values() if topic.slug == slug), None)


def topic_for(path: str) -> HelpTopic | None:
    """The topic that explains the page at `path`: the one with the longest fitting prefix."""
    fitting = [
        (len(prefix), topic)
        for topic in _topics.values()
        for prefix in topic.prefixes
        if path == prefix or (prefix != "/" and path.startswith(prefix))
    ]
    return max(fitting, key=lambda each: each[0])[1] if fitting else None


def help_url_for(path: str) -> str:
    """Where the band's “Trợ giúp” leads from `path`: its topic, else the list of topics."""
    topic = topic_for(path)
    if topic is not None:
        return topic.url
    return reverse("help") if _topics else ""
