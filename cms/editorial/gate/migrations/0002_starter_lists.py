"""Load the starter lists as editable rows. They are a beginning: the office's own lists come beside them."""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"
SOURCE = "产品自带的初始词表，由开发者整理；正式使用前请本机关校对"
LISTS = [
    ("congress.csv", "人大工作易错词", "人大、政协用语，法律全称，机关名称"),
    ("common.csv", "常见错别字", "公文里常见的形近、音近错字"),
    ("secrecy.csv", "密级标志与公开属性", "带有这些标注的材料不应当上网"),
]
KINDS = {"禁用": "forbidden", "敏感": "sensitive", "易错": "misspelt", "允许": "allowed"}


def load(apps, schema_editor):
    term_lists = apps.get_model("editorial_gate", "TermList").objects
    terms = apps.get_model("editorial_gate", "Term").objects
    for file, name, note in LISTS:
        term_list, created = term_lists.get_or_create(name=name, defaults={"source": SOURCE, "note": note})
        if not created:
            continue
        with open(DATA / file, encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                terms.create(
                    term_list=term_list,
                    text=row["词"],
                    kind=KINDS[row["类别"]],
                    right_form=row["正确写法"],
                    note=row["说明"],
                )


class Migration(migrations.Migration):
    dependencies = [("editorial_gate", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
