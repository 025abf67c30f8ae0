"""The tables of `activities` as its first 13 migrations left them; a database that took those has taken this one."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("activities", "0001_initial"),
        ("activities", "0002_parties_answer"),
        ("activities", "0003_field"),
        ("activities", "0004_field_photos"),
        ("activities", "0005_people"),
        ("activities", "0006_plans"),
        ("activities", "0007_impact"),
        ("activities", "0008_clock_far_off"),
        ("activities", "0009_part_of_larger"),
        ("activities", "0010_field_days"),
        ("activities", "0011_follow_up"),
        ("activities", "0012_confirmations"),
        ("activities", "0013_public_page"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("campaigns", "0001_squashed"),
        ("documents", "0001_squashed"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="organisations.bloc",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="organisations.unit",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CLEAN_UP", "Thu gom rác, làm sạch môi trường"),
                            ("TREE_PLANTING", "Trồng cây"),
                            ("WORKSHOP", "Hội thảo, tọa đàm"),
                            ("TRAINING", "Tập huấn, học tập chuyên đề"),
                            ("STUDY_VISIT", "Tham quan, trao đổi kinh nghiệm"),
                            ("CHARITY", "Thiện nguyện, đền ơn đáp nghĩa"),
                            ("CULTURE_SPORT", "Văn nghệ, thể thao"),
                            ("CONTEST", "Hội thi"),
                            ("OTHER", "Hoạt động khác"),
                        ],
                        max_length=15,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("message", models.CharField(blank=True, max_length=300)),
                (
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="campaigns.movement",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("PLANNED", "Dự kiến"), ("HELD", "Đã tổ chức"), ("CANCELLED", "Đã hủy")],
                        default="PLANNED",
                        max_length=10,
                    ),
                ),
                ("held_on", models.CharField(blank=True, max_length=10)),
                ("starts_at", models.TimeField(blank=True, null=True)),
                ("ends_at", models.TimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("summary", models.TextField(blank=True)),
                ("cancelled_because", models.CharField(blank=True, max_length=250)),
                ("has_no_photos", models.BooleanField(default=False)),
                ("waste_scheme", models.CharField(default="VN-75", max_length=12)),
                ("sample_one_in", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="activities.activity",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="activities.activity",
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "activities",
                "ordering": ["-held_on", "-pk"],
                "indexes": [models.Index(fields=["agency", "held_on"], name="activities__agency__6f9c20_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bloc__isnull", False), ("unit__isnull", True)),
                            models.Q(("bloc__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="activity_has_one_home",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parent", models.F("id")), _negated=True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                        ),
                        name="activity_is_not_in_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityCredit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="credits", to="activities.activity"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activity_credits",
                        to="campaigns.cycle",
                    ),
                ),
                ("credited_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "activity", "cycle"), name="credit_once_per_cycle")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ActivityParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="activities.activity"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("ORGANISER", "Chủ trì"),
                            ("CO_ORGANISER", "Phối hợp tổ chức"),
                            ("HOST", "Đơn vị tiếp đón"),
                            ("LOCAL_AUTHORITY", "Chính quyền địa phương"),
                            ("PARTNER", "Tham gia"),
                            ("SPONSOR", "Tài trợ, hỗ trợ"),
                            ("COLLECTOR", "Thu gom, xử lý rác"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "bloc",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.bloc",
                    ),
                ),
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
                    "partner_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.agency",
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("note", models.CharField(blank=True, max_length=250)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("NAMED", "Chờ xác nhận"),
                            ("CONFIRMED", "Đã xác nhận"),
                            ("ON_PAPER", "Theo giấy tờ"),
                            ("DECLINED", "Không tham gia"),
                        ],
                        default="NAMED",
                        max_length=10,
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_by_name", models.CharField(blank=True, max_length=160)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=250)),
                ("paper", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "verbose_name_plural": "activity parties",
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["activity", "state"], name="activities__activit_ce64fa_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state", "ON_PAPER"), ("paper", ""), _connector="XOR"),
                        name="party_on_paper_names_the_paper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "NAMED"), ("answered_at__isnull", False), _connector="OR"),
                        name="party_answer_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bloc__isnull", True), ("unit__isnull", True)),
                            models.Q(("bloc__isnull", True), ("partner_agency__isnull", True)),
                            models.Q(("partner_agency__isnull", True), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="party_is_at_most_one_thing",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="party_has_a_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivitySpeaker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="speakers", to="activities.activity"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                ("name", models.CharField(max_length=120)),
                ("post", models.CharField(blank=True, max_length=250)),
                ("said", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ActivityOutput",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outputs", to="activities.activity"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("indicator", models.CharField(max_length=200)),
                ("value_exact", models.CharField(blank=True, max_length=60)),
                ("unit_of_measure", models.CharField(blank=True, max_length=60)),
                ("note", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "activity", "indicator"), name="output_once_per_activity")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Participant",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="activities.activity",
                    ),
                ),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                ("name", models.CharField(max_length=120)),
                ("post", models.CharField(blank=True, max_length=160)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("INVITED", "Đã mời"),
                            ("SIGNED_UP", "Đã đăng ký"),
                            ("BOOKED", "Đã giữ chỗ"),
                            ("WITHDRAWN", "Không đi nữa"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_child", models.BooleanField(default=False)),
                ("guardian", models.CharField(blank=True, max_length=160)),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "code"), name="participant_code_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("agency", "activity", "person"),
                        name="person_once_per_activity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_child", False), models.Q(("guardian", ""), _negated=True), _connector="OR"
                        ),
                        name="child_has_a_guardian",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ParticipantParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="activities.participant"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="activities.activityparty",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "participant parties",
                "ordering": ["party__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "participant", "party"), name="comes_once_for_a_party")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="activities.activity",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("PARTICIPATION", "Giấy xác nhận tham gia"), ("THANKS", "Thư cảm ơn")], max_length=20
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="confirmations",
                        to="activities.participant",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="confirmations",
                        to="activities.activityparty",
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("is_child", models.BooleanField(default=False)),
                ("issuer", models.CharField(max_length=250)),
                ("code", models.CharField(max_length=16, unique=True)),
                (
                    "paper",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.issuedpaper",
                    ),
                ),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("issued_at", models.DateTimeField()),
                ("issued_by_name", models.CharField(max_length=160)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=160)),
                ("reason", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True), models.Q(("reason", ""), _negated=True), _connector="XOR"
                        ),
                        name="withdrawn_confirmation_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("participant__isnull", True), ("party__isnull", True), _connector="OR"),
                        name="confirmation_is_for_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("participant__isnull", False), ("withdrawn_at__isnull", True)),
                        fields=("agency", "activity", "kind", "participant"),
                        name="confirmation_once_per_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("party__isnull", False), ("withdrawn_at__isnull", True)),
                        fields=("agency", "activity", "kind", "party"),
                        name="confirmation_once_per_party",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FieldPass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="field_passes",
                        to="activities.activity",
                    ),
                ),
                ("team", models.CharField(max_length=120)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activityparty",
                    ),
                ),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("issued_at", models.DateTimeField()),
                ("issued_by_name", models.CharField(max_length=160)),
                ("ends_on", models.DateField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "field passes",
                "ordering": ["pk"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="FieldPhone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "field_pass",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="phones", to="activities.fieldpass"
                    ),
                ),
                ("device", models.UUIDField()),
                ("first_seen_at", models.DateTimeField()),
                ("blocked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "field_pass", "device"), name="phone_once_per_pass")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FieldDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "field_pass",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="days", to="activities.fieldpass"
                    ),
                ),
                ("day", models.DateField()),
                ("facts", models.PositiveIntegerField(default=0)),
                ("photos", models.PositiveIntegerField(default=0)),
                ("octets", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agency", "field_pass", "day"), name="field_day_once")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FieldFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="field_facts",
                        to="activities.activity",
                    ),
                ),
                ("code", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("presence", "Có mặt"),
                            ("headcount", "Đếm người"),
                            ("zone", "Đoạn đã làm"),
                            ("bag", "Túi"),
                            ("bulky", "Đồ cồng kềnh"),
                            ("weighing", "Lần cân"),
                            ("items", "Đếm món"),
                            ("handover", "Bàn giao"),
                            ("money", "Tiền"),
                            ("planting", "Cây đã trồng"),
                            ("tree_check", "Đếm cây sống"),
                            ("claim", "Số nơi khác công bố"),
                        ],
                        max_length=12,
                    ),
                ),
                ("body", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("supersedes", models.UUIDField(blank=True, null=True)),
                ("is_void", models.BooleanField(default=False)),
                ("noted_at", models.DateTimeField(blank=True, null=True)),
                ("skew", models.BigIntegerField(blank=True, null=True)),
                ("received_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("noted_by_name", models.CharField(max_length=160)),
                (
                    "phone",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="activities.fieldphone",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["activity", "kind"], name="activities__activit_5c9993_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "code", "digest"), name="fact_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("is_void", False), ("supersedes__isnull", False), _connector="OR"),
                        name="fact_takes_back_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="field_photos",
                        to="activities.activity",
                    ),
                ),
                ("code", models.UUIDField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "photo",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="documents.photo"
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("point", models.CharField(blank=True, max_length=20)),
                ("of_fact", models.UUIDField(blank=True, null=True)),
                ("has_faces", models.BooleanField(null=True)),
                (
                    "phone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="activities.fieldphone"
                    ),
                ),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("agency", "code"), name="field_photo_once")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PlanTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "name"), name="plan_template_once_per_agency")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PlanTemplateLine",
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
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="activities.plantemplate"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.CharField(max_length=300)),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("PERMISSION", "Xin phép, báo cáo"),
                            ("PEOPLE", "Con người, phân công"),
                            ("CONTENT", "Nội dung, tài liệu"),
                            ("SAFETY", "An toàn"),
                            ("TOOLS", "Dụng cụ"),
                            ("MEDIA", "Truyền thông"),
                            ("LOGISTICS", "Hậu cần"),
                            ("ON_SITE", "Tại nơi tổ chức"),
                            ("COLLECTION", "Thu gom, giao rác"),
                            ("AFTERWARDS", "Sau hoạt động"),
                            ("REST", "Việc khác"),
                        ],
                        default="REST",
                        max_length=12,
                    ),
                ),
                ("offset", models.SmallIntegerField(blank=True, null=True)),
                (
                    "usual_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ORGANISER", "Chủ trì"),
                            ("CO_ORGANISER", "Phối hợp tổ chức"),
                            ("HOST", "Đơn vị tiếp đón"),
                            ("LOCAL_AUTHORITY", "Chính quyền địa phương"),
                            ("PARTNER", "Tham gia"),
                            ("SPONSOR", "Tài trợ, hỗ trợ"),
                            ("COLLECTOR", "Thu gom, xử lý rác"),
                        ],
                        max_length=16,
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "template", "text"), name="template_line_once_per_template"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ActivityPlan",
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
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="plan", to="activities.activity"
                    ),
                ),
                (
                    "insurance",
                    models.CharField(
                        choices=[("UNKNOWN", "Chưa biết"), ("YES", "Có"), ("NO", "Không"), ("NOT_NEEDED", "Không cần")],
                        default="UNKNOWN",
                        max_length=10,
                    ),
                ),
                ("insurance_reason", models.CharField(blank=True, max_length=250)),
                ("reserve_percent", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("gloves_each", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("insurance", "NOT_NEEDED"), ("insurance_reason", ""), _negated=True),
                        name="no_insurance_has_a_reason",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PlanItem",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="activities.activity",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activityparty",
                    ),
                ),
                ("party_words", models.CharField(blank=True, max_length=300)),
                ("text", models.CharField(max_length=300)),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("PERMISSION", "Xin phép, báo cáo"),
                            ("PEOPLE", "Con người, phân công"),
                            ("CONTENT", "Nội dung, tài liệu"),
                            ("SAFETY", "An toàn"),
                            ("TOOLS", "Dụng cụ"),
                            ("MEDIA", "Truyền thông"),
                            ("LOGISTICS", "Hậu cần"),
                            ("ON_SITE", "Tại nơi tổ chức"),
                            ("COLLECTION", "Thu gom, giao rác"),
                            ("AFTERWARDS", "Sau hoạt động"),
                            ("REST", "Việc khác"),
                        ],
                        default="REST",
                        max_length=12,
                    ),
                ),
                (
                    "usual_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ORGANISER", "Chủ trì"),
                            ("CO_ORGANISER", "Phối hợp tổ chức"),
                            ("HOST", "Đơn vị tiếp đón"),
                            ("LOCAL_AUTHORITY", "Chính quyền địa phương"),
                            ("PARTNER", "Tham gia"),
                            ("SPONSOR", "Tài trợ, hỗ trợ"),
                            ("COLLECTOR", "Thu gom, xử lý rác"),
                        ],
                        max_length=16,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("offset", models.SmallIntegerField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("done_by_name", models.CharField(blank=True, max_length=160)),
                ("proof", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["activity", "done_at"], name="activities__activit_39288a_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "activity", "text"), name="plan_item_once_per_activity"),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__isnull", True), ("offset__isnull", True), _connector="OR"),
                        name="plan_item_has_one_term",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", False),
                            models.Q(("done_by__isnull", True), ("proof", "")),
                            _connector="OR",
                        ),
                        name="plan_item_proof_of_what_is_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="review", to="activities.activity"
                    ),
                ),
                ("closed_at", models.DateTimeField()),
                ("closed_by_name", models.CharField(blank=True, max_length=160)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="activities.activity",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activityparty",
                    ),
                ),
                ("party_words", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("WORKED", "Việc làm tốt"),
                            ("FAILED", "Việc chưa được"),
                            ("NEXT_TIME", "Lần sau làm khác"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                (
                    "taken_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.plantemplate",
                    ),
                ),
                ("taken_name", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "NEXT_TIME"),
                            models.Q(("taken_into__isnull", True), ("taken_name", "")),
                            _connector="OR",
                        ),
                        name="only_next_time_is_taken_into_a_template",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Revisit",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="activities.activity",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activityparty",
                    ),
                ),
                ("party_words", models.CharField(blank=True, max_length=300)),
                ("due_on", models.DateField()),
                (
                    "made",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisit_of",
                        to="activities.activity",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "activity", "due_on"), name="revisit_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("made", models.F("activity")), _negated=True),
                        name="revisit_is_another_record",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ActivityFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "of",
                    models.CharField(
                        choices=[
                            ("ACTIVITY", "Một hoạt động"),
                            ("CYCLE", "Một năm thi đua của khối"),
                            ("MOVEMENT", "Một phong trào"),
                            ("YEAR", "Một năm của cơ quan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("subject", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(default=0)),
                ("stamp", models.CharField(max_length=64)),
                ("facts", models.PositiveIntegerField()),
                ("last_fact", models.BigIntegerField(default=0)),
                ("reckoned_at", models.DateTimeField()),
                ("reckoned_on", models.DateField()),
                ("digest", models.CharField(max_length=64)),
                ("data", models.JSONField()),
            ],
            options={
                "verbose_name_plural": "activity figures",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "of", "subject", "year"), name="figures_once_per_selection"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FrozenFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frozen_figures",
                        to="activities.activity",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("facts", models.PositiveIntegerField()),
                ("reckoned_on", models.DateField()),
                ("digest", models.CharField(max_length=64)),
                ("data", models.JSONField()),
                ("frozen_at", models.DateTimeField()),
                ("frozen_by_name", models.CharField(max_length=160)),
            ],
            options={
                "verbose_name_plural": "frozen figures",
                "ordering": ["activity", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "activity", "number"), name="frozen_figures_numbered_once"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="MergeRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merge_requests",
                        to="activities.activity",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merges_offered",
                        to="activities.activity",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("asked_by_name", models.CharField(max_length=160)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=160)),
                ("is_agreed", models.BooleanField(default=False)),
                ("as_part", models.BooleanField(default=False)),
                ("split_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("agency", "activity", "into", "as_part"),
                        name="merge_asked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("activity", models.F("into")), _negated=True), name="merge_joins_two"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="MapPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
                    ),
                ),
                ("north_west", models.CharField(max_length=60)),
                ("south_east", models.CharField(max_length=60)),
                ("source", models.CharField(max_length=250)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("added_by_name", models.CharField(max_length=160)),
                ("added_at", models.DateTimeField()),
                ("reviewed_by_name", models.CharField(blank=True, max_length=160)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("review_note", models.CharField(blank=True, max_length=250)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("retired_because", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_at__isnull", True),
                            models.Q(("reviewed_by_name", ""), _negated=True),
                            _connector="XOR",
                        ),
                        name="map_picture_review_names_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retired_at__isnull", True),
                            models.Q(("retired_because", ""), _negated=True),
                            _connector="XOR",
                        ),
                        name="map_picture_retired_for_a_reason",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Equipment",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="activities.activity",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activityparty",
                    ),
                ),
                ("party_words", models.CharField(blank=True, max_length=300)),
                ("name", models.CharField(max_length=200)),
                ("unit_of_measure", models.CharField(blank=True, max_length=60)),
                ("planned", models.PositiveIntegerField(blank=True, null=True)),
                ("brought", models.PositiveIntegerField(blank=True, null=True)),
                ("returned", models.PositiveIntegerField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name_plural": "equipment",
                "ordering": ["position", "pk"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="MoneyLine",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="activities.activity",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=200)),
                ("flow", models.CharField(choices=[("IN", "Khoản thu"), ("OUT", "Khoản chi")], max_length=3)),
                ("planned", models.PositiveBigIntegerField(blank=True, null=True)),
                ("real", models.PositiveBigIntegerField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("slip", models.CharField(blank=True, max_length=200)),
                ("fact", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Risk",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="activities.activity",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activityparty",
                    ),
                ),
                ("party_words", models.CharField(blank=True, max_length=300)),
                (
                    "risk",
                    models.CharField(
                        choices=[
                            ("TIDE", "Triều, nước sâu"),
                            ("HEAT", "Nắng nóng"),
                            ("SHARP", "Vật sắc nhọn"),
                            ("CHILDREN", "Trẻ em"),
                            ("ROAD", "Giao thông"),
                            ("OTHER_RISK", "Rủi ro khác"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("measures", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="PlanZone",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="activities.activity",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=200)),
                ("metres_exact", models.CharField(blank=True, max_length=60)),
                ("bags", models.PositiveIntegerField(blank=True, null=True)),
                ("head_count", models.PositiveIntegerField(blank=True, null=True)),
                ("point_text", models.CharField(blank=True, max_length=60)),
                ("is_name_public", models.BooleanField(default=False)),
                ("fact", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="PublicPhoto",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_photos",
                        to="activities.activity",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="documents.photo"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "role",
                    models.CharField(
                        choices=[("BEFORE", "Trước"), ("AFTER", "Sau"), ("DURING", "Trong buổi")], max_length=8
                    ),
                ),
                (
                    "people",
                    models.CharField(
                        choices=[
                            ("NO_FACES", "Không nhận ra mặt ai"),
                            ("ADULTS", "Nhận ra mặt người lớn"),
                            ("CHILDREN", "Nhận ra mặt trẻ em"),
                        ],
                        max_length=8,
                    ),
                ),
                ("children_paper", models.CharField(blank=True, max_length=250)),
                ("alt_text", models.CharField(max_length=300)),
                ("caption", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "activity", "photo"), name="public_photo_once"),
                    models.CheckConstraint(
                        condition=models.Q(("alt_text", ""), _negated=True), name="public_photo_has_alt_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people", "CHILDREN"), ("children_paper", ""), _connector="XOR"),
                        name="public_photo_of_children_names_the_paper",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeLine",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="activities.activity",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("topic", models.CharField(max_length=300)),
                ("starts_at", models.TimeField(blank=True, null=True)),
                ("ends_at", models.TimeField(blank=True, null=True)),
                ("speaker", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": [models.OrderBy(models.F("starts_at"), nulls_last=True), "position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True),
                            models.Q(("ends_at__gt", models.F("starts_at")), ("starts_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="programme_line_ends_after_its_start",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)s_rows",
                        to="activities.activity",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activityparty",
                    ),
                ),
                ("party_words", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField()),
                ("made_by", models.CharField(blank=True, max_length=300)),
                (
                    "proposer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activityparty",
                    ),
                ),
                (
                    "target_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.agency",
                    ),
                ),
                ("target_words", models.CharField(blank=True, max_length=300)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("NEW", "Mới ghi"),
                            ("SENT", "Đã gửi"),
                            ("ANSWERED", "Đã trả lời, chưa rõ kết quả"),
                            ("TAKEN_UP", "Đã tiếp thu"),
                            ("PARTLY", "Tiếp thu một phần"),
                            ("TURNED_DOWN", "Không tiếp thu"),
                            ("DROPPED", "Thôi theo dõi"),
                        ],
                        default="NEW",
                        max_length=12,
                    ),
                ),
                ("sent_on", models.CharField(blank=True, max_length=10)),
                ("answer", models.TextField(blank=True)),
                ("answer_number", models.CharField(blank=True, max_length=60)),
                ("answer_on", models.CharField(blank=True, max_length=10)),
                ("answer_issuer", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["state", "due_on"], name="activities__state_8b9ff9_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="proposal_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "NEW"), _negated=True),
                            models.Q(
                                ("answer", ""),
                                ("answer_issuer", ""),
                                ("answer_number", ""),
                                ("answer_on", ""),
                                ("sent_on", ""),
                            ),
                            _connector="OR",
                        ),
                        name="new_proposal_has_no_answer",
                    ),
                ],
            },
        ),
    ]
