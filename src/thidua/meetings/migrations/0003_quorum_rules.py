"""A meeting says by which rule so many must be present; without one no share is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_ballots")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="quorum_rule",
            field=models.CharField(
                blank=True,
                choices=[
                    ("own", "Mức theo quy chế của khối, cụm hoặc Hội đồng"),
                    ("two_thirds", "Ít nhất hai phần ba thành viên (Hội đồng Thi đua - Khen thưởng Trung ương)"),
                    ("two_thirds_local", "Ít nhất hai phần ba thành viên (tỉnh Bắc Ninh)"),
                    ("two_thirds_courts", "Ít nhất hai phần ba thành viên (Tòa án nhân dân)"),
                    ("eighty", "Ít nhất 80% thành viên, khi xét khen thưởng (tỉnh Bắc Ninh)"),
                    ("ninety", "Ít nhất 90% thành viên, khi xét danh hiệu Anh hùng (Hội đồng Trung ương)"),
                ],
                default="",
                max_length=40,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="meeting",
            name="quorum_numerator",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="quorum_denominator",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
