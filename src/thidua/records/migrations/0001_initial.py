import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitAward",
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
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="organisations.unit",
                    ),
                ),
                (
                    "bloc",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="organisations.bloc",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "recipient_kind",
                    models.CharField(
                        choices=[("UNIT", "Đơn vị"), ("COLLECTIVE", "Tập thể thuộc đơn vị"), ("PERSON", "Cá nhân")],
                        default="UNIT",
                        max_length=10,
                    ),
                ),
                ("recipient", models.CharField(blank=True, max_length=250)),
                (
                    "code",
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
                        null=True,
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("decision_number", models.CharField(blank=True, max_length=80)),
                ("decided_on", models.CharField(blank=True, max_length=10)),
                ("issuer", models.CharField(blank=True, max_length=250)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-year", "recipient_kind", "pk"],
                "indexes": [
                    models.Index(fields=["agency", "year", "unit"], name="records_uni_agency__87d92b_idx"),
                    models.Index(fields=["agency", "year", "bloc"], name="records_uni_agency__0ccc4a_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bloc__isnull", True), ("unit__isnull", False)),
                            models.Q(("bloc__isnull", False), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="award_is_of_unit_or_of_somebody_in_bloc",
                    )
                ],
            },
        ),
    ]
