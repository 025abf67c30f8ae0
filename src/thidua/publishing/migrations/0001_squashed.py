"""The tables of `publishing` as its first 2 migrations left them; a database that took those has taken this one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("publishing", "0001_initial"), ("publishing", "0002_pictures")]

    initial = True

    dependencies = [
        ("documents", "0001_squashed"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                ("kind", models.CharField(choices=[("IMPACT", "Kết quả hoạt động")], max_length=12)),
                ("subject", models.BigIntegerField()),
                ("slug", models.CharField(max_length=12)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("body", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("happened_on", models.DateField(blank=True, null=True)),
                ("is_illustrative", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField()),
                ("published_by_name", models.CharField(max_length=160)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["kind", "subject", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "kind", "subject", "number"), name="snapshot_numbered_once"
                    ),
                    models.UniqueConstraint(fields=("slug", "number"), name="snapshot_address_numbered_once"),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PublishedPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pictures", to="publishing.snapshot"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
                    ),
                ),
                ("key", models.CharField(max_length=12, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("BEFORE", "Trước"),
                            ("AFTER", "Sau"),
                            ("DURING", "Trong buổi"),
                            ("MAP", "Ảnh nền bản đồ"),
                        ],
                        max_length=8,
                    ),
                ),
                ("alt_text", models.CharField(max_length=300)),
                ("caption", models.CharField(blank=True, max_length=500)),
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
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("path", models.CharField(blank=True, max_length=200)),
                ("small_path", models.CharField(blank=True, max_length=200)),
                ("gone_at", models.DateTimeField(blank=True, null=True)),
                ("was_withdrawn", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gone_at__isnull", True),
                            models.Q(("alt_text", ""), ("caption", ""), ("path", ""), ("small_path", "")),
                            _connector="XOR",
                        ),
                        name="picture_gone_leaves_nothing",
                    )
                ],
                "indexes": [],
            },
        ),
    ]
