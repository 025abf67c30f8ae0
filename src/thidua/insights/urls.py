"""URLs of insights."""

from thidua.common.http.routes import page, signed_in
from thidua.insights.views.home import show_home

urlpatterns = [page("", show_home, name="home", policy=signed_in())]
