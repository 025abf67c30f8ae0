from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_papers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="storedfile",
            name="state",
            field=models.CharField(
                choices=[("CLEAN", "Đã kiểm tra"), ("REFUSED", "Không nhận"), ("ERASED", "Đã xóa khỏi kho")],
                default="CLEAN",
                max_length=10,
            ),
        ),
    ]
