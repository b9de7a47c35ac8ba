from django.db import migrations

TABLE = """
CREATE TABLE cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX cache_expires ON cache (expires);
"""


class Migration(migrations.Migration):
    """What several web processes must agree on, above all the counts that throttle signing in."""

    dependencies = [("jobs", "0002_queue")]
    operations = [migrations.RunSQL(TABLE, "DROP TABLE cache")]
