"""URLs of the public site."""

from thidua.common.http.routes import page, public
from thidua.portal.views.snapshots import download_figures, list_published, show_published

urlpatterns = [
    page("cong-bo/", list_published, name="published", policy=public()),
    page("cong-bo/<slug:slug>/", show_published, name="snapshot", policy=public()),
    page("cong-bo/<slug:slug>/so-lieu.csv", download_figures, name="snapshot_figures", policy=public()),
]
