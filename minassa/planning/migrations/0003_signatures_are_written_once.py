"""A signature is written once: it may fall, and nothing else of it ever changes, whoever writes to the database."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION planning_keep_signatures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.fallen_at IS NULL AND NEW.fallen_at IS NOT NULL
        AND to_jsonb(NEW) - 'fallen_at' - 'fallen_by_id' = to_jsonb(OLD) - 'fallen_at' - 'fallen_by_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'signatures are written once: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER signatures_are_written_once BEFORE UPDATE OR DELETE ON planning_signature
    FOR EACH ROW EXECUTE FUNCTION planning_keep_signatures();
"""
ALLOW = "DROP TRIGGER signatures_are_written_once ON planning_signature; DROP FUNCTION planning_keep_signatures();"


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_closed_cycles")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
