"""A closed cycle never changes, whoever writes to the database; and open periods of a company never overlap."""

from django.db import migrations

TABLES = [
    "activity",
    "approvalrequest",
    "approvalstep",
    "attendee",
    "challenge",
    "commitment",
    "costline",
    "criterion",
    "decision",
    "dependency",
    "effort",
    "expense",
    "initiative",
    "launchitem",
    "mechanism",
    "meeting",
    "meetingdecision",
    "objective",
    "option",
    "override",
    "pillar",
    "progressreport",
    "reportline",
    "score",
    "service",
    "signature",
    "solution",
    "teamassignment",
]

REFUSE = """
CREATE FUNCTION planning_refuse_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mine uuid[];
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN mine := ARRAY[NEW.cycle_id];
        WHEN 'DELETE' THEN mine := ARRAY[OLD.cycle_id];
        ELSE mine := ARRAY[OLD.cycle_id, NEW.cycle_id];
    END CASE;
    PERFORM 1 FROM planning_cycle WHERE id = ANY(mine) AND state = 'closed' FOR SHARE;
    IF FOUND THEN
        RAISE EXCEPTION 'the cycle is closed: % on % is refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION planning_keep_cycles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'closed' THEN
        RAISE EXCEPTION 'the cycle is closed: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.state = 'open' THEN
        PERFORM 1 FROM people_company WHERE id = NEW.company_id FOR NO KEY UPDATE;
        PERFORM 1 FROM planning_cycle WHERE company_id = NEW.company_id AND id <> NEW.id AND state = 'open'
            AND starts_on <= NEW.ends_on AND ends_on >= NEW.starts_on;
        IF FOUND THEN
            RAISE EXCEPTION 'two open cycles overlap' USING ERRCODE = 'exclusion_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER closed_cycles_never_change BEFORE INSERT OR DELETE OR UPDATE OF state, starts_on, ends_on, company_id
    ON planning_cycle FOR EACH ROW EXECUTE FUNCTION planning_keep_cycles();
CREATE FUNCTION planning_refuse_closed_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the cycle is closed: UPDATE is refused' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER closed_cycles_are_closed BEFORE UPDATE ON planning_cycle
    FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION planning_refuse_closed_cycle();
""" + "".join(
    f"CREATE TRIGGER closed_cycles_never_change BEFORE INSERT OR UPDATE OR DELETE ON planning_{table}"
    " FOR EACH ROW EXECUTE FUNCTION planning_refuse_closed();\n"
    for table in TABLES
)

ALLOW = (
    "".join(f"DROP TRIGGER closed_cycles_never_change ON planning_{table};\n" for table in TABLES)
    + """
DROP TRIGGER closed_cycles_are_closed ON planning_cycle;
DROP TRIGGER closed_cycles_never_change ON planning_cycle;
DROP FUNCTION planning_refuse_closed_cycle(), planning_keep_cycles(), planning_refuse_closed();
"""
)


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
