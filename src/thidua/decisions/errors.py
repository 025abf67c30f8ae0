"""What the rules of proposals, recognition and handover do not allow."""

from thidua.common.errors import DomainError


class DecisionRuleError(DomainError):
    """A decision that lacks something, or that cannot be."""

    code = "decision_rule"


class HandoverRuleError(DomainError):
    """A handover that cannot take this step yet."""

    code = "handover_rule"


class ProposalRuleError(DomainError):
    """A list of proposals that lacks something, or cannot take this step."""

    code = "proposal_rule"
