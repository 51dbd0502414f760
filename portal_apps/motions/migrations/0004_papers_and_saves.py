"""What a deputy is helped with while writing; documents of acts go to the common store of attachments."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('attachments', '0002_rules'),
        ('deputies', '0009_wall_with_places'),
        ('motions', '0003_refuse_changes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='stored',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='attachments.storedfile', verbose_name='文件'),
        ),
        migrations.AddField(
            model_name='event',
            name='for_person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deputies.person', verbose_name='替哪位代表'),
        ),
        migrations.AddField(
            model_name='event',
            name='said',
            field=models.CharField(blank=True, max_length=64, verbose_name='内容的摘要值'),
        ),
        migrations.AddField(
            model_name='item',
            name='suggested_category',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='motions.category', verbose_name='建议的分类'),
        ),
        migrations.CreateModel(
            name='Guide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('suggestion', '建议'), ('motion', '议案')], max_length=12, verbose_name='类型')),
                ('field', models.SlugField(max_length=40, verbose_name='哪一栏')),
                ('help', models.CharField(blank=True, max_length=300, verbose_name='怎么写')),
                ('scaffold', models.TextField(blank=True, help_text='代表点“套用提纲”时填进空着的这一栏', verbose_name='提纲')),
            ],
            options={
                'verbose_name': '写作提示',
                'verbose_name_plural': '写作提示',
                'ordering': ['-kind', 'pk'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('kind', 'field'), name='motions_guide_once')],
            },
        ),
        migrations.CreateModel(
            name='Saved',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='第几次保存')),
                ('page', models.CharField(blank=True, max_length=40, verbose_name='哪一页')),
                ('title', models.CharField(max_length=120, verbose_name='标题')),
                ('situation', models.TextField(blank=True, verbose_name='情况和问题')),
                ('analysis', models.TextField(blank=True, verbose_name='分析')),
                ('proposal', models.TextField(blank=True, verbose_name='具体建议')),
                ('applied', models.BooleanField(default=True, verbose_name='已写入正文')),
                ('begun_at', models.DateTimeField(auto_now_add=True, verbose_name='这一段从')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='保存')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saves', to='motions.item')),
            ],
            options={
                'verbose_name': '写作中的保存',
                'verbose_name_plural': '写作中的保存',
                'ordering': ['item', 'number'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('item', 'number'), name='motions_saved_once')],
            },
        ),
    ]
