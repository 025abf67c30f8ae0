"""Awards for the permission crawl: one of the officer's unit, one of the unit in bloc II."""

from datetime import UTC, date, datetime

from tests.crawl_objects import World, own_and_other
from tests.factories.awards import make_award
from tests.factories.rule_files import make_rule_file
from thidua.organisations.models import Unit
from thidua.records.enums import ReviewState
from thidua.records.models import Clearance, EligibilityReview, ReopenedTelling, RuleFile, SharedTelling, UnitAward


@own_and_other(UnitAward)
def awards(world: World) -> tuple[UnitAward, UnitAward]:
    """A certificate of each."""
    return make_award(world.cast), make_award(world.cast, owner=world.cast.other_unit)


@own_and_other("law_text")
def law_texts(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """Two texts of the register: nobody's own."""
    return {"slug": "06-2022-qh15"}, {"slug": "152-2025-nd-cp"}


@own_and_other("law_award")
def law_awards(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """Two titles of the law."""
    of_person = {"subject": "individual"}
    return {"slug": "advanced-worker", **of_person}, {"slug": "grassroots-emulation-fighter", **of_person}


@own_and_other("choose_reading")
def readings(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """A question that texts leave open, of the ministry: there are none of a bloc's own."""
    ours = {"pk": world.cast.agency.pk}
    return {**ours, "code": "RUN_ENDS"}, {**ours, "code": "WIDER_SCOPE"}


@own_and_other(EligibilityReview)
def reviews(world: World) -> tuple[EligibilityReview, EligibilityReview]:
    """One of the officer's unit, one of the unit in bloc II; both done."""

    def review(unit: Unit) -> EligibilityReview:
        day, moment = date(2025, 12, 1), datetime(2026, 6, 1, 2, tzinfo=UTC)
        return EligibilityReview.objects.create(
            agency=unit.agency, unit=unit, year=2025, law_on=day, as_of=day, state=ReviewState.DONE, asked_by="Hùng",
            asked_at=moment, finished_at=moment,
        )  # fmt: skip

    return review(world.cast.unit), review(world.cast.other_unit)


@own_and_other(RuleFile)
def rule_files(world: World) -> tuple[RuleFile, RuleFile]:
    """Rules of the ministry: there are none of a bloc's own."""
    return make_rule_file(world.cast.agency, "Quy định một"), make_rule_file(world.cast.agency, "Quy định hai")


@own_and_other(Clearance)
def clearances(world: World) -> tuple[Clearance, Clearance]:
    """What the standing office said of each unit."""

    def said(unit: Unit) -> Clearance:
        return Clearance.objects.create(
            agency=unit.agency, unit=unit, as_of=date(2026, 6, 1), source="Sổ theo dõi", people=3, units=1,
            said_by="Phạm Văn Thường", said_at=datetime(2026, 6, 1, 2, tzinfo=UTC),
        )  # fmt: skip

    return said(world.cast.unit), said(world.cast.other_unit)


@own_and_other(ReopenedTelling)
def reopened(world: World) -> tuple[ReopenedTelling, ReopenedTelling]:
    """What a line speaks against since: of the officer's unit, and of another."""

    def speaks_against(telling: SharedTelling) -> ReopenedTelling:
        return ReopenedTelling.objects.create(
            agency=telling.agency, unit=telling.unit, telling=telling, kind="TITLE", line="Tập thể LĐTT, 2024",
            reopened_at=datetime(2026, 6, 2, 2, tzinfo=UTC),
        )  # fmt: skip

    ours, theirs = world.both(SharedTelling)
    return speaks_against(ours), speaks_against(theirs)


@own_and_other(SharedTelling)
def tellings(world: World) -> tuple[SharedTelling, SharedTelling]:
    """What the standing office said of the books of each unit."""

    def said(unit: Unit) -> SharedTelling:
        return SharedTelling.objects.create(
            agency=unit.agency, unit=unit, as_of=date(2026, 6, 1), source="Sổ khen thưởng", people=3, units=0,
            kinds=["HONOUR"], said_by="Phạm Văn Thường", said_at=datetime(2026, 6, 1, 2, tzinfo=UTC),
        )  # fmt: skip

    return said(world.cast.unit), said(world.cast.other_unit)
