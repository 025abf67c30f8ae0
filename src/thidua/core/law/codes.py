"""The codes of titles and honours, of grades and of what else a record holds."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Subject(StrEnum):
    """Who is judged."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"


class Sex(StrEnum):
    """As the personnel file has it."""

    FEMALE = "female"
    MALE = "male"


class TaskGrade(StrEnum):
    """Mức độ hoàn thành nhiệm vụ, the best first."""

    EXCELLENT = "EXCELLENT"
    GOOD = "GOOD"
    SATISFACTORY = "SATISFACTORY"
    UNSATISFACTORY = "UNSATISFACTORY"

    def reaches(self, least: TaskGrade) -> bool:
        """Whether it is as good or better."""
        return RANKS[self] <= RANKS[least]


class Scope(StrEnum):
    """Phạm vi in which an initiative or a scientific work was recognised, the widest last."""

    GRASSROOTS = "GRASSROOTS"
    MINISTRY = "MINISTRY"
    NATIONAL = "NATIONAL"

    def reaches(self, least: Scope) -> bool:
        """Whether it is as wide or wider."""
        return RANKS[self] >= RANKS[least]


class CommendationBasis(StrEnum):
    """Công trạng, đột xuất, chuyên đề, quá trình cống hiến, niên hạn, đối ngoại."""

    MERIT = "MERIT"
    AD_HOC = "AD_HOC"
    THEMATIC = "THEMATIC"
    CONTRIBUTION = "CONTRIBUTION"
    SERVICE_TIME = "SERVICE_TIME"
    FOREIGN = "FOREIGN"


NO_BASIS: Final = frozenset({CommendationBasis.AD_HOC, CommendationBasis.THEMATIC})
"""What was given so is no basis of an award for merit (rule G4)."""


class Measure(StrEnum):
    """Hình thức kỷ luật, the mildest first."""

    REPRIMAND = "REPRIMAND"
    WARNING = "WARNING"
    SALARY_REDUCTION = "SALARY_REDUCTION"
    DEMOTION = "DEMOTION"
    DISMISSAL_FROM_POST = "DISMISSAL_FROM_POST"
    FORCED_RESIGNATION = "FORCED_RESIGNATION"

    def reaches(self, least: Measure) -> bool:
        """Whether it is as severe or more."""
        return RANKS[self] >= RANKS[least]


class HoldReason(StrEnum):
    """Why a case waits (khoản 4 Điều 4 NĐ 152/2025/NĐ-CP)."""

    DISCIPLINE_UNDER_CONSIDERATION = "DISCIPLINE_UNDER_CONSIDERATION"
    INVESTIGATION = "INVESTIGATION"
    INSPECTION = "INSPECTION"
    AUDIT = "AUDIT"
    COMPLAINT = "COMPLAINT"
    DENUNCIATION = "DENUNCIATION"
    PRESS_REPORT = "PRESS_REPORT"


class LeadingPost(StrEnum):
    """Chức vụ lãnh đạo and equivalents that texts we hold name, the highest first."""

    GENERAL_DEPARTMENT_HEAD = "GENERAL_DEPARTMENT_HEAD"
    GENERAL_DEPARTMENT_DEPUTY_HEAD = "GENERAL_DEPARTMENT_DEPUTY_HEAD"
    DEPARTMENT_HEAD = "DEPARTMENT_HEAD"
    DEPARTMENT_DEPUTY_HEAD = "DEPARTMENT_DEPUTY_HEAD"

    def reaches(self, least: LeadingPost) -> bool:
        """Whether it is as high or higher."""
        return RANKS[self] <= RANKS[least]


class Organiser(StrEnum):
    """Who organised a cluster or a bloc."""

    MINISTRY = "MINISTRY"
    CENTRAL_COUNCIL = "CENTRAL_COUNCIL"


RANKS: Final[Mapping[StrEnum, int]] = {
    each: at for kind in (TaskGrade, Scope, Measure, LeadingPost) for at, each in enumerate(kind)
}
"""The place of each grade, scope, measure and post among its kind."""


class AwardKind(StrEnum):
    """Danh hiệu thi đua, hình thức khen thưởng: never mixed."""

    TITLE = "TITLE"
    HONOUR = "HONOUR"


TITLE_CODES: Final = (
    "ADVANCED_WORKER",
    "GRASSROOTS_EMULATION_FIGHTER",
    "MINISTERIAL_EMULATION_FIGHTER",
    "NATIONAL_EMULATION_FIGHTER",
    "ADVANCED_LABOUR_COLLECTIVE",
    "EXCELLENT_LABOUR_COLLECTIVE",
    "MINISTRY_EMULATION_FLAG",
    "GOVERNMENT_EMULATION_FLAG",
    "REGION_EMULATION_FLAG",
    "EXEMPLARY_COMMUNE",
    "CULTURAL_VILLAGE",
)
TITLES_OF_PERSONS: Final = frozenset(TITLE_CODES[:4])
"""Titles that persons have; the others are of units."""
HONOUR_CODES: Final = (
    "COMMENDATION_LETTER",
    "MINISTRY_CERTIFICATE_OF_MERIT",
    "PRIME_MINISTER_CERTIFICATE_OF_MERIT",
    "REGION_CERTIFICATE_OF_MERIT",
    "LABOUR_ORDER_THIRD_CLASS",
    "LABOUR_ORDER_SECOND_CLASS",
    "LABOUR_ORDER_FIRST_CLASS",
    "INDEPENDENCE_ORDER_THIRD_CLASS",
    "INDEPENDENCE_ORDER_SECOND_CLASS",
    "INDEPENDENCE_ORDER_FIRST_CLASS",
    "HO_CHI_MINH_ORDER",
    "GOLD_STAR_ORDER",
    "HERO_OF_LABOUR",
    "COMMEMORATIVE_MEDAL",
    "NATIONAL_ASSEMBLY_COMMEMORATIVE_MEDAL",
    "PEOPLES_TITLE",
    "MERITORIOUS_TITLE",
)
"""Some of both occur only as money or in records: their criteria are in no text that we hold."""
