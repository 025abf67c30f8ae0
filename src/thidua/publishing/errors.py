"""Errors of publishing."""

from thidua.common.errors import DomainError


class PublishingError(DomainError):
    """What cannot be published or withdrawn as asked."""

    code = "publishing"
