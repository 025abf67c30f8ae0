"""What happens when an article was approved."""

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """What Wagtail calls when the last step of approval is done: the approved draft becomes the page.

    Whether this person may approve was asked by the step itself (`models/approval.py`); nobody has a right to publish
    without it.
    """
    workflow_state.current_task_state.revision.publish(user=user, skip_permission_checks=True)
