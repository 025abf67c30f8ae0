"""URLs of plans and of their templates."""

from thidua.activities import policies
from thidua.activities.views import plan_deeds, plan_rows, plan_templates, plans
from thidua.common.http.routes import action, finds, form, page, sees, signed_in

SEEN = sees(policies.activities_visible_to)
WRITTEN = sees(policies.activities_visible_to, policies.may_plan)

urlpatterns = [
    page("hoat-dong/<int:pk>/ke-hoach/", plans.show_plan, name="plan", policy=SEEN),
    page("hoat-dong/<int:pk>/ke-hoach/dung-cu/", plans.show_equipment, name="plan_equipment", policy=SEEN),
    page("hoat-dong/<int:pk>/ke-hoach/kinh-phi/", plans.show_money, name="plan_money", policy=SEEN),
    page("hoat-dong/<int:pk>/ke-hoach/an-toan/", plans.show_risks, name="plan_risks", policy=SEEN),
    page("hoat-dong/<int:pk>/ke-hoach/khu-vuc/", plans.show_zones, name="plan_zones", policy=SEEN),
    form(
        "hoat-dong/<int:pk>/ke-hoach/tu-mau/",
        plan_deeds.begin_with_template,
        name="apply_plan_template",
        policy=WRITTEN,
    ),
    form(
        "hoat-dong/<int:pk>/ke-hoach/luu-mau/",
        plan_deeds.keep_as_template,
        name="save_plan_template",
        policy=WRITTEN,
    ),
    form("hoat-dong/<int:pk>/ke-hoach/bao-hiem/", plan_deeds.insure, name="say_insurance", policy=WRITTEN),
    form("hoat-dong/<int:pk>/ke-hoach/du-phong/", plan_deeds.reserve, name="set_reserve", policy=WRITTEN),
    form(
        "hoat-dong/<int:pk>/ke-hoach/viec/",
        plan_rows.adding(plan_rows.ITEMS),
        name="add_plan_item",
        policy=WRITTEN,
    ),
    form(
        "hoat-dong/ke-hoach/viec/<int:pk>/sua/",
        plan_rows.changing(plan_rows.ITEMS),
        name="change_plan_item",
        policy=sees(policies.plan_items_visible_to, policies.may_change_row),
    ),
    action(
        "hoat-dong/ke-hoach/viec/<int:pk>/bo/",
        plan_rows.removing(plan_rows.ITEMS),
        name="remove_plan_item",
        policy=sees(policies.plan_items_visible_to, policies.may_change_row),
    ),
    action(
        "hoat-dong/ke-hoach/viec/<int:pk>/xong/",
        plan_deeds.tick,
        name="tick_plan_item",
        policy=sees(policies.plan_items_visible_to, policies.may_tick),
    ),
    action(
        "hoat-dong/ke-hoach/viec/<int:pk>/chua-xong/",
        plan_deeds.untick,
        name="untick_plan_item",
        policy=sees(policies.plan_items_visible_to, policies.may_tick),
    ),
    form(
        "hoat-dong/ke-hoach/viec/<int:pk>/cho-biet-xong/",
        plan_deeds.prove,
        name="prove_plan_item",
        policy=sees(policies.plan_items_visible_to, policies.may_tick),
    ),
    form(
        "hoat-dong/<int:pk>/ke-hoach/dung-cu/them/",
        plan_rows.adding(plan_rows.EQUIPMENT),
        name="add_equipment",
        policy=WRITTEN,
    ),
    form(
        "hoat-dong/ke-hoach/dung-cu/<int:pk>/sua/",
        plan_rows.changing(plan_rows.EQUIPMENT),
        name="change_equipment",
        policy=sees(policies.equipment_visible_to, policies.may_change_row),
    ),
    action(
        "hoat-dong/ke-hoach/dung-cu/<int:pk>/bo/",
        plan_rows.removing(plan_rows.EQUIPMENT),
        name="remove_equipment",
        policy=sees(policies.equipment_visible_to, policies.may_change_row),
    ),
    form(
        "hoat-dong/<int:pk>/ke-hoach/kinh-phi/them/",
        plan_rows.adding(plan_rows.MONEY),
        name="add_money",
        policy=WRITTEN,
    ),
    form(
        "hoat-dong/ke-hoach/kinh-phi/<int:pk>/sua/",
        plan_rows.changing(plan_rows.MONEY),
        name="change_money",
        policy=sees(policies.money_visible_to, policies.may_change_row),
    ),
    action(
        "hoat-dong/ke-hoach/kinh-phi/<int:pk>/bo/",
        plan_rows.removing(plan_rows.MONEY),
        name="remove_money",
        policy=sees(policies.money_visible_to, policies.may_change_row),
    ),
    action(
        "hoat-dong/<int:pk>/ke-hoach/kinh-phi/vao-ket-qua/",
        plan_deeds.note_money,
        name="note_plan_money",
        policy=WRITTEN,
    ),
    action(
        "hoat-dong/<int:pk>/ke-hoach/khu-vuc/vao-ket-qua/",
        plan_deeds.note_zones,
        name="note_plan_zones",
        policy=WRITTEN,
    ),
    form(
        "hoat-dong/<int:pk>/ke-hoach/an-toan/them/",
        plan_rows.adding(plan_rows.RISKS),
        name="add_risk",
        policy=WRITTEN,
    ),
    form(
        "hoat-dong/ke-hoach/an-toan/<int:pk>/sua/",
        plan_rows.changing(plan_rows.RISKS),
        name="change_risk",
        policy=sees(policies.risks_visible_to, policies.may_change_row),
    ),
    action(
        "hoat-dong/ke-hoach/an-toan/<int:pk>/bo/",
        plan_rows.removing(plan_rows.RISKS),
        name="remove_risk",
        policy=sees(policies.risks_visible_to, policies.may_change_row),
    ),
    form(
        "hoat-dong/<int:pk>/ke-hoach/khu-vuc/them/",
        plan_rows.adding(plan_rows.ZONES),
        name="add_zone",
        policy=WRITTEN,
    ),
    form(
        "hoat-dong/ke-hoach/khu-vuc/<int:pk>/sua/",
        plan_rows.changing(plan_rows.ZONES),
        name="change_zone",
        policy=sees(policies.zones_visible_to, policies.may_change_row),
    ),
    action(
        "hoat-dong/ke-hoach/khu-vuc/<int:pk>/bo/",
        plan_rows.removing(plan_rows.ZONES),
        name="remove_zone",
        policy=sees(policies.zones_visible_to, policies.may_change_row),
    ),
    page("hoat-dong/mau-ke-hoach/", plan_templates.list_templates, name="plan_templates", policy=signed_in()),
    page(
        "hoat-dong/mau-ke-hoach/co-san/<slug:code>/",
        plan_templates.show_shipped,
        name="shipped_plan_template",
        policy=finds(policies.find_shipped),
    ),
    page(
        "hoat-dong/mau-ke-hoach/<int:pk>/",
        plan_templates.show_template,
        name="plan_template",
        policy=sees(policies.plan_templates_visible_to),
    ),
    form(
        "hoat-dong/mau-ke-hoach/<int:pk>/sua/",
        plan_templates.rename,
        name="rename_plan_template",
        policy=sees(policies.plan_templates_visible_to, policies.may_keep_template),
    ),
    form(
        "hoat-dong/mau-ke-hoach/<int:pk>/bo/",
        plan_templates.drop,
        name="remove_plan_template",
        policy=sees(policies.plan_templates_visible_to, policies.may_keep_template),
    ),
    form(
        "hoat-dong/mau-ke-hoach/<int:pk>/viec/",
        plan_templates.add_line,
        name="add_template_line",
        policy=sees(policies.plan_templates_visible_to, policies.may_keep_template),
    ),
    form(
        "hoat-dong/mau-ke-hoach/viec/<int:pk>/sua/",
        plan_templates.change_line,
        name="change_template_line",
        policy=sees(policies.template_lines_visible_to, policies.may_keep_template_line),
    ),
    action(
        "hoat-dong/mau-ke-hoach/viec/<int:pk>/bo/",
        plan_templates.remove_line,
        name="remove_template_line",
        policy=sees(policies.template_lines_visible_to, policies.may_keep_template_line),
    ),
]
