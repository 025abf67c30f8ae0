"""Who sees a bloc's year, who runs it, and who may do what in it."""

from thidua.campaigns.policies.cycles import cycles_visible_to, may_plan_cycle, may_run_cycle

__all__ = ["cycles_visible_to", "may_plan_cycle", "may_run_cycle"]
