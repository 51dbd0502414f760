"""The words of items and the index they are found by: pairs of letters, whatever the language of the database."""

import django.db.models.deletion
from django.db import migrations, models

import portal_apps.motions.models.words

POSTGRESQL = [
    # each letter, and each with the one after it; dear, so that the planner never reads all rows instead of the index
    """
    CREATE FUNCTION motions_grams(given text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
        SELECT array_agg(letter) || array_agg(letter || next)
        FROM unnest(string_to_array(given, NULL), (string_to_array(given, NULL))[2:]) AS pairs(letter, next)
    $$
    """,
    "ALTER TABLE motions_words SET (toast_tuple_target = 128)",  # titles are read in thousands, texts are not
    *(
        statement.format(audience=audience)
        for audience in ("near", "open")
        for statement in (
            "CREATE INDEX motions_words_{audience}_grams ON motions_words USING gin (motions_grams(text)) "
            "WHERE audience = '{audience}'",
            # a wall around the index: beside other conditions, or of a pair that every other row has, the planner would
            # cut each row's text into pairs again, which takes a thousand times as long
            """
            CREATE FUNCTION motions_holding_{audience}(wanted text[]) RETURNS SETOF bigint
            LANGUAGE sql STABLE ROWS 20000 SET enable_seqscan = off SET jit = off AS $$
                SELECT id FROM motions_words WHERE audience = '{audience}' AND motions_grams(text) @> wanted
            $$
            """,
        )
    ),
]
BACK_POSTGRESQL = [
    "DROP FUNCTION motions_holding_near(text[])",
    "DROP FUNCTION motions_holding_open(text[])",
    "DROP INDEX motions_words_near_grams",
    "DROP INDEX motions_words_open_grams",
    "DROP FUNCTION motions_grams(text)",
]
SQLITE = [
    "CREATE VIRTUAL TABLE motions_words_fts USING fts5(tokens)",
    """
    CREATE TRIGGER motions_words_gone AFTER DELETE ON motions_words
    BEGIN DELETE FROM motions_words_fts WHERE rowid = old.id; END
    """,
]
BACK_SQLITE = ["DROP TRIGGER motions_words_gone", "DROP TABLE motions_words_fts"]


def _run(postgresql: list[str], sqlite: list[str]):
    def run(apps, editor) -> None:
        for statement in postgresql if editor.connection.vendor == "postgresql" else sqlite:
            editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("motions", "0011_reports_kept")]

    operations = [
        migrations.CreateModel(
            name="Words",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("near", "相关的人"), ("open", "公众")],
                        max_length=4,
                        verbose_name="给谁看的",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("text", portal_apps.motions.models.words.WordsField(verbose_name="文字")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="motions.item",
                    ),
                ),
            ],
            options={
                "verbose_name": "检索用的文字",
                "verbose_name_plural": "检索用的文字",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("item", "audience"), name="motions_words_once")
                ],
            },
        ),
        migrations.RunPython(_run(POSTGRESQL, SQLITE), _run(BACK_POSTGRESQL, BACK_SQLITE)),
    ]
