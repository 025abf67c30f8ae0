"""URLs of scorecards."""

urlpatterns: list[object] = []
