"""URLs of files."""

from thidua.common.http.routes import finds, page
from thidua.documents import policies
from thidua.documents.views import files

urlpatterns = [
    page("tep/<int:pk>/", files.download_file, name="file", policy=finds(policies.find_file)),
    page("tep/<int:pk>/anh/", files.show_picture, name="file_picture", policy=finds(policies.find_file)),
    page("tep/<int:pk>/anh-nho/", files.show_small_picture, name="file_small", policy=finds(policies.find_file)),
]
