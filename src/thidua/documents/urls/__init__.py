"""URLs of documents."""

from thidua.documents.urls import evidence, files, photos

urlpatterns = [*evidence.urlpatterns, *files.urlpatterns, *photos.urlpatterns]
