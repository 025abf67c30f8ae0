"""The one way from a draft to the page, there in every database."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Workflow, WorkflowContentType, WorkflowTask

from thidua.publishing.editing.bridge import actor_of
from thidua.publishing.editing.forms import ReasonForm
from thidua.publishing.models import Approval, Article
from thidua.publishing.models.approval import Answers, answer_with
from thidua.publishing.policies import articles_to_approve, may_approve, ready_to_publish

NAME = "Duyệt đăng"
LIBRARY = "Kho ảnh"
"""The one collection that photographs lie in."""


def answer_by_policies() -> None:
    """Called once when the program starts: what the step asks is answered by the policies."""
    answer_with(
        Answers(
            is_ready=ready_to_publish,
            may_approve=lambda user, article: may_approve(actor_of(user), article),
            waiting_for=lambda user: articles_to_approve(actor_of(user)),
            reason_form=ReasonForm,
        )
    )


def make_workflow(**kwargs: object) -> None:
    """After every migration: drafts of articles go through one approval. Safe to repeat."""
    task, _made = Approval.objects.get_or_create(name=NAME)
    workflow, _made = Workflow.objects.get_or_create(name=NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    articles = ContentType.objects.get_for_model(Article)
    WorkflowContentType.objects.get_or_create(content_type=articles, defaults={"workflow": workflow})
    if not Collection.objects.exists():
        Collection.add_root(name=LIBRARY)
    Collection.objects.filter(depth=1).update(name=LIBRARY)  # Wagtail made it, with an English name
