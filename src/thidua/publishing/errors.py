"""Errors of publishing."""

from thidua.common.errors import DomainError


class PublishingError(DomainError):
    """What cannot be published or withdrawn as asked."""

    code = "publishing"


class CommentError(DomainError):
    """A comment that cannot be taken, or not be decided on, as asked."""

    code = "comment"


class TooManyCommentsError(CommentError):
    """More than one sender or one agency is given room for; says when to come again."""

    code = "too_many_comments"
    status = 429
