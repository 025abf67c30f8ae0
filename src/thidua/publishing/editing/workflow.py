"""The one way from a draft to the page, there in every database."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Workflow, WorkflowContentType, WorkflowTask

NAME = "Duyệt đăng"


def make_workflow(**kwargs: object) -> None:
    """After every migration: drafts of articles go through one approval. Safe to repeat."""
    from thidua.publishing.models import Approval, Article

    task, _made = Approval.objects.get_or_create(name=NAME)
    workflow, _made = Workflow.objects.get_or_create(name=NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    articles = ContentType.objects.get_for_model(Article)
    WorkflowContentType.objects.get_or_create(content_type=articles, defaults={"workflow": workflow})
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
