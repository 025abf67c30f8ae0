"""The tables of `scorecards` as its first 6 migrations left them; a database that took those has taken this one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("scorecards", "0001_initial"),
        ("scorecards", "0002_comments_of_observers"),
        ("scorecards", "0003_votes_among_equals"),
        ("scorecards", "0004_signed_as_what"),
        ("scorecards", "0005_file_digest"),
        ("scorecards", "0006_comment_version"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("campaigns", "0001_squashed"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scheme",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scheme", to="campaigns.cycle"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Đang soạn"),
                            ("COMMENTING", "Đang lấy ý kiến"),
                            ("SCORING", "Đang chấm"),
                            ("PUBLISHED", "Đã công bố"),
                        ],
                        default="DRAFT",
                        max_length=12,
                    ),
                ),
                ("document", models.TextField()),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="scorecards.scheme",
                    ),
                ),
                ("has_peers", models.BooleanField(default=False)),
                ("groups", models.JSONField(blank=True, default=dict)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("file_digest", models.CharField(blank=True, max_length=64)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-cycle__year", "cycle__bloc"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="SchemeComment",
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
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="scorecards.scheme"
                    ),
                ),
                ("item", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_by_name", models.CharField(max_length=160)),
                ("made_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=160)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("unit__isnull", True), ("superior__isnull", True), _connector="XOR"),
                        name="schemecomment_for_unit_or_superior",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Assessor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assessors", to="scorecards.scheme"
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "scheme", "name"), name="assessor_once_per_scheme")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Scorecard",
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
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cards", to="scorecards.scheme"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scorecards", to="organisations.unit"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("group", models.CharField(blank=True, max_length=120)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("SELF", "Đang tự chấm"),
                            ("PEERS", "Đang chấm chéo"),
                            ("VERIFICATION", "Chờ thẩm định"),
                            ("EXPLANATION", "Chờ giải trình"),
                            ("SECOND_LOOK", "Xem xét lại"),
                            ("SUPERIOR", "Chờ cấp trên chốt"),
                            ("SETTLED", "Đã chốt"),
                        ],
                        default="SELF",
                        max_length=12,
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_by_name", models.CharField(blank=True, max_length=160)),
                ("submitted_delegated", models.BooleanField(default=False)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_by_name", models.CharField(blank=True, max_length=160)),
                ("returned_because", models.CharField(blank=True, max_length=500)),
                ("votes", models.PositiveIntegerField(blank=True, null=True)),
                ("votes_from", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "scheme", "unit"), name="card_once_per_scheme")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ScoreLine",
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
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="scorecards.scorecard"
                    ),
                ),
                ("item", models.CharField(max_length=40)),
                ("claim", models.TextField(blank=True)),
                ("explanation", models.TextField(blank=True)),
                ("reply", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "scorecard", "item"), name="line_once_per_card")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ScoreChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="scorecards.scorecard"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("SELF", "Đang tự chấm"),
                            ("PEERS", "Đang chấm chéo"),
                            ("VERIFICATION", "Chờ thẩm định"),
                            ("EXPLANATION", "Chờ giải trình"),
                            ("SECOND_LOOK", "Xem xét lại"),
                            ("SUPERIOR", "Chờ cấp trên chốt"),
                            ("SETTLED", "Đã chốt"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("ANSWER", "Số liệu"), ("NOT_APPLICABLE", "Không áp dụng")],
                        default="ANSWER",
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("value", models.JSONField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by_name", models.CharField(max_length=160)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["scorecard", "name"], name="scorecards__scoreca_fa3ee5_idx")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="BranchSign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="signs", to="scorecards.scorecard"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("SELF", "Đang tự chấm"),
                            ("PEERS", "Đang chấm chéo"),
                            ("VERIFICATION", "Chờ thẩm định"),
                            ("EXPLANATION", "Chờ giải trình"),
                            ("SECOND_LOOK", "Xem xét lại"),
                            ("SUPERIOR", "Chờ cấp trên chốt"),
                            ("SETTLED", "Đã chốt"),
                        ],
                        max_length=12,
                    ),
                ),
                ("assessor", models.CharField(blank=True, max_length=250)),
                (
                    "capacity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("UNIT_HEAD", "Thủ trưởng đơn vị"),
                            ("LEAD", "Khối trưởng"),
                            ("DEPUTY_LEAD", "Khối phó"),
                            ("SECRETARY", "Thư ký khối"),
                            ("ASSESSOR", "Đơn vị được giao thẩm định"),
                            ("OFFICE", "Cơ quan thường trực"),
                        ],
                        max_length=12,
                    ),
                ),
                ("unit_name", models.CharField(blank=True, max_length=250)),
                ("is_delegated", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by_name", models.CharField(max_length=160)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "scorecard", "stage", "assessor"), name="branch_signed_once"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Hold",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="campaigns.cycle"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "effect",
                    models.CharField(choices=[("STOPS", "Dừng xét"), ("MARKS", "Ghi chú, vẫn xét")], max_length=6),
                ),
                ("text", models.CharField(max_length=500)),
                ("paper", models.CharField(max_length=250)),
                ("since", models.DateField()),
                ("made_by_name", models.CharField(max_length=160)),
                ("made_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_by_name", models.CharField(blank=True, max_length=160)),
                ("lifted_because", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["-since", "-pk"],
                "indexes": [models.Index(fields=["cycle", "unit"], name="scorecards__cycle_i_7972dc_idx")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="SignedPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="scorecards.scorecard"
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("total_exact", models.CharField(blank=True, max_length=60)),
                ("items", models.JSONField(default=dict)),
                ("answers", models.JSONField(default=dict)),
                ("same_as", models.CharField(blank=True, max_length=250)),
                ("recorded_by_name", models.CharField(max_length=160)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "scorecard", "name"), name="paper_once_per_card")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PeerPair",
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
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="peers", to="scorecards.scorecard"
                    ),
                ),
                (
                    "scorer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_by_name", models.CharField(blank=True, max_length=160)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "scorecard", "scorer"), name="peer_once_per_card")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PeerScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="scorecards.peerpair"
                    ),
                ),
                ("item", models.CharField(max_length=40)),
                ("exact", models.CharField(max_length=60)),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "pair", "item"), name="peer_score_once_per_item")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="LayerResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="results", to="scorecards.scorecard"
                    ),
                ),
                (
                    "layer",
                    models.CharField(
                        choices=[("SELF", "Tự chấm"), ("VERIFIED", "Thẩm định"), ("FINAL", "Chốt")], max_length=10
                    ),
                ),
                ("total_exact", models.TextField(blank=True)),
                ("total", models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True)),
                ("standard_exact", models.TextField(blank=True)),
                ("bonus_exact", models.TextField(blank=True)),
                ("penalty_exact", models.TextField(blank=True)),
                ("rank", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("is_provisional", models.BooleanField(default=False)),
                ("grade", models.CharField(blank=True, max_length=250)),
                ("items", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "scorecard", "layer"), name="result_once_per_layer")
                ],
                "indexes": [],
            },
        ),
    ]
