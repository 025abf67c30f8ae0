import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=255, unique=True)),
                ("depth", models.PositiveIntegerField()),
                ("numchild", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=250)),
                ("short_name", models.CharField(blank=True, max_length=60)),
                ("symbol", models.CharField(blank=True, max_length=30)),
                ("place", models.CharField(blank=True, max_length=80)),
                ("council_name", models.CharField(blank=True, max_length=250)),
                ("search_key", models.TextField(editable=False)),
                ("sort_key", models.CharField(editable=False, max_length=1000)),
                ("is_illustrative", models.BooleanField(default=False)),
                ("one_document_series", models.BooleanField(default=False)),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "agencies",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="AgencyName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="names", to="organisations.agency"
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("short_name", models.CharField(blank=True, max_length=60)),
                ("basis", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="agency_name_dates_in_order",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AgencyPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="organisations.agency"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.agency",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="agency_place_dates_in_order",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AgencyAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="organisations.agency"
                    ),
                ),
                ("text", models.CharField(max_length=250)),
            ],
            options={
                "verbose_name_plural": "agency aliases",
                "constraints": [models.UniqueConstraint(fields=("agency", "text"), name="alias_once_per_agency")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AgencySuccession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="organisations.agency",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessions",
                        to="organisations.agency",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("MERGED", "Sáp nhập, hợp nhất"), ("SPLIT", "Chia, tách"), ("DISSOLVED", "Giải thể")],
                        max_length=10,
                    ),
                ),
                ("effective_on", models.DateField(null=True)),
                ("basis", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="organisations.agency"
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("STATE_BODY", "Cơ quan, đơn vị nhà nước"),
                            ("PUBLIC_SERVICE", "Đơn vị sự nghiệp công lập"),
                            ("ENTERPRISE", "Doanh nghiệp"),
                            ("OTHER", "Tổ chức khác"),
                        ],
                        default="STATE_BODY",
                        max_length=20,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organisations.unit",
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("short_name", models.CharField(blank=True, max_length=120)),
                ("search_key", models.TextField(editable=False)),
                ("sort_key", models.CharField(editable=False, max_length=1000)),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["sort_key", "pk"],
                "constraints": [models.UniqueConstraint(fields=("agency", "code"), name="unit_code_once_per_agency")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="UnitName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="names", to="organisations.unit"
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("short_name", models.CharField(blank=True, max_length=120)),
                ("basis", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="unit_name_dates_in_order",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="UnitPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="organisations.unit"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="unit_place_dates_in_order",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="UnitSuccession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="successions", to="organisations.unit"
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessions",
                        to="organisations.unit",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("MERGED", "Sáp nhập, hợp nhất"), ("SPLIT", "Chia, tách"), ("DISSOLVED", "Giải thể")],
                        max_length=10,
                    ),
                ),
                ("effective_on", models.DateField(null=True)),
                ("basis", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["effective_on", "pk"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="organisations.unit"
                    ),
                ),
                ("text", models.CharField(max_length=250)),
            ],
            options={
                "verbose_name_plural": "aliases",
                "constraints": [models.UniqueConstraint(fields=("agency", "unit", "text"), name="alias_once_per_unit")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="MassOrganisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mass_organisations",
                        to="organisations.unit",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("TRADE_UNION", "Công đoàn"),
                            ("YOUTH_UNION", "Đoàn Thanh niên"),
                            ("PARTY_BODY", "Tổ chức Đảng"),
                            ("WOMEN", "Hội Phụ nữ"),
                            ("VETERANS", "Hội Cựu chiến binh"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=250)),
            ],
            options={
                "ordering": ["kind", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="mass_organisation_dates_in_order",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="organisations.agency"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("full_name", models.CharField(max_length=120)),
                (
                    "gender",
                    models.CharField(blank=True, choices=[("FEMALE", "Nữ"), ("MALE", "Nam")], max_length=6, null=True),
                ),
                ("born_on", models.DateField(blank=True, null=True)),
                ("born_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("staff_code", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("search_key", models.CharField(editable=False, max_length=300)),
                ("sort_key", models.CharField(editable=False, max_length=500)),
                ("is_illustrative", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name_plural": "people",
                "ordering": ["sort_key", "pk"],
                "indexes": [
                    models.Index(fields=["agency", "sort_key"], name="organisatio_agency__ba59dc_idx"),
                    models.Index(fields=["agency", "search_key"], name="organisatio_agency__1c2466_idx"),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="UnitMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="organisations.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="organisations.unit"
                    ),
                ),
                ("department", models.CharField(blank=True, max_length=160)),
                ("left_because", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "until"], name="organisatio_unit_id_7e0e0f_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="membership_dates_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="posts", to="organisations.person"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="organisations.unit"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("heads_unit", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="post_dates_in_order",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Bloc",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="blocs", to="organisations.agency"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("BLOC", "Khối thi đua"), ("CLUSTER", "Cụm thi đua")], default="BLOC", max_length=10
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("number", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=160)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["agency", "code"],
                "constraints": [models.UniqueConstraint(fields=("agency", "code"), name="bloc_code_once_per_agency")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="BlocMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "bloc",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="organisations.bloc"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bloc_memberships",
                        to="organisations.unit",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("joined_on", models.DateField(blank=True, null=True)),
                ("left_on", models.DateField(blank=True, null=True)),
                ("left_because", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["unit", "year"], name="organisatio_unit_id_696df7_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "bloc", "year", "unit"), name="unit_once_per_bloc_and_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BlocLeadership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "bloc",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leaderships", to="organisations.bloc"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="leaderships", to="organisations.unit"
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
                ("basis", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "bloc", "year", "role"], name="organisatio_agency__88a554_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="leadership_dates_in_order",
                    )
                ],
            },
        ),
    ]
