"""What the rules of recognition and handover do not allow."""

from thidua.common.errors import DomainError


class DecisionRuleError(DomainError):
    """A decision that lacks something, or that cannot be."""

    code = "decision_rule"


class HandoverRuleError(DomainError):
    """A handover that cannot take this step yet."""

    code = "handover_rule"
