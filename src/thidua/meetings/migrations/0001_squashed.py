"""The tables of `meetings` as its first 5 migrations left them; a database that took those has taken this one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("meetings", "0001_initial"),
        ("meetings", "0002_ballots"),
        ("meetings", "0003_quorum_rules"),
        ("meetings", "0004_whose_quorum"),
        ("meetings", "0005_quorum_has_its_share"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("campaigns", "0001_squashed"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="organisations.bloc"
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="campaigns.cycle",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CONFERENCE", "Hội nghị"),
                            ("COUNCIL_SESSION", "Phiên họp Hội đồng"),
                            ("OTHER", "Cuộc họp khác"),
                        ],
                        default="CONFERENCE",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=250)),
                ("held_on", models.CharField(blank=True, max_length=10)),
                (
                    "part_of_day",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MORNING", "Sáng"),
                            ("AFTERNOON", "Chiều"),
                            ("EVENING", "Tối"),
                            ("ALL_DAY", "Cả ngày"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_at", models.TimeField(blank=True, null=True)),
                ("ends_at", models.TimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=250)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PLANNED", "Sắp họp"),
                            ("HELD", "Đã họp"),
                            ("MINUTES_DRAFT", "Đang làm biên bản"),
                            ("ADOPTED", "Đã thông qua biên bản"),
                            ("CANCELLED", "Không họp nữa"),
                        ],
                        default="PLANNED",
                        max_length=15,
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                (
                    "secretary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("chair_words", models.CharField(blank=True, max_length=250)),
                ("secretary_words", models.CharField(blank=True, max_length=250)),
                (
                    "quorum_rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "Mức theo quy chế của khối, cụm hoặc Hội đồng"),
                            (
                                "two_thirds",
                                "Ít nhất hai phần ba thành viên (Hội đồng Thi đua - Khen thưởng Trung ương)",
                            ),
                            ("two_thirds_local", "Ít nhất hai phần ba thành viên (tỉnh Bắc Ninh)"),
                            ("two_thirds_courts", "Ít nhất hai phần ba thành viên (Tòa án nhân dân)"),
                            ("eighty", "Ít nhất 80% thành viên, khi xét khen thưởng (tỉnh Bắc Ninh)"),
                            ("ninety", "Ít nhất 90% thành viên, khi xét danh hiệu Anh hùng (Hội đồng Trung ương)"),
                        ],
                        max_length=40,
                    ),
                ),
                ("quorum_numerator", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("quorum_denominator", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("quorum_basis", models.CharField(blank=True, max_length=250)),
                (
                    "step",
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
                ("cancelled_because", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
                "indexes": [
                    models.Index(fields=["agency", "bloc", "held_on"], name="meetings_me_agency__805ec6_idx"),
                    models.Index(fields=["cycle", "state"], name="meetings_me_cycle_i_170493_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("chair", models.F("secretary")), _negated=True),
                        name="chair_is_not_secretary",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quorum_denominator__gte", 1),
                            ("quorum_numerator__gte", 1),
                            ("quorum_numerator__lte", models.F("quorum_denominator")),
                        ),
                        name="quorum_is_a_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quorum_denominator", None), ("quorum_numerator", None), ("quorum_rule", "")),
                            models.Q(
                                models.Q(("quorum_rule", ""), _negated=True),
                                ("quorum_denominator__gte", 1),
                                ("quorum_numerator__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="quorum_rule_has_a_share",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
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
                ("words", models.CharField(blank=True, max_length=250)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agenda", to="meetings.meeting"
                    ),
                ),
                ("title", models.CharField(max_length=250)),
                ("planned_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["meeting", "position"], name="meetings_ag_meeting_b2aca8_idx")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
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
                ("words", models.CharField(blank=True, max_length=250)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attendances", to="meetings.meeting"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("MEMBER", "Thành viên"),
                            ("DELEGATE", "Đại biểu của đơn vị"),
                            ("SUPERIOR", "Đại diện cấp trên"),
                            ("GUEST", "Khách mời"),
                        ],
                        default="MEMBER",
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("INVITED", "Đã mời"),
                            ("PRESENT", "Có mặt"),
                            ("ABSENT", "Vắng"),
                            ("UNKNOWN", "Chưa biết"),
                        ],
                        default="INVITED",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=250)),
                ("head_count", models.PositiveIntegerField(blank=True, null=True)),
                ("coming", models.BooleanField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [
                    models.Index(fields=["unit", "state"], name="meetings_at_unit_id_46f259_idx"),
                    models.Index(fields=["person", "state"], name="meetings_at_person__9bbfbb_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("agency", "meeting", "person"),
                        name="person_once_per_roll",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Motion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="motions", to="meetings.meeting"
                    ),
                ),
                ("title", models.CharField(max_length=250)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("LEAD", "Bầu Khối trưởng"),
                            ("DEPUTY_LEAD", "Bầu Khối phó"),
                            ("AWARD", "Chọn đơn vị đề nghị khen thưởng"),
                            ("TIE_BREAK", "Phân định các đơn vị bằng điểm"),
                            ("OTHER", "Nội dung khác"),
                        ],
                        default="OTHER",
                        max_length=12,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("APPROVE", "Đồng ý hoặc không, với từng tên"),
                            ("CHOOSE", "Chọn trong danh sách"),
                            ("RANK", "Xếp thứ tự cả danh sách"),
                        ],
                        default="APPROVE",
                        max_length=10,
                    ),
                ),
                ("most", models.PositiveSmallIntegerField(default=1)),
                ("seats", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                ("award_name", models.CharField(blank=True, max_length=250)),
                (
                    "threshold",
                    models.CharField(
                        choices=[
                            ("ninety_of_members", "Ít nhất 90% tổng số thành viên"),
                            ("eighty_of_members", "Ít nhất 80% tổng số thành viên"),
                            ("two_thirds_of_members", "Ít nhất hai phần ba tổng số thành viên"),
                            ("majority_of_members", "Quá nửa tổng số thành viên"),
                            ("majority_of_present", "Quá nửa số có mặt"),
                            ("majority_of_papers", "Quá nửa số phiếu thu về"),
                            ("most_votes", "Nhiều phiếu hơn thì được, không đòi tỷ lệ"),
                        ],
                        default="majority_of_members",
                        max_length=40,
                    ),
                ),
                (
                    "attendance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eighty", "Ít nhất 80% thành viên có mặt"),
                            ("ninety", "Ít nhất 90% thành viên có mặt"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "rounds",
                    models.CharField(
                        choices=[
                            ("courts", "Nhiều nhất 2 vòng, rồi Khối trưởng và Khối phó quyết định"),
                            ("one", "Một vòng, rồi cấp có thẩm quyền quyết định"),
                            ("two", "Nhiều nhất 2 vòng, rồi cấp có thẩm quyền quyết định"),
                            ("three", "Nhiều nhất 3 vòng, rồi cấp có thẩm quyền quyết định"),
                        ],
                        default="two",
                        max_length=40,
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=250)),
                ("recused_count", models.BooleanField(blank=True, null=True)),
                ("hides_figures", models.BooleanField(default=False)),
                ("rules", models.JSONField(editable=False, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Đang soạn"),
                            ("VOTING", "Đang bỏ phiếu"),
                            ("BETWEEN", "Chờ vòng tiếp theo"),
                            ("UNDECIDED", "Hết số vòng, chờ người có quyền quyết định"),
                            ("SETTLED", "Đã có kết quả"),
                            ("VOID", "Đã hủy"),
                        ],
                        default="DRAFT",
                        max_length=10,
                    ),
                ),
                ("outcome", models.JSONField(editable=False, null=True)),
                ("void_because", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["meeting", "state"], name="meetings_mo_meeting_d77c49_idx")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="MotionOption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "motion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="options", to="meetings.motion"
                    ),
                ),
                ("code", models.CharField(max_length=8)),
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
                ("words", models.CharField(max_length=250)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "motion", "code"), name="option_code_once_per_motion"),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False)),
                        fields=("agency", "motion", "unit"),
                        name="unit_once_per_motion",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recusals", to="meetings.motionoption"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meetings.attendance"
                    ),
                ),
                ("reason", models.CharField(max_length=250)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "option", "line"), name="recused_once_per_option")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
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
                    "motion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="meetings.motion"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("SCREEN", "Bỏ phiếu kín trên điện thoại, máy tính"),
                            ("PAPER", "Bỏ phiếu kín bằng phiếu giấy"),
                            ("HANDS", "Giơ tay biểu quyết"),
                        ],
                        max_length=10,
                    ),
                ),
                ("options", models.JSONField()),
                ("most", models.PositiveSmallIntegerField(default=1)),
                ("seats", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("members", models.PositiveIntegerField()),
                ("present", models.PositiveIntegerField()),
                ("recused", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[("OPEN", "Đang bỏ phiếu"), ("CLOSED", "Đã kiểm phiếu"), ("VOID", "Đã hủy")],
                        default="OPEN",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("opened_by_name", models.CharField(max_length=160)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by_name", models.CharField(blank=True, max_length=160)),
                ("papers", models.PositiveIntegerField(blank=True, null=True)),
                ("counts", models.JSONField(null=True)),
                ("codes", models.JSONField(null=True)),
                ("slips", models.JSONField(null=True)),
                ("published", models.TextField(blank=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("closed_because", models.CharField(blank=True, max_length=250)),
                ("differ", models.JSONField(default=list)),
                ("void_because", models.CharField(blank=True, max_length=250)),
                ("tellers", models.ManyToManyField(blank=True, related_name="+", to="organisations.person")),
            ],
            options={
                "ordering": ["number", "pk"],
                "indexes": [models.Index(fields=["motion", "state"], name="meetings_ba_motion__6cf7b2_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "motion", "number"), name="round_once_per_motion"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "OPEN")),
                        fields=("agency", "motion"),
                        name="one_open_round_per_motion",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roll", to="meetings.ballot"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meetings.attendance"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                (
                    "voter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("words", models.CharField(max_length=250)),
                ("position", models.PositiveIntegerField(default=0)),
                ("is_present", models.BooleanField()),
                ("is_written", models.BooleanField(default=False)),
                ("recused", models.JSONField(default=list)),
                ("has_voted", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["ballot", "has_voted"], name="meetings_ro_ballot__26cc53_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "ballot", "line"), name="seat_once_per_roll")
                ],
            },
        ),
        migrations.CreateModel(
            name="BallotBox",
            fields=[
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "ballot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="box",
                        serialize=False,
                        to="meetings.ballot",
                    ),
                ),
                ("sealed", models.BinaryField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="WrittenVote",
            fields=[
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="written",
                        serialize=False,
                        to="meetings.rollentry",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("read_by_name", models.CharField(max_length=160)),
                ("nonce", models.CharField(max_length=32)),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="TellerSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="meetings.ballot"
                    ),
                ),
                (
                    "teller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("teller_name", models.CharField(max_length=160)),
                ("figures", models.JSONField()),
                ("entered_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "ballot", "teller"), name="sheet_once_per_teller")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="DoorCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="door_codes", to="meetings.meeting"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="door_codes", to="meetings.attendance"
                    ),
                ),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("issued_at", models.DateTimeField()),
                ("issued_by_name", models.CharField(max_length=160)),
                ("phone", models.CharField(blank=True, max_length=64)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("agency", "line"),
                        name="one_standing_code_per_seat",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ElectionRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="elections", to="meetings.meeting"
                    ),
                ),
                (
                    "bloc",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="elections", to="organisations.bloc"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "role",
                    models.CharField(choices=[("LEAD", "Khối trưởng"), ("DEPUTY_LEAD", "Khối phó")], max_length=12),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SHOW_OF_HANDS", "Giơ tay biểu quyết"),
                            ("SECRET_BALLOT", "Bỏ phiếu kín"),
                            ("AGREEMENT", "Nhất trí thông qua"),
                        ],
                        max_length=15,
                        null=True,
                    ),
                ),
                ("votes_for", models.PositiveIntegerField(blank=True, null=True)),
                ("votes_against", models.PositiveIntegerField(blank=True, null=True)),
                ("votes_blank", models.PositiveIntegerField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["bloc", "year"], name="meetings_el_bloc_id_df23fd_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "meeting", "year", "role"), name="post_chosen_once_per_meeting_and_year"
                    ),
                    models.UniqueConstraint(
                        fields=("agency", "meeting", "year", "unit"), name="deputy_is_another_unit_than_head"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ElectionCandidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="meetings.electionrecord",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                ("votes", models.PositiveIntegerField(blank=True, null=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "election", "unit"), name="candidate_once_per_election")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
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
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="meetings.meeting"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Thư ký đang soạn"),
                            ("OPEN", "Đang lấy ý kiến"),
                            ("SIGNED", "Thư ký đã ký, chờ chủ trì"),
                            ("ADOPTED", "Đã thông qua"),
                        ],
                        default="DRAFT",
                        max_length=10,
                    ),
                ),
                ("amend_until", models.DateField(blank=True, null=True)),
                ("is_read_back", models.BooleanField(default=False)),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("signed_by_user", models.BigIntegerField(null=True)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("returned_because", models.TextField(blank=True)),
                (
                    "adopted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("adopted_by_user", models.BigIntegerField(null=True)),
                ("adopted_at", models.DateTimeField(blank=True, null=True)),
                ("text", models.TextField(blank=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("chain_number", models.BigIntegerField(null=True)),
                ("chain_hash", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "verbose_name_plural": "minutes",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="MinutesLine",
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
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="meetings.minutes"
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("OPENING", "Thời gian, địa điểm, người điều hành"),
                            ("ATTENDANCE", "Thành phần tham dự"),
                            ("AGENDA", "Nội dung, chương trình"),
                            ("REPORTS", "Báo cáo tại hội nghị"),
                            ("OPINIONS", "Ý kiến phát biểu"),
                            ("DIRECTION", "Chỉ đạo của đại diện cấp trên"),
                            ("PRAISE", "Biểu dương, đánh giá cao"),
                            ("ELECTION", "Kết quả bầu Khối trưởng, Khối phó"),
                            ("VOTES", "Kết quả biểu quyết, bỏ phiếu"),
                            ("CONCLUSIONS", "Kết luận"),
                            ("CLOSING", "Kết thúc"),
                        ],
                        max_length=12,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("text", models.TextField(blank=True)),
                ("built_text", models.TextField(blank=True)),
                ("slot", models.CharField(blank=True, max_length=40)),
                ("source_kind", models.CharField(blank=True, max_length=20)),
                ("source_id", models.BigIntegerField(null=True)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["minutes", "position"], name="meetings_mi_minutes_c6f49d_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("slot", ""), _negated=True),
                        fields=("agency", "minutes", "slot"),
                        name="minutes_slot_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="meetings.minutes"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("BUILT", "Dựng từ hồ sơ cuộc họp"),
                            ("EDITED", "Thư ký sửa"),
                            ("AMENDED", "Tiếp thu đề nghị sửa"),
                            ("SIGNED", "Thư ký ký"),
                            ("ADOPTED", "Chủ trì thông qua"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("made_by", models.CharField(max_length=120)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "minutes", "number"), name="minutes_version_numbered_once"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
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
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="amendments", to="meetings.minutes"
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("OPENING", "Thời gian, địa điểm, người điều hành"),
                            ("ATTENDANCE", "Thành phần tham dự"),
                            ("AGENDA", "Nội dung, chương trình"),
                            ("REPORTS", "Báo cáo tại hội nghị"),
                            ("OPINIONS", "Ý kiến phát biểu"),
                            ("DIRECTION", "Chỉ đạo của đại diện cấp trên"),
                            ("PRAISE", "Biểu dương, đánh giá cao"),
                            ("ELECTION", "Kết quả bầu Khối trưởng, Khối phó"),
                            ("VOTES", "Kết quả biểu quyết, bỏ phiếu"),
                            ("CONCLUSIONS", "Kết luận"),
                            ("CLOSING", "Kết thúc"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="amendments",
                        to="meetings.minutesline",
                    ),
                ),
                ("line_text", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("reason", models.CharField(max_length=500)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.person",
                    ),
                ),
                ("proposed_by_user", models.BigIntegerField(null=True)),
                ("proposed_by_words", models.CharField(max_length=250)),
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
                ("proposed_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "Chờ thư ký xem"),
                            ("ACCEPTED", "Đã tiếp thu"),
                            ("REJECTED", "Không tiếp thu"),
                            ("WITHDRAWN", "Đã rút lại"),
                        ],
                        default="PROPOSED",
                        max_length=10,
                    ),
                ),
                ("decided_by", models.CharField(blank=True, max_length=120)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_reason", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["minutes", "state"], name="meetings_am_minutes_96f71a_idx")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
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
                ("words", models.CharField(blank=True, max_length=250)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="meetings.meeting"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("REPORT", "Báo cáo tại hội nghị"),
                            ("OPINION", "Ý kiến phát biểu"),
                            ("DIRECTION", "Chỉ đạo của cấp trên"),
                            ("PRAISE", "Biểu dương, đánh giá cao"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300)),
                ("content", models.TextField(blank=True)),
                (
                    "about_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                ("about_words", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [
                    models.Index(fields=["meeting", "kind", "position"], name="meetings_st_meeting_014585_idx")
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conclusions", to="meetings.meeting"
                    ),
                ),
                ("content", models.TextField()),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                ("owner_words", models.CharField(blank=True, max_length=250)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conclusions",
                        to="campaigns.task",
                    ),
                ),
                ("co_units", models.ManyToManyField(blank=True, related_name="+", to="organisations.unit")),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["meeting", "position"], name="meetings_co_meeting_94697c_idx")],
                "constraints": [],
            },
        ),
    ]
