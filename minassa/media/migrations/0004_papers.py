from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("media", "0003_one_asset_per_content")]

    operations = [
        migrations.AddField(model_name="asset", name="is_paper", field=models.BooleanField(default=False)),
        migrations.RemoveConstraint(model_name="asset", name="one_asset_per_content"),
        migrations.AddConstraint(
            model_name="asset",
            constraint=models.UniqueConstraint(fields=("company", "digest", "is_paper"), name="one_asset_per_content"),
        ),
    ]
