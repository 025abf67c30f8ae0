"""URLs of insights."""

from thidua.common.http.routes import page, paper, public, signed_in
from thidua.insights.views.help import list_topics, show_topic
from thidua.insights.views.home import count_home, show_home
from thidua.insights.views.search import search

urlpatterns = [
    paper("", show_home, name="home"),
    page("so-viec/", count_home, name="home_count", policy=signed_in()),
    page("tro-giup/", list_topics, name="help", policy=public()),
    page("tro-giup/<slug:topic>/", show_topic, name="help_topic", policy=public()),
    page("tim/", search, name="search", policy=signed_in()),
]
