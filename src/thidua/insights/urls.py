"""URLs of insights."""

from thidua.common.http.routes import page, signed_in
from thidua.insights.views.home import count_home, show_home
from thidua.insights.views.search import search

urlpatterns = [
    page("", show_home, name="home", policy=signed_in()),
    page("so-viec/", count_home, name="home_count", policy=signed_in()),
    page("tim/", search, name="search", policy=signed_in()),
]
