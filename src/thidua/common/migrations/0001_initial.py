from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("PREVIEW", "Preview"), ("APPLIED", "Applied"), ("UNDONE", "Undone")],
                        default="PREVIEW",
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("file_hash", models.CharField(max_length=64)),
                ("sheet", models.CharField(max_length=60)),
                ("columns", models.JSONField(default=list)),
                ("notes", models.JSONField(default=list)),
                ("rows", models.JSONField(default=list)),
                ("answers", models.JSONField(default=dict)),
                ("plans", models.JSONField(default=list)),
                ("counts", models.JSONField(default=dict)),
                ("manifest_hash", models.CharField(max_length=64)),
                ("effects", models.JSONField(default=dict)),
                ("made_by", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("applied_by", models.JSONField(default=dict)),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_by", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_because", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency_id", "kind", "subject_id"], name="common_impo_agency__34f45a_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("asked_by", models.JSONField(default=dict)),
                ("asked_by_user", models.BigIntegerField(null=True)),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("QUEUED", "Queued"), ("RUNNING", "Running"), ("DONE", "Done"), ("FAILED", "Failed")],
                        default="QUEUED",
                        max_length=10,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("says", models.CharField(blank=True, max_length=300)),
                ("beat_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("result", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency_id", "kind", "subject_id"], name="common_job_agency__eaf2c0_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("request", models.CharField(max_length=32)),
                ("user_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "indexes": [models.Index(fields=["user_id", "at"], name="common_sent_user_id_8e0ce3_idx")],
            },
        ),
    ]
