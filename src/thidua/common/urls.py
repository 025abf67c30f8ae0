"""URLs of common."""

from django.urls import URLPattern
from django.views.i18n import set_language

from thidua.common.http.routes import open_action, page, public
from thidua.common.tables import urls as table_urls
from thidua.common.views.appearance import set_theme
from thidua.common.views.catalogue import show_catalogue

urlpatterns: list[URLPattern] = [
    open_action("giao-dien/", set_theme, name="set_theme"),
    open_action("ngon-ngu/", set_language, name="set_language"),
    *table_urls.urlpatterns,
    page("danh-muc-giao-dien/", show_catalogue, name="catalogue", policy=public()),
]
