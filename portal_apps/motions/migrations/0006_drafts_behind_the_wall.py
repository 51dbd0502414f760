"""Documents lie in the common store only; drafts stand behind the wall of the database."""

import django.db.models.deletion
from django.db import migrations, models

from foundation.rights.walls import wall

DRAFT = "state NOT IN ('draft', 'cosigning', 'returned_for_revision') OR on_paper"
SPONSOR = (
    "EXISTS (SELECT 1 FROM motions_sponsor s JOIN deputies_mandate m ON m.id = s.mandate_id "
    "JOIN deputies_person p ON p.id = m.person_id WHERE s.item_id = motions_item.id "
    "AND s.state IN ('invited', 'confirmed') AND p.account_id = {person})"
)
ITEM = f"{DRAFT} OR typed_by_id = {{person}} OR {SPONSOR}"
#: the words go with the item: whoever sees its row sees them
WORDS = "EXISTS (SELECT 1 FROM motions_item i WHERE i.id = {table}.item_id)"


class Migration(migrations.Migration):
    dependencies = [("motions", "0005_papers_kept")]

    operations = [
        *(
            migrations.RemoveField("attachment", name)
            for name in ("digest", "file", "media_type", "name", "size")
        ),
        migrations.AlterField(
            "attachment",
            "stored",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="attachments.storedfile",
                verbose_name="文件",
            ),
        ),
        wall("motions_item", ITEM),
        wall("motions_text", WORDS.replace("{table}", "motions_text")),
        wall("motions_saved", WORDS.replace("{table}", "motions_saved")),
    ]
