"""What the rules of organisations do not allow."""

from thidua.common.errors import DomainError


class OrganisationError(DomainError):
    """A name, a date, a membership or a post that cannot be. `field` names the form field it belongs to."""

    code = "organisation"


class NamesakeError(OrganisationError):
    """There is already somebody or something of that name; a person must say that it is another."""

    code = "namesake"
