"""Filters with a name, acts on many cases, and the day an office wants a unit's part done."""


import django.db.models.deletion
import foundation.storage.private
import uuid
from django.conf import settings
from django.db import migrations, models

from foundation.rulebook.defaults import load
from portal_apps.motions.rules import DEFAULTS


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0002_attempts_and_periodic'),
        ('motions', '0012_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='handling',
            name='wanted_on',
            field=models.DateField(blank=True, help_text='交办时商定的日子；法定答复期限另外计算', null=True, verbose_name='要求办结日'),
        ),
        migrations.CreateModel(
            name='Errand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='页面')),
                ('kind', models.CharField(choices=[('assign', '交办'), ('propose_units', '拟承办单位'), ('classify', '分类'), ('urge', '催办'), ('sign_for', '签收'), ('export', '导出')], max_length=20, verbose_name='做什么')),
                ('asked', models.JSONField(default=dict, verbose_name='内容')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='办完')),
                ('file', models.FileField(blank=True, max_length=200, storage=foundation.storage.private.private_storage, upload_to='', verbose_name='文件')),
                ('name', models.CharField(blank=True, max_length=150, verbose_name='文件名')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job')),
            ],
            options={
                'verbose_name': '成批办理',
                'verbose_name_plural': '成批办理',
                'ordering': ['-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ErrandRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BigIntegerField(verbose_name='哪一件')),
                ('seen', models.PositiveIntegerField(null=True, verbose_name='看到的版本')),
                ('label', models.CharField(max_length=200, verbose_name='名称')),
                ('done', models.BooleanField(null=True, verbose_name='办成')),
                ('why', models.CharField(blank=True, max_length=1000, verbose_name='为什么没有办')),
                ('errand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='motions.errand')),
            ],
            options={
                'verbose_name': '成批办理的一件',
                'verbose_name_plural': '成批办理的一件',
                'ordering': ['pk'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('errand', 'key'), name='motions_errand_row_once')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=30, verbose_name='名称')),
                ('queue', models.CharField(blank=True, max_length=30, verbose_name='哪个队列')),
                ('query', models.CharField(blank=True, max_length=1000, verbose_name='条件')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='次序')),
                ('office', models.CharField(blank=True, max_length=80, verbose_name='给谁用')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '保存的视图',
                'verbose_name_plural': '保存的视图',
                'ordering': ['order', 'pk'],
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('office', ''), _negated=True), fields=['office'], name='motions_view_shared')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'name'), name='motions_view_once')],
            },
        ),
        migrations.RunPython(lambda apps, _: load(apps, {"议案建议": DEFAULTS}), migrations.RunPython.noop),
    ]
