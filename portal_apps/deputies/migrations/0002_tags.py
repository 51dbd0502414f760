"""The tags a new installation counts structure by; afterwards the list is the office's own."""

from django.db import migrations

TAGS = {
    "structure": (
        "工人",
        "农民",
        "干部",
        "专业技术人员",
        "企业负责人",
        "解放军和武警",
        "妇女",
        "少数民族",
        "归侨侨眷",
        "宗教界",
        "其他劳动者",
        "连任",
    ),
    "field": (
        "法治",
        "财政经济",
        "教育科学文化",
        "卫生健康",
        "城建环保",
        "农业农村",
        "社会建设",
        "民族宗教侨务外事",
        "工业和科技",
        "交通",
    ),
}


def load(apps, schema_editor):
    tag = apps.get_model("deputies", "Tag")
    for kind, names in TAGS.items():
        for order, name in enumerate(names, 1):
            tag.objects.get_or_create(kind=kind, name=name, defaults={"order": order})


class Migration(migrations.Migration):
    dependencies = [("deputies", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
