"""The database itself refuses to delete the kept head of a chain, and to move it anywhere but one entry on."""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_chainhead
    BEGIN SELECT RAISE(ABORT, 'heads of history only go forward'); END
    """,
    """
    CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_chainhead
    WHEN NEW.agency_id <> OLD.agency_id OR NEW.number <> OLD.number + 1
    BEGIN SELECT RAISE(ABORT, 'heads of history only go forward'); END
    """,
]
SQLITE_BACK = ["DROP TRIGGER audit_head_no_delete", "DROP TRIGGER audit_head_forward"]

POSTGRESQL = [
    """
    CREATE FUNCTION audit_head_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'heads of history only go forward';
    END $$
    """,
    """
    CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_chainhead
    FOR EACH ROW EXECUTE FUNCTION audit_head_refuse()
    """,
    """
    CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_chainhead
    FOR EACH ROW WHEN (NEW.agency_id <> OLD.agency_id OR NEW.number <> OLD.number + 1)
    EXECUTE FUNCTION audit_head_refuse()
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_head_no_delete ON audit_chainhead",
    "DROP TRIGGER audit_head_forward ON audit_chainhead",
    "DROP FUNCTION audit_head_refuse()",
]


def add_triggers(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop_triggers(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [migrations.RunPython(add_triggers, drop_triggers)]
