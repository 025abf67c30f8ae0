"""What is done once when the program starts, before Wagtail asks anything."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from thidua.publishing.editing.frame import hang
from thidua.publishing.editing.history import follow
from thidua.publishing.editing.workflow import answer_by_policies, make_workflow


def open_editing(app: AppConfig) -> None:
    """Approval asks our policies, history is told, the bar is ours."""
    answer_by_policies()
    follow()
    hang()
    post_migrate.connect(make_workflow, sender=app)
