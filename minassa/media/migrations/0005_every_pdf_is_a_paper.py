from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("media", "0004_papers")]

    operations = [
        migrations.RunSQL(
            "UPDATE media_asset SET is_paper = true WHERE mime = 'application/pdf'", migrations.RunSQL.noop
        )
    ]
