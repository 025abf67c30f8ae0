"""The tables of `campaigns` as its first 4 migrations left them; a database that took those has taken this one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0001_initial"),
        ("campaigns", "0002_pledges"),
        ("campaigns", "0003_comments_of_observers"),
        ("campaigns", "0004_answers_have_versions"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CompensatoryDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("day", models.DateField()),
                ("is_working", models.BooleanField()),
                ("name", models.CharField(max_length=160)),
                ("basis", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["day"],
                "constraints": [models.UniqueConstraint(fields=("agency", "day"), name="day_decided_once_per_agency")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "bloc",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cycles", to="organisations.bloc"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("PREPARING", "Đang chuẩn bị"), ("OPEN", "Đang thực hiện"), ("CLOSED", "Đã khép lại")],
                        default="PREPARING",
                        max_length=10,
                    ),
                ),
                ("signing_until", models.DateField(blank=True, null=True)),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-year", "bloc"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "bloc", "year"), name="one_cycle_per_bloc_and_year")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="campaigns.cycle"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PLAN", "Kế hoạch"),
                            ("RULES", "Góp ý quy chế"),
                            ("PLEDGE", "Giao ước"),
                            ("MID_YEAR_REVIEW", "Sơ kết"),
                            ("SELF_SCORE", "Tự chấm"),
                            ("VERIFICATION", "Thẩm định"),
                            ("CONFERENCE", "Hội nghị"),
                            ("PROPOSALS", "Đề nghị"),
                            ("RECOGNITION", "Công nhận"),
                            ("HANDOVER", "Bàn giao"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("LATER", "Chưa đến"),
                            ("NOW", "Đang làm"),
                            ("DONE", "Đã xong"),
                            ("SKIPPED", "Không tổ chức riêng"),
                        ],
                        default="LATER",
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("deadline", models.DateField(blank=True, null=True)),
                ("deadline_given", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=250)),
                ("paper", models.CharField(blank=True, max_length=250)),
                ("satisfied_by_kind", models.CharField(blank=True, max_length=40)),
                ("satisfied_by_id", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "cycle", "kind"), name="step_kind_once_per_cycle")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="StepPattern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PLAN", "Kế hoạch"),
                            ("RULES", "Góp ý quy chế"),
                            ("PLEDGE", "Giao ước"),
                            ("MID_YEAR_REVIEW", "Sơ kết"),
                            ("SELF_SCORE", "Tự chấm"),
                            ("VERIFICATION", "Thẩm định"),
                            ("CONFERENCE", "Hội nghị"),
                            ("PROPOSALS", "Đề nghị"),
                            ("RECOGNITION", "Công nhận"),
                            ("HANDOVER", "Bàn giao"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("month", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("day", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("year_after", models.BooleanField(default=False)),
                (
                    "counted_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PLAN", "Kế hoạch"),
                            ("RULES", "Góp ý quy chế"),
                            ("PLEDGE", "Giao ước"),
                            ("MID_YEAR_REVIEW", "Sơ kết"),
                            ("SELF_SCORE", "Tự chấm"),
                            ("VERIFICATION", "Thẩm định"),
                            ("CONFERENCE", "Hội nghị"),
                            ("PROPOSALS", "Đề nghị"),
                            ("RECOGNITION", "Công nhận"),
                            ("HANDOVER", "Bàn giao"),
                        ],
                        max_length=20,
                    ),
                ),
                ("working_days", models.SmallIntegerField(blank=True, null=True)),
                ("basis", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["agency", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "kind"), name="step_pattern_once_per_agency")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("name_key", models.CharField(editable=False, max_length=250)),
                ("unit_of_measure", models.CharField(blank=True, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("NUMBER", "Số lượng"),
                            ("PERCENT", "Tỷ lệ phần trăm"),
                            ("MONEY", "Số tiền"),
                            ("QUALITATIVE", "Định tính"),
                            ("YES_NO", "Có hoặc chưa"),
                        ],
                        default="NUMBER",
                        max_length=12,
                    ),
                ),
                ("bigger_is_better", models.BooleanField(default=True)),
                ("is_cumulative", models.BooleanField(default=True)),
                ("description", models.TextField(blank=True)),
                ("is_retired", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["name_key", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "name_key", "kind"), name="indicator_once_per_agency")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="campaigns.movement",
                    ),
                ),
                (
                    "bloc",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="organisations.bloc",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("REGULAR", "Thường xuyên"), ("THEMATIC", "Theo chuyên đề")], max_length=10
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("NATION", "Toàn quốc"),
                            ("SECTOR", "Bộ, ngành, tỉnh"),
                            ("BLOC", "Khối, cụm"),
                            ("UNIT", "Đơn vị"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("slogan", models.CharField(blank=True, max_length=300)),
                ("launch_number", models.CharField(blank=True, max_length=60)),
                ("launch_issuer", models.CharField(blank=True, max_length=250)),
                ("launched_on", models.CharField(blank=True, max_length=10)),
                ("aim", models.TextField(blank=True)),
                ("scope", models.TextField(blank=True)),
                ("content", models.TextField(blank=True)),
                ("criteria", models.TextField(blank=True)),
                ("starts_on", models.CharField(blank=True, max_length=10)),
                ("ends_on", models.CharField(blank=True, max_length=10)),
            ],
            options={
                "ordering": ["level", "name", "pk"],
                "indexes": [models.Index(fields=["agency", "bloc"], name="campaigns_m_agency__c50adc_idx")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="CycleMovement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="movement_links", to="campaigns.cycle"
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cycle_links", to="campaigns.movement"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "cycle", "movement"), name="movement_once_per_cycle")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "bloc",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_versions",
                        to="organisations.bloc",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rule_versions", to="campaigns.cycle"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("WORKING_REGULATION", "Quy chế hoạt động"),
                            ("CRITERIA", "Tiêu chí, cách chấm điểm"),
                            ("OTHER", "Quy định khác"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=250)),
                ("text", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Đang soạn"),
                            ("COMMENTING", "Đang lấy ý kiến"),
                            ("ADOPTED", "Đang áp dụng"),
                            ("SUPERSEDED", "Đã thay thế"),
                        ],
                        default="DRAFT",
                        max_length=12,
                    ),
                ),
                ("comments_since", models.DateField(blank=True, null=True)),
                ("comments_until", models.DateField(blank=True, null=True)),
                ("adopted_on", models.DateField(blank=True, null=True)),
                ("adopted_by_paper", models.CharField(blank=True, max_length=250)),
                ("superseded_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["bloc", "kind", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "bloc", "kind", "number"), name="rule_version_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ADOPTED")),
                        fields=("agency", "bloc", "kind"),
                        name="one_adopted_version_per_kind",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RuleComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                (
                    "superior",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.agency",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="campaigns.ruleversion"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120)),
                ("text", models.TextField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ACCEPTED", "Tiếp thu"),
                            ("PARTLY_ACCEPTED", "Tiếp thu một phần"),
                            ("EXPLAINED", "Giải trình, giữ nguyên"),
                        ],
                        max_length=20,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["rule", "unit"], name="campaigns_r_rule_id_bf2b20_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("unit__isnull", True), ("superior__isnull", True), _connector="XOR"),
                        name="rulecomment_for_unit_or_superior",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("LAW", "Luật"),
                            ("DECREE", "Nghị định"),
                            ("CIRCULAR", "Thông tư"),
                            ("DECISION", "Quyết định"),
                            ("RESOLUTION", "Nghị quyết"),
                            ("DIRECTIVE", "Chỉ thị"),
                            ("PLAN", "Kế hoạch"),
                            ("GUIDANCE", "Hướng dẫn"),
                            ("REGULATION", "Quy chế"),
                            ("OTHER", "Văn bản khác"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60)),
                ("issuer", models.CharField(blank=True, max_length=250)),
                ("issued_on", models.CharField(blank=True, max_length=10)),
                ("title", models.CharField(max_length=400)),
                ("effective_since", models.DateField(blank=True, null=True)),
                ("effective_until", models.DateField(blank=True, null=True)),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="campaigns.legaltext",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("TEXT", "Đã đọc văn bản"),
                            ("REPORT", "Theo nguồn khác thuật lại"),
                            ("UNVERIFIED", "Chưa kiểm chứng"),
                        ],
                        default="UNVERIFIED",
                        max_length=12,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=400)),
            ],
            options={
                "ordering": ["-effective_since", "number", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("agency", "number", "issuer"),
                        name="legal_text_number_once_per_issuer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_since__isnull", True),
                            ("effective_until__isnull", True),
                            ("effective_until__gte", models.F("effective_since")),
                            _connector="OR",
                        ),
                        name="legal_text_dates_in_order",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="TextCitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="citations", to="campaigns.legaltext"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="campaigns.ruleversion",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="campaigns.movement",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rule__isnull", True), ("movement__isnull", True), _connector="XOR"),
                        name="citation_by_rule_or_movement",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("rule__isnull", False)),
                        fields=("agency", "rule", "text", "place"),
                        name="rule_cites_place_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("movement__isnull", False)),
                        fields=("agency", "movement", "text", "place"),
                        name="movement_cites_place_once",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="CheckVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="campaigns.cycle"
                    ),
                ),
                ("title", models.CharField(max_length=250)),
                ("content", models.TextField(blank=True)),
                ("visitors", models.TextField(blank=True)),
                ("planned_on", models.DateField(blank=True, null=True)),
                ("held_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("PLANNED", "Dự kiến"), ("RECORDED", "Đã kiểm tra"), ("CALLED_OFF", "Không tổ chức")],
                        default="PLANNED",
                        max_length=10,
                    ),
                ),
                ("findings", models.TextField(blank=True)),
                ("called_off_because", models.CharField(blank=True, max_length=500)),
                ("units", models.ManyToManyField(related_name="check_visits", to="organisations.unit")),
                (
                    "visiting_units",
                    models.ManyToManyField(blank=True, related_name="visits_made", to="organisations.unit"),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["cycle", "state"], name="campaigns_c_cycle_i_ae61a9_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "CALLED_OFF"), _negated=True),
                            models.Q(("called_off_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="called_off_visit_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="campaigns.checkvisit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="follow_ups", to="organisations.unit"
                    ),
                ),
                ("promise", models.CharField(max_length=500)),
                ("person", models.CharField(blank=True, max_length=160)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("OPEN", "Đang thực hiện"), ("REPORTED", "Chờ xác nhận"), ("CLOSED", "Đã xong")],
                        default="OPEN",
                        max_length=8,
                    ),
                ),
                ("report", models.TextField(blank=True)),
                ("reported_by_name", models.CharField(blank=True, max_length=120)),
                ("reported_at", models.DateTimeField(null=True)),
                ("closing_note", models.TextField(blank=True)),
                ("closed_by_name", models.CharField(blank=True, max_length=120)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["unit", "state"], name="campaigns_f_unit_id_9c55bd_idx")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Pledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pledges", to="campaigns.cycle"
                    ),
                ),
                ("title", models.CharField(max_length=250)),
                ("text", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("DRAFT", "Đang soạn"), ("OPEN", "Đang lấy chữ ký"), ("FROZEN", "Đã chốt")],
                        default="DRAFT",
                        max_length=6,
                    ),
                ),
                ("opened_at", models.DateTimeField(null=True)),
                ("frozen_at", models.DateTimeField(null=True)),
                (
                    "frozen_because",
                    models.CharField(
                        blank=True,
                        choices=[("ALL_SIGNED", "Mọi đơn vị đã ký"), ("CLOSED", "Thư ký khép lại việc ký")],
                        max_length=10,
                    ),
                ),
                ("closing_note", models.CharField(blank=True, max_length=500)),
                ("content", models.TextField(blank=True)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("movements", models.ManyToManyField(blank=True, related_name="pledges", to="campaigns.movement")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agency", "cycle"), name="one_pledge_per_cycle")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PledgeSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="campaigns.pledge"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledge_signatures",
                        to="organisations.unit",
                    ),
                ),
                ("unit_name", models.CharField(max_length=250)),
                (
                    "kind",
                    models.CharField(
                        choices=[("IN_SYSTEM", "Ký trên hệ thống"), ("ON_PAPER", "Ký trên giấy, thư ký ghi lại")],
                        max_length=10,
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("signed_by_name", models.CharField(blank=True, max_length=120)),
                ("post_title", models.CharField(blank=True, max_length=160)),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("on_behalf_of_name", models.CharField(blank=True, max_length=120)),
                ("signed_on", models.DateField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=250)),
                ("signed_hash", models.CharField(max_length=64)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("agency", "pledge", "unit"),
                        name="unit_signs_pledge_once",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="campaigns.pledge"
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("OF_UNIT", "Của một đơn vị"),
                            ("EACH_UNIT", "Mỗi đơn vị trong khối"),
                            ("WHOLE_BLOC", "Cả khối tính chung"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="organisations.unit",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="campaigns.indicator",
                    ),
                ),
                ("content", models.CharField(max_length=500)),
                ("unit_of_measure", models.CharField(blank=True, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("NUMBER", "Số lượng"),
                            ("PERCENT", "Tỷ lệ phần trăm"),
                            ("MONEY", "Số tiền"),
                            ("QUALITATIVE", "Định tính"),
                            ("YES_NO", "Có hoặc chưa"),
                        ],
                        max_length=12,
                    ),
                ),
                ("bigger_is_better", models.BooleanField(default=True)),
                ("is_cumulative", models.BooleanField(default=True)),
                ("plan_exact", models.CharField(blank=True, max_length=60)),
                ("plan_text", models.CharField(blank=True, max_length=500)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("due_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["pledge", "unit"], name="campaigns_t_pledge__13685a_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scope", "OF_UNIT"), ("unit__isnull", False)),
                            models.Q(models.Q(("scope", "OF_UNIT"), _negated=True), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="target_of_unit_names_its_unit",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="practices", to="campaigns.cycle"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="practices", to="organisations.unit"
                    ),
                ),
                ("title", models.CharField(max_length=250)),
                ("what_worked", models.TextField()),
                ("how", models.TextField(blank=True)),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practices",
                        to="campaigns.target",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practices",
                        to="campaigns.movement",
                    ),
                ),
                ("told_by_name", models.CharField(blank=True, max_length=120)),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-told_at", "-pk"],
                "indexes": [models.Index(fields=["cycle", "unit"], name="campaigns_p_cycle_i_8d932d_idx")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adoptions", to="campaigns.practice"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adoptions", to="organisations.unit"
                    ),
                ),
                ("since", models.DateField(blank=True, null=True)),
                ("how", models.TextField(blank=True)),
                ("result", models.TextField(blank=True)),
                ("told_by_name", models.CharField(blank=True, max_length=120)),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["told_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "practice", "unit"), name="unit_adopts_practice_once")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("url", models.CharField(max_length=250)),
                ("title", models.CharField(max_length=300)),
                ("fact", models.CharField(blank=True, max_length=500)),
                ("deadline", models.DateField()),
                ("days_before", models.PositiveSmallIntegerField()),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mail",
                    models.CharField(
                        choices=[
                            ("NO_ADDRESS", "Chưa có địa chỉ thư"),
                            ("WAITING", "Chờ gửi"),
                            ("SENDING", "Đang gửi"),
                            ("SENT", "Đã gửi thư"),
                            ("FAILED", "Chưa gửi được thư"),
                        ],
                        default="WAITING",
                        max_length=10,
                    ),
                ),
                ("mail_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["user", "read_at"], name="campaigns_r_user_id_e5d5b9_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "user", "url", "title", "deadline", "days_before"), name="reminded_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="campaigns.target"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="target_results",
                        to="organisations.unit",
                    ),
                ),
                ("as_of", models.DateField()),
                ("is_unknown", models.BooleanField(default=False)),
                ("value_exact", models.CharField(blank=True, max_length=60)),
                ("is_done", models.BooleanField(blank=True, null=True)),
                ("text", models.TextField(blank=True)),
                (
                    "judgement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("REACHED", "Đã đạt"),
                            ("GOING_WELL", "Đang làm, đúng tiến độ"),
                            ("DIFFICULT", "Đang làm, có khó khăn"),
                            ("NOT_REACHED", "Không đạt"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("reported_by_name", models.CharField(blank=True, max_length=120)),
                ("reported_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["as_of", "pk"],
                "indexes": [models.Index(fields=["unit", "as_of"], name="campaigns_t_unit_id_cefb93_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False)),
                        fields=("agency", "target", "unit", "as_of"),
                        name="one_result_per_target_unit_and_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", True)),
                        fields=("agency", "target", "as_of"),
                        name="one_bloc_result_per_target_and_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="campaigns.cycle"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=500)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_tasks",
                        to="organisations.unit",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("is_qualitative", models.BooleanField(default=False)),
                ("measure", models.CharField(blank=True, max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("NOT_STARTED", "Chưa bắt đầu"),
                            ("DOING", "Đang làm"),
                            ("DONE", "Đã xong"),
                            ("DROPPED", "Không làm nữa"),
                        ],
                        default="NOT_STARTED",
                        max_length=12,
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                ("dropped_because", models.CharField(blank=True, max_length=500)),
                ("blocked_by", models.CharField(blank=True, max_length=250)),
                ("who_unblocks", models.CharField(blank=True, max_length=250)),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="campaigns.task",
                    ),
                ),
                ("co_units", models.ManyToManyField(blank=True, related_name="shared_tasks", to="organisations.unit")),
                (
                    "co_organisations",
                    models.ManyToManyField(
                        blank=True, related_name="shared_tasks", to="organisations.massorganisation"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["owner", "state"], name="campaigns_t_owner_i_341c68_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "cycle", "code"), name="task_code_once_per_cycle"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "DROPPED"), _negated=True),
                            models.Q(("dropped_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dropped_task_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="campaigns.task"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("NOT_STARTED", "Chưa bắt đầu"),
                            ("DOING", "Đang làm"),
                            ("DONE", "Đã xong"),
                            ("DROPPED", "Không làm nữa"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField()),
                ("said_by_name", models.CharField(blank=True, max_length=120)),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-said_at", "-pk"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("since_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("until_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("launched_by", models.CharField(blank=True, max_length=250)),
                ("basis", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["-since_year", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "text"), name="theme_once_per_agency"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since_year__isnull", True),
                            ("until_year__isnull", True),
                            ("until_year__gte", models.F("since_year")),
                            _connector="OR",
                        ),
                        name="theme_years_in_order",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="CycleTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="themes", to="campaigns.cycle"
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cycles", to="campaigns.theme"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agency", "cycle"), name="one_theme_per_cycle")],
                "indexes": [],
            },
        ),
    ]
