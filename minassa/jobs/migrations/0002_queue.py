from django.db import migrations
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment


def install(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.connection.execute(QueryBuilderEnvironment().build_install_query())


def uninstall(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.connection.execute(QueryBuilderEnvironment().build_uninstall_query())


class Migration(migrations.Migration):
    """PgQueuer's own tables, as the pinned version of it lays them."""

    dependencies = [("jobs", "0001_worker")]
    operations = [migrations.RunPython(install, uninstall)]
