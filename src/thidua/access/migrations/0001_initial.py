import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RoleGrant",
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("ADMINISTRATOR", "Quản trị hệ thống"),
                            ("STANDING_OFFICE", "Cơ quan thường trực"),
                            ("BLOC_SECRETARY", "Thư ký khối"),
                            ("UNIT_OFFICER", "Cán bộ thi đua của đơn vị"),
                            ("UNIT_HEAD", "Thủ trưởng đơn vị"),
                            ("COUNCIL_MEMBER", "Ủy viên Hội đồng"),
                            ("OBSERVER", "Đại diện cấp trên"),
                            ("READER", "Người xem"),
                        ],
                        max_length=20,
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
                    "bloc",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.bloc",
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("basis", models.CharField(blank=True, max_length=250)),
                ("granted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "until"], name="access_role_user_id_dc36ab_idx"),
                    models.Index(fields=["agency", "role"], name="access_role_agency__a94d89_idx"),
                    models.Index(fields=["unit", "role"], name="access_role_unit_id_d3e29d_idx"),
                    models.Index(fields=["bloc", "role"], name="access_role_bloc_id_2cd011_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("unit__isnull", True), ("bloc__isnull", True), _connector="OR"),
                        name="grant_over_unit_or_bloc",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="grant_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="delegations", to="access.rolegrant"
                    ),
                ),
                (
                    "delegate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("reason", models.CharField(max_length=250)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["delegate", "until"], name="access_dele_delegat_6cead6_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="delegation_dates_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffSession",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff_sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.CharField(max_length=250)),
                ("started_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["user", "ends_at"], name="access_staf_user_id_796452_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("started_at"))), name="staff_session_times_in_order"
                    )
                ],
            },
        ),
    ]
