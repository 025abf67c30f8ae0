"""Templates: those that come with the product, those that an agency keeps, and what putting one in does."""

from datetime import datetime

import pytest

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.plans import begin_with, make_plan_item, make_template
from thidua.activities.enums import ActivityState, PartyRole, PlanGroup
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, PlanItem, PlanTemplate
from thidua.activities.queries.shipped import TemplateLine, shipped_templates
from thidua.activities.services import (
    Applied,
    ItemWords,
    add_party,
    add_to_plan,
    add_to_template,
    apply_template,
    change_template_line,
    decline_party,
    lines_of_plan,
    lines_of_template,
    remove_template,
    remove_template_line,
    rename_template,
    save_as_template,
)
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.names import normalise


@pytest.fixture
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def clean_up(cast: Cast, now: datetime) -> Activity:
    return make_activity(cast, "Dọn bãi biển", state=ActivityState.PLANNED)


def test_the_shipped_templates_are_whole() -> None:
    assert {code: len(each.lines) for code, each in shipped_templates().items()} == {
        "don-bien": 37,
        "hoi-thao": 21,
        "noi-chuyen": 15,
        "trong-cay": 22,
    }
    for template in shipped_templates().values():
        texts = [line.text for line in template.lines]
        assert len(set(texts)) == len(texts)
        assert [text for text in texts if len(text) > 300 or text != normalise(text)] == []
        assert [line.text for line in template.lines if line.role is None or line.offset is None] == []


def test_no_shipped_line_speaks_of_the_law() -> None:
    """What a law demands is said with its citation or not at all."""
    texts = [line.text.lower() for template in shipped_templates().values() for line in template.lines]

    assert [text for text in texts if any(word in text for word in ("luật", "nghị định", "bắt buộc", "phạt"))] == []


def test_a_template_gives_each_line_to_the_first_party_of_its_role(
    cast: Cast, clean_up: Activity, now: datetime
) -> None:
    actor = cast.secretary.actor()

    def named(role: PartyRole, name: str) -> int:
        return add_party(actor=actor, activity=clean_up, role=role, name=name, now=now).pk

    ward = named(PartyRole.LOCAL_AUTHORITY, "Phường Trường Sơn")
    first = add_party(actor=actor, activity=clean_up, role=PartyRole.CO_ORGANISER, party=cast.unit, now=now)
    decline_party(actor=cast.officer.actor(), party=first, reason="Trùng lịch", now=now)
    second = named(PartyRole.CO_ORGANISER, "Khối bạn")

    begin_with(cast, clean_up)

    owners = dict(PlanItem.objects.values_list("usual_role", "party").distinct())
    assert owners[PartyRole.LOCAL_AUTHORITY] == ward
    assert owners[PartyRole.CO_ORGANISER] == second
    assert owners[PartyRole.COLLECTOR] is None


def test_without_an_organiser_whoever_keeps_the_record_does_what_one_does(
    cast: Cast, clean_up: Activity, now: datetime
) -> None:
    home = add_party(actor=cast.secretary.actor(), activity=clean_up, role=PartyRole.HOST, party=cast.bloc, now=now)

    begin_with(cast, clean_up)

    assert set(PlanItem.objects.filter(usual_role=PartyRole.ORGANISER).values_list("party", flat=True)) == {home.pk}


def test_a_second_time_what_is_there_is_left_alone(cast: Cast, clean_up: Activity) -> None:
    first = shipped_templates()["don-bien"].lines[0]
    written = make_plan_item(cast, clean_up, first.text.upper() + ".")
    assert begin_with(cast, clean_up) == Applied(added=36, left=1)

    assert begin_with(cast, clean_up) == Applied(added=0, left=37)

    assert clean_up.planitem_rows.count() == 37
    written.refresh_from_db()
    assert written.version == 1
    assert AuditEntry.objects.filter(action="activity.plan_template_applied").count() == 1


def test_only_whoever_keeps_the_record_begins_with_a_template(cast: Cast, clean_up: Activity) -> None:
    template = shipped_templates()["don-bien"]
    for member in (cast.officer, cast.reader, cast.stranger, cast.administrator):
        with pytest.raises(RefusedError):
            apply_template(actor=member.actor(), activity=clean_up, lines=template.lines, name=template.name)

    assert clean_up.planitem_rows.count() == 0


def test_a_plan_becomes_a_template_and_a_template_a_plan(cast: Cast, clean_up: Activity, now: datetime) -> None:
    actor = cast.secretary.actor()
    ward = add_party(actor=actor, activity=clean_up, role=PartyRole.LOCAL_AUTHORITY, name="Phường Trường Sơn", now=now)
    words = ItemWords("Cho mượn loa", PlanGroup.LOGISTICS, ward, "anh Nam", offset=-2)
    add_to_plan(actor=actor, activity=clean_up, words=words)

    template = save_as_template(actor=actor, activity=clean_up, name=" Dọn biển  của Khối ", now=now)

    assert template.name == "Dọn biển của Khối"
    line = TemplateLine("Cho mượn loa", PlanGroup.LOGISTICS, -2, PartyRole.LOCAL_AUTHORITY)
    assert lines_of_template(template) == [line]
    other = make_activity(cast, "Dọn bãi khác", state=ActivityState.PLANNED)
    apply_template(actor=actor, activity=other, lines=lines_of_template(template), name=template.name)
    assert lines_of_plan(other) == [line]


def test_an_empty_plan_and_a_name_that_is_taken_make_no_template(cast: Cast, clean_up: Activity, now: datetime) -> None:
    actor = cast.secretary.actor()
    with pytest.raises(ActivityError, match="chưa có việc nào"):
        save_as_template(actor=actor, activity=clean_up, name="Dọn biển", now=now)
    make_template(cast, clean_up, "Dọn biển")
    for name, code in (("Dọn biển", "template_twice"), (" ", "no_name")):
        with pytest.raises(ActivityError) as refusal:
            save_as_template(actor=actor, activity=clean_up, name=name, now=now)
        assert (refusal.value.code, refusal.value.field) == (code, "name")

    assert PlanTemplate.objects.count() == 1


def test_what_is_to_be_done_next_time_goes_into_the_template_once(cast: Cast, clean_up: Activity) -> None:
    template = make_template(cast, clean_up)
    lesson = TemplateLine("Mang thêm hộp đựng kim tiêm", PlanGroup.SAFETY, -3)
    actor = cast.standing.actor()

    assert add_to_template(actor=actor, template=template, lines=[lesson]) == Applied(1, 0)
    assert add_to_template(actor=actor, template=template, lines=[lesson]) == Applied(0, 1)

    template.refresh_from_db()
    assert (template.lines.count(), template.version) == (2, 2)


def test_its_maker_and_the_standing_office_keep_a_template(cast: Cast, clean_up: Activity, now: datetime) -> None:
    make_plan_item(cast, clean_up)
    template = save_as_template(actor=cast.secretary.actor(), activity=clean_up, name="Dọn biển", now=now)
    (line,) = template.lines.all()
    for member in (cast.officer, cast.reader, cast.stranger, cast.administrator):
        actor = member.actor()
        for act in (
            lambda actor=actor: rename_template(actor=actor, template=template, version=1, name="Khác"),
            lambda actor=actor: add_to_template(
                actor=actor, template=template, lines=[TemplateLine("A", PlanGroup.REST)]
            ),
            lambda actor=actor: remove_template_line(actor=actor, line=line),
            lambda actor=actor: remove_template(actor=actor, template=template),
        ):
            with pytest.raises(RefusedError, match="Chỉ người lập mẫu"):
                act()

    renamed = rename_template(actor=cast.secretary.actor(), template=template, version=1, name="Dọn biển của Khối")
    with pytest.raises(StaleVersionError):
        rename_template(actor=cast.standing.actor(), template=template, version=1, name="Dọn biển")
    changed = change_template_line(
        actor=cast.standing.actor(), line=line, version=1, words=TemplateLine("Xin phép", PlanGroup.PERMISSION, -20)
    )
    assert (renamed.version, changed.text, changed.offset) == (2, "Xin phép", -20)
    with pytest.raises(StaleVersionError):
        change_template_line(actor=cast.standing.actor(), line=line, version=1, words=TemplateLine("B", PlanGroup.REST))
    remove_template_line(actor=cast.secretary.actor(), line=line)
    remove_template(actor=cast.secretary.actor(), template=template)
    assert PlanTemplate.objects.count() == 0
    assert clean_up.planitem_rows.count() == 1


def test_a_line_of_a_template_says_something_and_not_the_same_as_another(cast: Cast, clean_up: Activity) -> None:
    template = make_template(cast, clean_up)
    actor = cast.standing.actor()
    add_to_template(actor=actor, template=template, lines=[TemplateLine("Mời báo chí", PlanGroup.MEDIA)])
    line = template.lines.get(text="Mời báo chí")
    taken = template.lines.exclude(pk=line.pk).get().text

    for words, code in (
        (TemplateLine(" ", PlanGroup.REST), "empty"),
        (TemplateLine("Mời", PlanGroup.REST, 501), "too_far"),
        (TemplateLine(taken.upper(), PlanGroup.REST), "line_twice"),
    ):
        with pytest.raises(ActivityError) as refusal:
            change_template_line(actor=actor, line=line, version=1, words=words)
        assert refusal.value.code == code
