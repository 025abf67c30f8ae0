"""URLs of scores."""

from thidua.scorecards.urls import cards, schemes

urlpatterns = [*schemes.urlpatterns, *cards.urlpatterns]
