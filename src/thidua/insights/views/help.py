"""Help: the list of topics and one topic. Open to all, so that whoever cannot sign in can read why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common.errors import NotVisibleError
from thidua.common.help import all_topics, topic_at


def list_topics(request: HttpRequest) -> HttpResponse:
    """Every topic with what it is about."""
    return render(request, "insights/help/topics.html", {"topics": all_topics()})


def show_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One topic, and the way to the others."""
    found = topic_at(topic)
    if found is None:
        raise NotVisibleError(_("Không có phần trợ giúp này. Xem danh sách các phần trợ giúp."))
    return render(request, "insights/help/topic.html", {"topic": found, "topics": all_topics()})
