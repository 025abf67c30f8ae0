"""URLs of the yearbook."""

from thidua.common.http.routes import action, finds, form, page, sees, signed_in
from thidua.yearbook import policies
from thidua.yearbook.views import opening, packs, reports, templates

urlpatterns = [
    page("nam/<int:pk>/van-ban/", packs.show_papers, name="papers", policy=sees(policies.cycles_visible_to)),
    page(
        "nam/<int:pk>/bao-cao/<slug:kind>/",
        reports.show_report,
        name="report",
        policy=sees(policies.cycles_visible_to),
    ),
    form(
        "nam/<int:pk>/cap-so/<slug:kind>/",
        packs.number_paper,
        name="number_paper",
        policy=sees(policies.cycles_visible_to, policies.may_issue_paper),
    ),
    action(
        "nam/<int:pk>/lap-bo-ho-so/",
        packs.build,
        name="build_pack",
        policy=sees(policies.cycles_visible_to, policies.may_build_pack),
    ),
    page("bo-ho-so/<int:pk>/", packs.show_pack, name="pack", policy=sees(policies.packs_visible_to)),
    page(
        "bo-ho-so/<int:pk>/tien-do/", packs.show_progress, name="pack_progress", policy=sees(policies.packs_visible_to)
    ),
    page("bo-ho-so/<int:pk>/tat-ca/", packs.download_all, name="pack_archive", policy=sees(policies.packs_visible_to)),
    page(
        "bo-ho-so/<int:pk>/tep/<str:name>",
        packs.download_file,
        name="pack_file",
        policy=sees(policies.packs_visible_to),
    ),
    page(
        "bo-ho-so/bien-ban-kiem-phieu/<int:pk>/",
        packs.download_tally_sheet,
        name="tally_sheet",
        policy=sees(policies.counted_rounds_visible_to, policies.may_print_tally_sheet),
    ),
    form(
        "bo-ho-so/bien-ban-kiem-phieu/<int:pk>/cap-so/",
        packs.number_tally_sheet,
        name="number_tally_sheet",
        policy=sees(policies.counted_rounds_visible_to, policies.may_print_tally_sheet),
    ),
    form(
        "mo-nam-sau/<int:pk>/",
        opening.open_year,
        name="open_next_year",
        policy=sees(policies.cycles_visible_to, policies.may_open_next_year),
    ),
    page("mau-van-ban/", templates.choose_agency, name="template_agencies", policy=signed_in()),
    page(
        "mau-van-ban/<int:pk>/",
        templates.list_templates,
        name="templates",
        policy=sees(policies.agencies_with_templates, policies.may_keep_templates),
    ),
    page(
        "mau-van-ban/<int:pk>/<slug:kind>/tai/",
        templates.download_template,
        name="download_template",
        policy=finds(policies.find_template, policies.may_keep_template),
    ),
    form(
        "mau-van-ban/<int:pk>/<slug:kind>/",
        templates.replace_template,
        name="replace_template",
        policy=finds(policies.find_template, policies.may_keep_template),
    ),
    action(
        "mau-van-ban/<int:pk>/<slug:kind>/bo/",
        templates.drop_template,
        name="drop_template",
        policy=finds(policies.find_template, policies.may_keep_template),
    ),
]
