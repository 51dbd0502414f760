"""Operations of migrations that put a table behind the second wall (`rows.py`)."""

from django.db import migrations

PERSON = "nullif(current_setting('app.person', true), '')::bigint"
REACH = "string_to_array(current_setting('app.reach', true), ' ')"


def wall(table: str, own: str, *verbs: str, placed: str = "false") -> migrations.RunPython:
    """Rows for the person of `own` (SQL, with {person}), for who may do one of the verbs to others' things, for whom
    `placed` says so (SQL, with {reach}), and for the house. Again for a table that has a wall: it is built anew.
    """
    wide = ", ".join(f"'{verb}'" for verb in ("house", *verbs))
    condition = f"{REACH} && ARRAY[{wide}] OR {own.format(person=PERSON)} OR {placed.format(reach=REACH)}"

    def build(apps, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for sql in (
                f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
                f'DROP POLICY IF EXISTS rows_of_person ON "{table}"',
                f'CREATE POLICY rows_of_person ON "{table}" USING ({condition})',
            ):
                schema_editor.execute(sql, params=None)

    def take_down(apps, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'DROP POLICY IF EXISTS rows_of_person ON "{table}"', params=None)
            schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY', params=None)

    return migrations.RunPython(build, take_down)
