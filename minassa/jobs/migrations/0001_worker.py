from django.db import migrations, models

import minassa.core.clock


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("host", models.CharField(max_length=255)),
                ("process", models.PositiveIntegerField()),
                ("started_at", models.DateTimeField(default=minassa.core.clock.now)),
                ("beat_at", models.DateTimeField(default=minassa.core.clock.now)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={"indexes": [models.Index(fields=["-beat_at"], name="worker_beats")]},
        ),
    ]
