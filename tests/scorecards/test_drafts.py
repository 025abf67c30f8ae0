"""A table built by forms, never as a file: what each form writes is what the core reads."""

from copy import deepcopy
from datetime import date

import pytest
import yaml
from django.http import HttpResponse
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.cycles import make_cycle
from tests.factories.scorecards import document, example_document, make_scheme
from tests.pages import words_of
from thidua.campaigns.models import LegalText
from thidua.common.components.texts import no_break
from thidua.core.scoring import formulas, rules
from thidua.core.scoring.reading import build_scheme
from thidua.core.scoring.shipped import EXAMPLES, example_text
from thidua.scorecards.facts import drafting
from thidua.scorecards.facts.bases import bases_of
from thidua.scorecards.facts.files import read_file, write_file
from thidua.scorecards.facts.spans import read_span, say_span
from thidua.scorecards.forms.conditions import add_conditions, conditions_made
from thidua.scorecards.forms.items import BRANCH, ItemForm, LimitsForm
from thidua.scorecards.forms.ranking import AwardForm, GradesForm
from thidua.scorecards.forms.schemes import HeadForm
from thidua.scorecards.models import Assessor, Scheme
from thidua.scorecards.queries.tables import problems_of
from thidua.scorecards.services.schemes import start_scheme
from thidua.scorecards.views.pieces import all_adjustments, all_ways, kind_of, way_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme(cast: Cast) -> Scheme:
    return make_scheme(cast)


class TestPieces:
    def test_every_formula_and_every_rule_has_its_form(self) -> None:
        assert set(all_ways()) == set(formulas.readers())
        assert set(all_adjustments()) == set(rules.readers())

    @pytest.mark.parametrize("name", sorted({each.scheme for each in EXAMPLES.values()}))
    def test_a_form_that_is_saved_unchanged_changes_nothing(self, name: str) -> None:
        """Every item and rule of every shipped table goes through its form and comes out meaning the same."""
        held = example_document(name)
        made = dict(held)
        for item in drafting.draft_items(held):
            if not item.parts:
                way = all_ways()[way_of(item.data, held)]
                points = item.data.get("points")
                form = way(_posted(way(document=held, held=points)), document=held, held=points)
                assert form.is_valid(), (item.data, form.errors)
                made = drafting.with_item(made, item.path, _setter("points", form.made()))
            for place, rule in enumerate(item.rules):
                kind = all_adjustments()[kind_of(rule)]
                only_if = rule.get("only_if") or {}
                empty = kind(document=held, held=rule)
                add_conditions(empty, held, only_if)
                form = kind(_posted(empty), document=held, held=rule)
                add_conditions(form, held, only_if)
                assert form.is_valid(), (rule, form.errors)
                assert conditions_made(form, only_if) == only_if
                made = drafting.with_rule(made, item.path, place, {**rule, **form.made()})

        before, after = build_scheme(held), build_scheme(made)
        assert after[1] == []
        assert before[0] == after[0]

    @pytest.mark.parametrize("name", sorted({each.scheme for each in EXAMPLES.values()}))
    def test_head_grades_items_and_limits_saved_unchanged_change_nothing(self, name: str) -> None:
        held = example_document(name)
        made = held
        for kind in (HeadForm, GradesForm):
            form = kind(_posted(kind(initial=kind.values_of(made))))
            assert form.is_valid(), form.errors
            made = form.put_into(made)
        ways = [(keyword, way.label) for keyword, way in all_ways().items()]
        for item in drafting.draft_items(held):
            about = {"document": held, "ways": ways, "has_parts": bool(item.parts)}
            keyword = BRANCH if item.parts else way_of(item.data, held)
            form = ItemForm(_posted(ItemForm(initial=ItemForm.values_of(item.data, keyword), **about)), **about)
            assert form.is_valid(), (item.data, form.errors)
            made = drafting.with_item(made, item.path, form.put_into)
            limits = LimitsForm(_posted(LimitsForm(initial=LimitsForm.values_of(item.data))))
            assert limits.is_valid(), (item.data, limits.errors)
            made = drafting.with_item(made, item.path, limits.put_into)

        before, after = build_scheme(held), build_scheme(made)
        assert after[1] == []
        assert before[0] == after[0]

    @pytest.mark.parametrize(
        ("posted", "made"),
        [
            ({"award": "Cờ", "ranks": "1"}, {"award": "Cờ", "ranks": "1"}),
            ({"award": "Bằng khen", "quota": "10%"}, {"award": "Bằng khen", "quota": "10%"}),
            (
                {"award": "Bằng khen", "quota_by_grade": "Loại 1 = 20%\nLoại 2 = 10%", "grades": "Tốt\nKhá"},
                {"award": "Bằng khen", "quota": {"Loại 1": "20%", "Loại 2": "10%"}, "grades": ["Tốt", "Khá"]},
            ),
        ],
    )
    def test_an_award_for_ranks_for_a_share_or_by_the_grade_above(self, posted: dict, made: dict) -> None:  # type: ignore[type-arg]
        form = AwardForm({**posted, "version": "1"})
        assert form.is_valid(), form.errors
        assert form.made() == made

    def test_an_award_has_one_quota(self) -> None:
        form = AwardForm({"award": "Cờ", "quota": "10%", "quota_by_grade": "Loại 1 = 20%", "version": "1"})
        assert "không ghi cả hai" in str(form.errors["quota"])

    @pytest.mark.parametrize(
        "held",
        [
            {"per_case": "0.5"},
            {"per_case": "0.5", "counting": "dossiers"},
            {"per_period": "1", "periods": "12"},
            {"per_quarter": "1", "counting": "on_time"},
            {
                "matrix": {
                    "rows": {"of": "dossiers", "ranges": ["< 1000", ">= 1000"]},
                    "columns": {"of": "on_time / dossiers", "ranges": ["[90%, 100%)", "100%"]},
                    "points": [["1", "2"], ["1.5", "2.5"]],
                },
                "otherwise": "0",
            },
        ],
    )
    def test_points_that_no_shipped_table_has_go_through_their_form(self, held: dict[str, str]) -> None:
        way = all_ways()[next(iter(held))]
        table = document()
        form = way(_posted(way(document=table, held=held)), document=table, held=held)

        assert form.is_valid(), form.errors
        assert form.made() == held


class TestBases:
    def test_a_text_is_known_by_its_whole_number(self, cast: Cast) -> None:
        """57/KH-UBND has ended; 157/KH-UBND, which the table cites, is another text."""
        day = date(2026, 6, 1)
        texts = {"57/KH-UBND": date(2020, 1, 1), "06/2022/QH15": None}
        for number, until in texts.items():
            LegalText.objects.create(
                agency=cast.agency,
                kind="LAW",
                number=number,
                title=number,
                effective_since=date(2019, 1, 1),
                effective_until=until,
            )
        cited = {"legal_basis": ["Kế hoạch số 157/KH-UBND", "Luật số 06/2022/QH15", "Kế hoạch 57/KH-UBND ngày 02/01"]}

        found = bases_of(cited, cast.agency.pk, day)

        assert [each.known.number if each.known else None for each in found] == [None, "06/2022/QH15", "57/KH-UBND"]
        assert [each.is_warning for each in found] == [False, False, True]


def _setter(key: str, value: object):  # type: ignore[no-untyped-def]
    def change(found: dict[str, object]) -> None:
        found[key] = value

    return change


def _posted(form) -> dict[str, object]:  # type: ignore[no-untyped-def]
    """What a browser sends when nothing was touched."""
    posted: dict[str, object] = {"version": "1"}
    for name in form.fields:
        value = form[name].value()
        if value is not None and value is not False:
            posted[name] = "on" if value is True else value
    return posted


class TestSpans:
    @pytest.mark.parametrize(
        ("said", "held"),
        [
            ("từ 88% đến dưới 90%", "[88%, 90%)"),
            ("Từ 95 đến 100", "[95, 100]"),
            ("trên 98%", "> 98%"),
            ("dưới 5", "< 5"),
            ("từ 90 trở lên", ">= 90"),
            ("3,5", "3.5"),
            ("[97%, 98%)", "[97%, 98%)"),
        ],
    )
    def test_officials_write_ranges_in_words(self, said: str, held: str) -> None:
        assert read_span(said) == held
        assert read_span(say_span(held)) == held

    def test_what_cannot_be_read_is_refused(self) -> None:
        with pytest.raises(ValueError, match="khoảng nào đó"):
            read_span("khoảng nào đó")


class TestFiles:
    @pytest.mark.parametrize("name", sorted({each.scheme for each in EXAMPLES.values()}))
    def test_what_goes_out_comes_back_unchanged(self, name: str) -> None:
        held = example_document(name)

        found, faults = read_file(write_file(held).encode())

        assert faults == []
        assert build_scheme(found)[0] == build_scheme(held)[0]

    def test_a_file_with_faults_names_their_lines(self) -> None:
        text = "format: 1\nid: x\ntitle: X\ncriteria:\n- {code: a, name: A, max: 5, points: {ratoi: b / c}}\n"

        found, faults = read_file(text.encode())

        assert found is None
        assert faults[0].startswith("dòng 5:")

    @pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"[1, 2]", b"", b"a: &x [*x]"])
    def test_what_is_no_table_is_refused(self, data: bytes) -> None:
        found, faults = read_file(data)

        assert found is None
        assert faults

    def test_keys_keep_their_order_in_the_database(self, cast: Cast) -> None:
        held = example_document("cantho-2025")
        scheme = make_scheme(cast, text=example_text("cantho-2025"))

        stored = Scheme.objects.get(pk=scheme.pk).document

        assert list(stored["inputs"]) == list(held["inputs"])
        assert [list(item.data) for item in drafting.draft_items(stored)] == [
            list(item.data) for item in drafting.draft_items(held)
        ]


class TestPages:
    def test_a_draft_with_faults_is_kept_and_says_what_is_wrong(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client = sign_in(cast.secretary.user)
        address = reverse("edit_item", args=[scheme.pk, "0-1"])
        sent = {"code": "1.2", "name": "Giải quyết hồ sơ", "maximum": "25", "way": "ratio", "version": scheme.version}

        answer = client.post(address, sent)

        assert answer.status_code == 302
        page = words_of(client.get(reverse("scheme", args=[scheme.pk])))
        assert "ghi 60 điểm, cộng các mục con được 55" in page
        assert "Bảng còn chỗ cần sửa nên chưa mở chấm điểm được" in page

    def test_a_condition_of_a_rule_is_put_changed_and_taken_away(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client = sign_in(cast.secretary.user)
        address = reverse("edit_score_rule", args=[scheme.pk, "1-1", 0])
        assert "Chỉ áp dụng khi" in words_of(client.get(address))
        sent = {"code": "2.2.1", "when": "báo cáo chậm", "each": "-1"}

        def rule() -> dict[str, object]:
            scheme.refresh_from_db()
            return dict(drafting.item_at(scheme.document, (1, 1))["rules"][0])  # type: ignore[index]

        def send(**conditions: str) -> HttpResponse:
            return client.post(address, {**sent, **conditions, "version": scheme.version})

        first = {"only_0_top": "on_time", "only_0_whole": "dossiers", "only_0_range": "dưới 95%"}
        assert send(**first).status_code == 302
        assert rule()["only_if"] == {"on_time / dossiers": "< 95%"}
        page = client.get(address).text
        assert 'value="dưới 95%"' in page
        assert "Và chỉ khi" in page

        second = {"only_1_top": "dossiers", "only_1_range": "từ 100 trở lên"}
        assert send(**first, **second).status_code == 302
        assert rule()["only_if"] == {"on_time / dossiers": "< 95%", "dossiers": ">= 100"}
        assert drafting.uses_of(scheme.document, "on_time") == ["1.2", "2.2"]

        assert send().status_code == 302
        assert "only_if" not in rule()

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            ({"only_0_top": "dossiers"}, "Anh/chị chưa ghi khoảng của điều kiện."),
            ({"only_0_range": "trên 0"}, "Chọn số liệu của điều kiện, hoặc xóa khoảng."),
            ({"only_0_top": "dossiers", "only_0_range": "nhiều"}, "“nhiều” không phải là khoảng."),
            ({"only_0_top": "khong_co", "only_0_range": "trên 0"}, "khong_co"),
        ],
    )
    def test_half_a_condition_is_told(self, cast: Cast, scheme: Scheme, sign_in, sent: dict, says: str) -> None:  # type: ignore[type-arg]
        common = {"code": "2.2.1", "when": "báo cáo chậm", "each": "-1", "version": scheme.version}
        address = reverse("edit_score_rule", args=[scheme.pk, "1-1", 0])

        answer = sign_in(cast.secretary.user).post(address, {**common, **sent})

        assert answer.status_code in (200, 400, 422)
        assert says in words_of(answer)
        assert Scheme.objects.get().version == scheme.version

    def test_the_limits_of_a_group_are_entered_seen_counted_and_taken_away(
        self, cast: Cast, scheme: Scheme, sign_in
    ) -> None:
        client, address = sign_in(cast.secretary.user), reverse("edit_limits", args=[scheme.pk, "1"])

        def send(**limits: str) -> HttpResponse:
            scheme.refresh_from_db()
            return client.post(address, {**limits, "version": scheme.version})

        def group() -> dict[str, object]:
            scheme.refresh_from_db()
            return dict(drafting.item_at(scheme.document, (1,)))

        assert "Mức trần của tiêu chí 2" in words_of(client.get(address))
        limits = {"at_most": "38,5", "at_least": "10", "bonus_cap": "2", "penalty_cap": "4"}
        assert send(**limits, bonus_needs_full_standard="on").status_code == 302
        held = group()
        assert {key: held[key] for key in limits} == {
            "at_most": "38.5", "at_least": "10", "bonus_cap": "2", "penalty_cap": "4"
        }  # fmt: skip
        assert held["bonus_needs_full_standard"] is True
        assert 'value="38,5"' in client.get(address).text
        trial = client.post(reverse("try_scheme", args=[scheme.pk]), {"u0.2.1": "20", "u0.2.2.1": "0"})
        assert "Phong trào thi đua 38,5 Cộng 2 mục: 40 Không quá 38,5" in words_of(trial)

        assert send().status_code == 302
        assert not {*limits, "bonus_needs_full_standard"} & set(group())

    @pytest.mark.parametrize(
        ("limits", "says"),
        [
            ({"at_least": "5", "at_most": "3"}, "Mức sàn 5 cao hơn mức trần 3."),
            ({"bonus_cap": "-1"}, "Số phải từ 0"),
            ({"penalty_cap": "-1"}, "Số phải từ 0"),
        ],
    )
    def test_limits_that_cannot_be_are_told(
        self, cast: Cast, scheme: Scheme, sign_in, limits: dict[str, str], says: str
    ) -> None:
        client = sign_in(cast.secretary.user)
        answer = client.post(
            reverse("edit_limits", args=[scheme.pk, "1"]), {**limits, "version": scheme.version}, follow=True
        )

        assert says in words_of(answer)

    def test_the_limits_of_the_whole_table_are_entered(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client = sign_in(cast.secretary.user)
        address = reverse("edit_limits", args=[scheme.pk, "bang"])

        assert client.post(address, {"at_most": "95", "version": scheme.version}).status_code == 302

        scheme.refresh_from_db()
        assert scheme.document["at_most"] == "95"

    def test_who_assesses_a_group_and_how_much_it_is_worth_are_entered_with_it(
        self, cast: Cast, scheme: Scheme, sign_in
    ) -> None:
        client = sign_in(cast.secretary.user)
        sent = {"code": "3", "name": "Chuyển đổi số", "maximum": "5", "way": BRANCH, "assessor": "Cục Chuyển đổi số"}

        assert (
            client.post(reverse("add_item", args=[scheme.pk]), {**sent, "version": scheme.version}).status_code == 302
        )

        scheme.refresh_from_db()
        made = drafting.item_at(scheme.document, (2,))
        assert (made["max"], made["assessor"]) == ("5", "Cục Chuyển đổi số")
        choices = client.get(reverse("name_assessor", args=[scheme.pk])).text
        assert 'value="Cục Chuyển đổi số"' in choices

    def test_two_editors(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client = sign_in(cast.secretary.user)
        sent = {"label": "Số sáng kiến", "kind": "count", "version": scheme.version}
        assert client.post(reverse("add_input", args=[scheme.pk]), sent).status_code == 302

        late = client.post(reverse("add_input", args=[scheme.pk]), {**sent, "label": "Số điển hình"})

        assert late.status_code == 409
        assert "Số điển hình" in late.text

    def test_two_who_name_an_assessor(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client, address = sign_in(cast.secretary.user), reverse("name_assessor", args=[scheme.pk])
        sent = {"name": "Cơ quan thường trực thi đua", "unit": str(cast.units[1].pk), "version": scheme.version}
        assert client.post(address, sent).status_code == 302

        late = client.post(address, {**sent, "unit": str(cast.units[3].pk)})

        assert late.status_code == 409
        assert cast.units[1].name in words_of(late)
        assert cast.units[3].name in words_of(late)
        named = Assessor.objects.get()
        assert named.unit == cast.units[1]
        drop = reverse("drop_assessor", args=[named.pk])
        assert client.post(drop, {"version": scheme.version}).status_code == 302
        assert Assessor.objects.exists()
        scheme.refresh_from_db()
        client.post(drop, {"version": scheme.version})
        assert not Assessor.objects.exists()

    def test_a_table_whose_sums_do_not_match_yet_is_tried_out_with_that_beside_it_and_not_frozen(
        self, cast: Cast, scheme: Scheme, sign_in
    ) -> None:
        made = deepcopy(scheme.document)
        made["criteria"][1]["children"][0]["max"] = "25"
        Scheme.objects.filter(pk=scheme.pk).update(document=made)
        scheme.refresh_from_db()
        client = sign_in(cast.standing.user)

        page = client.post(reverse("try_scheme", args=[scheme.pk]), {"u0.2.1": "22", "u0.2.2.1": "0"})

        assert page.status_code == 200
        assert "Tiêu chí “2” ghi 40 điểm, cộng các mục con được 45." in words_of(page)
        assert "Phong trào thi đua 42 " in words_of(page)
        assert client.get(reverse("open_scoring", args=[scheme.pk])).status_code == 403
        made["criteria"][1]["children"][0]["points"] = {"ratio": "nothing / dossiers"}
        Scheme.objects.filter(pk=scheme.pk).update(document=made)
        assert client.get(reverse("try_scheme", args=[scheme.pk])).status_code == 403

    def test_a_text_no_longer_in_force_is_named_before_the_table_is_frozen(
        self, cast: Cast, scheme: Scheme, sign_in
    ) -> None:
        client, page = sign_in(cast.standing.user), reverse("open_scoring", args=[scheme.pk])
        text = LegalText.objects.create(
            agency=cast.agency,
            kind="LAW",
            number="06/2022/QH15",
            title="Luật Thi đua, khen thưởng",
            effective_since=date(2024, 1, 1),
        )
        says = f"Căn cứ “{scheme.document['legal_basis'][0]}”"
        assert says not in words_of(client.get(page))

        text.effective_until = date(2025, 12, 31)
        text.save()

        assert says in words_of(client.get(page))
        assert "Xem lại trước khi chốt." in words_of(client.get(page))

    def test_what_the_table_leaves_open_is_shown_on_its_page_and_where_it_is_frozen(
        self, cast: Cast, scheme: Scheme, sign_in
    ) -> None:
        client = sign_in(cast.standing.user)
        open_page = reverse("open_scoring", args=[scheme.pk])
        says = "Mục 1.2: giá trị 5 không thuộc mức nào."
        assert "Điều bảng còn để ngỏ" in client.get(open_page).text
        assert says not in words_of(client.get(open_page))

        made = deepcopy(scheme.document)
        bands = [{"range": "[0, 5)", "points": "1"}, {"range": "> 5", "points": "30"}]
        made["criteria"][0]["children"][1]["points"] = {"of": "dossiers", "bands": bands}
        Scheme.objects.filter(pk=scheme.pk).update(document=made)
        page = reverse("scheme", args=[scheme.pk])

        assert f'<a href="#muc-0-1">{no_break(says)}</a>' in client.get(page).text
        assert f'<a href="{page}#muc-0-1">{no_break(says)}</a>' in client.get(open_page).text

    def test_a_step_without_a_name_is_told_by_what_it_compares(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        made = deepcopy(scheme.document)
        made["ranking"] = {"ties": [{"by": "on_time / dossiers"}, {"item": "2.1"}]}
        Scheme.objects.filter(pk=scheme.pk).update(document=made)

        page = words_of(sign_in(cast.standing.user).get(reverse("scheme", args=[scheme.pk])))

        assert "Số hồ sơ đúng hạn / Số hồ sơ đã nhận" in page
        assert "điểm của mục 2.1" in page
        assert "on_time" not in page

    def test_grades_by_share_go_through_their_form(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        form = GradesForm(
            {"grades": "Xuất sắc = từ 90% trở lên", "grades_by": "share", "disqualifications": "", "version": "1"}
        )
        assert form.is_valid(), form.errors
        made = form.put_into(scheme.document)

        assert (made["grades_by"], made["grades"]) == ("share", [{"grade": "Xuất sắc", "range": ">= 90%"}])
        assert GradesForm.values_of(made)["grades_by"] == "share"
        assert problems_of(made) == []

    def test_the_trial_scores_two_invented_units_and_keeps_nothing(self, cast: Cast, scheme: Scheme, sign_in) -> None:
        client = sign_in(cast.secretary.user)
        sent = {"u0.dossiers": "200", "u0.on_time": "190", "u1.dossiers": "abc"}

        page = client.post(reverse("try_scheme", args=[scheme.pk]), sent).text

        assert "190 / 200 = 95%" in page
        assert "“abc” không phải là" in page
        assert Scheme.objects.get().version == scheme.version

    def test_an_input_that_is_used_cannot_be_dropped_in_silence(self, cast: Cast, scheme: Scheme) -> None:
        assert drafting.uses_of(scheme.document, "dossiers") == ["1.2"]

    def test_a_table_comes_in_from_a_file(self, cast: Cast, sign_in) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        cycle = make_cycle(cast)
        client = sign_in(cast.secretary.user)
        text = yaml.safe_dump(document(), allow_unicode=True)
        sent = {"title": "Bảng từ tệp", "source": "file", "file": SimpleUploadedFile("bang.yaml", text.encode())}

        answer = client.post(reverse("start_scheme", args=[cycle.pk]), sent)

        assert answer.status_code == 302
        assert Scheme.objects.get().title == "Bảng từ tệp"

    def test_a_file_with_faults_is_refused_with_its_lines_and_nothing_is_made(self, cast: Cast, sign_in) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        cycle = make_cycle(cast)
        sent = {"title": "Bảng", "source": "file", "file": SimpleUploadedFile("bang.yaml", b"format: 1\nx: 2\n")}

        page = sign_in(cast.secretary.user).post(reverse("start_scheme", args=[cycle.pk]), sent).text

        assert "dòng 2" in page
        assert not Scheme.objects.exists()

    def test_a_table_begins_as_a_copy_of_last_years_and_is_compared_with_it(self, cast: Cast, sign_in) -> None:
        dated = {"since": f"{YEAR - 1}-01-01", "until": f"{YEAR - 1}-12-31"}
        last = make_scheme(cast, make_cycle(cast, year=YEAR - 1), text=yaml.safe_dump({**document(), **dated}))
        cycle, client = make_cycle(cast), sign_in(cast.secretary.user)
        address = reverse("start_scheme", args=[cycle.pk])
        assert f"Bảng năm {YEAR - 1}: {last.title}" in words_of(client.get(address))

        sent = {"title": "Bảng năm nay", "source": f"scheme-{last.pk}"}
        assert client.post(address, sent).status_code == 302

        made = Scheme.objects.get(cycle=cycle)
        assert made.copied_from == last
        own = {"id": f"{cast.bloc.code}-{YEAR}", "title": "Bảng năm nay"}
        own |= {"since": f"{YEAR}-01-01", "until": f"{YEAR}-12-31"}
        assert made.document == {**last.document, **own}
        same = words_of(client.get(reverse("compare_schemes", args=[made.pk])))
        assert "Bảng năm nay" in same

        changed = {**made.document, "criteria": [{**made.document["criteria"][0], "name": "Việc mới"}]}
        Scheme.objects.filter(pk=made.pk).update(document=changed)
        told = words_of(client.get(reverse("compare_schemes", args=[made.pk])))
        assert "Việc mới" in told
        assert "Việc mới" not in same
        assert Scheme.objects.get(pk=last.pk).document == last.document

    def test_days_of_a_copied_table_that_are_no_whole_year_stay_as_they_were(self, cast: Cast) -> None:
        dated = {"since": f"{YEAR - 1}-03-01", "until": f"{YEAR - 1}-12-31"}
        last = make_scheme(cast, make_cycle(cast, year=YEAR - 1), text=yaml.safe_dump({**document(), **dated}))

        made = start_scheme(actor=cast.secretary.actor(), cycle=make_cycle(cast), title="", source=last)

        assert (made.document["since"], made.document["until"]) == (dated["since"], dated["until"])
