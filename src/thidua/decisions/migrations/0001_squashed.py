"""The tables of `decisions` as its first 3 migrations left them; a database that took those has taken this one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("decisions", "0001_initial"), ("decisions", "0002_proposals"), ("decisions", "0003_corrected_answers")]

    initial = True

    dependencies = [
        ("campaigns", "0001_squashed"),
        ("meetings", "0001_squashed"),
        ("organisations", "0001_initial"),
        ("records", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecognitionDecision",
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
                        related_name="recognitions",
                        to="organisations.bloc",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recognitions",
                        to="meetings.meeting",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=80)),
                ("signed_on", models.CharField(blank=True, max_length=10)),
                ("signer", models.CharField(blank=True, max_length=120)),
                ("signer_title", models.CharField(blank=True, max_length=160)),
                ("issuer", models.CharField(blank=True, max_length=250)),
                ("effective_on", models.DateField(blank=True, null=True)),
                ("is_historical", models.BooleanField(default=False)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "lead_representative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                (
                    "deputy_representative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("differs_because", models.CharField(blank=True, max_length=500)),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["-year", "-signed_on", "-pk"],
                "indexes": [models.Index(fields=["agency", "bloc", "year"], name="decisions_r_agency__866447_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deputy__isnull", True),
                            models.Q(("deputy", models.F("lead")), _negated=True),
                            _connector="OR",
                        ),
                        name="recognised_deputy_is_not_head",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="organisations.bloc"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="campaigns.cycle"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="decisions.recognitiondecision",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "giver_representative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "receiver_representative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("held_on", models.CharField(blank=True, max_length=10)),
                ("place", models.CharField(blank=True, max_length=250)),
                ("note", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("DRAFT", "Đang lập"), ("SIGNED", "Hai bên đã ký"), ("CLOSED", "Đã bàn giao xong")],
                        default="DRAFT",
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["-cycle__year", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "cycle"), name="one_handover_per_year"),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True), name="giver_is_not_receiver"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="HandoverItem",
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
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="decisions.handover"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PAPERS", "Hồ sơ, giấy tờ"),
                            ("SEAL", "Con dấu"),
                            ("TASKS", "Việc còn dở"),
                            ("MONEY", "Kinh phí"),
                            ("ACCOUNTS", "Tài khoản"),
                            ("OTHER", "Khác"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                ("amount", models.BigIntegerField(blank=True, null=True)),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.task",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PENDING", "Chưa giao"),
                            ("HANDED_OVER", "Đã giao"),
                            ("NONE", "Không có"),
                            ("MISSING", "Thiếu"),
                        ],
                        default="PENDING",
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["handover", "position"], name="decisions_h_handove_ede785_idx")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="HandoverSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="signatures", to="decisions.handover"
                    ),
                ),
                ("side", models.CharField(choices=[("GIVER", "Bên giao"), ("RECEIVER", "Bên nhận")], max_length=10)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("user_id", models.BigIntegerField(null=True)),
                ("words", models.CharField(max_length=250)),
                ("signed_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["side"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "handover", "side"), name="each_side_signs_once")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ProposalList",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="campaigns.cycle"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Đang lập"),
                            ("SENT", "Đã gửi cấp trên"),
                            ("ANSWERED", "Cấp trên đã trả lời"),
                        ],
                        default="DRAFT",
                        max_length=10,
                    ),
                ),
                ("letter_number", models.CharField(blank=True, max_length=80)),
                ("letter_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("removed", models.JSONField(default=list)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("sent_by_user", models.BigIntegerField(null=True)),
                ("sent_by_name", models.CharField(blank=True, max_length=160)),
            ],
            options={
                "ordering": ["-cycle__year", "pk"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ProposalLine",
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
                    "proposals",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="decisions.proposallist"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "award_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ADVANCED_WORKER", "Lao động tiên tiến"),
                            ("GRASSROOTS_EMULATION_FIGHTER", "Chiến sĩ thi đua cơ sở"),
                            ("MINISTERIAL_EMULATION_FIGHTER", "Chiến sĩ thi đua bộ, ban, ngành, tỉnh"),
                            ("NATIONAL_EMULATION_FIGHTER", "Chiến sĩ thi đua toàn quốc"),
                            ("ADVANCED_LABOUR_COLLECTIVE", "Tập thể lao động tiên tiến"),
                            ("EXCELLENT_LABOUR_COLLECTIVE", "Tập thể lao động xuất sắc"),
                            ("MINISTRY_EMULATION_FLAG", "Cờ thi đua của bộ, ban, ngành, tỉnh"),
                            ("GOVERNMENT_EMULATION_FLAG", "Cờ thi đua của Chính phủ"),
                            ("COMMENDATION_LETTER", "Giấy khen"),
                            ("CERTIFICATE_OF_MERIT", "Bằng khen của bộ, ban, ngành, tỉnh"),
                            ("PRIME_MINISTER_CERTIFICATE", "Bằng khen của Thủ tướng Chính phủ"),
                            ("ORDER", "Huân chương"),
                        ],
                        max_length=40,
                    ),
                ),
                ("award_name", models.CharField(max_length=250)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("VOTE", "Hội nghị bỏ phiếu"),
                            ("RANKING", "Theo xếp hạng"),
                            ("PERSON", "Thêm theo ý kiến hội nghị"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "motion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="meetings.motion",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("total", models.CharField(blank=True, max_length=40)),
                ("votes_for", models.PositiveIntegerField(blank=True, null=True)),
                ("votes_total", models.PositiveIntegerField(blank=True, null=True)),
                ("because", models.CharField(blank=True, max_length=500)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("APPROVED", "Được tặng"), ("NOT_APPROVED", "Không được tặng")],
                        max_length=15,
                    ),
                ),
                ("decision_number", models.CharField(blank=True, max_length=80)),
                ("decided_on", models.CharField(blank=True, max_length=10)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("earlier", models.JSONField(default=list)),
                (
                    "award",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="records.unitaward",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "proposals", "unit", "award_name"), name="unit_proposed_once_for_an_award"
                    )
                ],
                "indexes": [],
            },
        ),
    ]
