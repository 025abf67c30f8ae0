"""The tables of `documents` as its first 3 migrations left them; a database that took those has taken this one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("documents", "0001_initial"), ("documents", "0002_papers"), ("documents", "0003_erased_files")]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                (
                    "media_type",
                    models.CharField(
                        choices=[
                            ("application/pdf", "PDF"),
                            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"),
                            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
                            ("image/jpeg", "JPEG"),
                            ("image/png", "PNG"),
                            ("image/heic", "HEIC"),
                        ],
                        max_length=100,
                    ),
                ),
                ("original_name", models.CharField(max_length=200)),
                ("original_path", models.CharField(max_length=200)),
                ("served_path", models.CharField(max_length=200)),
                (
                    "served_type",
                    models.CharField(
                        choices=[
                            ("application/pdf", "PDF"),
                            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"),
                            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
                            ("image/jpeg", "JPEG"),
                            ("image/png", "PNG"),
                            ("image/heic", "HEIC"),
                        ],
                        max_length=100,
                    ),
                ),
                ("served_size", models.PositiveBigIntegerField()),
                ("served_sha256", models.CharField(max_length=64)),
                ("small_path", models.CharField(blank=True, max_length=200)),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                ("pages", models.PositiveIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("CLEAN", "Đã kiểm tra"), ("REFUSED", "Không nhận"), ("ERASED", "Đã xóa khỏi kho")],
                        default="CLEAN",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agency", "sha256"), name="content_once_per_agency")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                ("title", models.CharField(max_length=250)),
                ("number", models.CharField(blank=True, max_length=80)),
                ("issued_on", models.CharField(blank=True, max_length=10)),
                ("issuer", models.CharField(blank=True, max_length=250)),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="documents.storedfile",
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=1000)),
                ("about_kind", models.CharField(blank=True, max_length=40)),
                ("about_id", models.BigIntegerField(blank=True, null=True)),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="documents.evidence",
                    ),
                ),
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
            ],
            options={
                "verbose_name_plural": "evidence",
                "indexes": [models.Index(fields=["agency", "unit", "-id"], name="documents_e_agency__a3a6e9_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about_id__isnull", True), ("file__isnull", False), ("url", "")),
                            models.Q(
                                ("about_id__isnull", True), ("file__isnull", True), models.Q(("url", ""), _negated=True)
                            ),
                            models.Q(("about_id__isnull", False), ("file__isnull", True), ("url", "")),
                            _connector="OR",
                        ),
                        name="evidence_has_one_source",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="documents.evidence"
                    ),
                ),
                ("parent_kind", models.CharField(max_length=40)),
                ("parent_id", models.BigIntegerField()),
                ("linked_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["parent_kind", "parent_id"], name="documents_e_parent__b9d307_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "parent_kind", "parent_id", "evidence"), name="evidence_once_per_parent"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("type_code", models.CharField(blank=True, max_length=10)),
                ("last_number", models.PositiveIntegerField(default=0)),
                ("last_issued_on", models.DateField(null=True)),
            ],
            options={
                "verbose_name_plural": "document series",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "year", "type_code"), name="one_series_per_agency_year_type"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="IssuedPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="documents.documentseries",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("symbol", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=40)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                ("about", models.CharField(max_length=400)),
                ("issued_on", models.DateField()),
                ("issued_by_name", models.CharField(max_length=160)),
                ("issued_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["series", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "series", "number"), name="paper_number_once_per_series"),
                    models.UniqueConstraint(
                        fields=("agency", "subject_kind", "subject_id", "kind"), name="paper_numbered_once"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PaperTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                ("is_retired", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["kind", "-uploaded_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_retired", False)),
                        fields=("agency", "kind"),
                        name="one_template_per_agency_and_kind",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("parent_kind", models.CharField(max_length=40)),
                ("parent_id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="documents.storedfile"
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=500)),
                ("alt_text", models.CharField(max_length=300)),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("UNKNOWN", "Chưa biết"),
                            ("NOBODY_SHOWN", "Không có người trong ảnh"),
                            ("PUBLIC_EVENT", "Sự kiện công khai, đã báo có chụp ảnh"),
                            ("WRITTEN", "Đồng ý bằng văn bản"),
                            ("WITHDRAWN", "Đã rút đồng ý"),
                        ],
                        default="UNKNOWN",
                        max_length=12,
                    ),
                ),
                ("credit", models.CharField(blank=True, max_length=160)),
                ("taken_on", models.CharField(blank=True, max_length=10)),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [
                    models.Index(fields=["parent_kind", "parent_id", "position"], name="documents_p_parent__d783d4_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "parent_kind", "parent_id", "file"), name="photo_once_per_album"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alt_text", ""), _negated=True), name="photo_has_alt_text"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhotoSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="subjects", to="documents.photo"
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
                ("name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [],
                "constraints": [],
            },
        ),
    ]
