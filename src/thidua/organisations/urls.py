"""URLs of organisations."""

from thidua.common.http.routes import page, sees, signed_in
from thidua.organisations import policies
from thidua.organisations.views.blocs import list_blocs, show_bloc

urlpatterns = [
    page("khoi/", list_blocs, name="blocs", policy=signed_in()),
    page("khoi/<int:pk>/", show_bloc, name="bloc", policy=sees(policies.blocs_visible_to)),
]
