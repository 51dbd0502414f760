"""Whose upload is what."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='编号')),
                ('purpose', models.CharField(max_length=64, verbose_name='用途')),
                ('name', models.CharField(max_length=150, verbose_name='文件名')),
                ('size', models.PositiveBigIntegerField(verbose_name='字节数')),
                ('details', models.JSONField(default=dict, verbose_name='随文件说的')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                ('nonce', models.CharField(blank=True, max_length=64, verbose_name='客户端编号')),
                ('state', models.CharField(choices=[('open', '没有传完'), ('complete', '正在检查'), ('done', '已收下'), ('refused', '没有收下'), ('dropped', '已取消'), ('expired', '过期清理')], default='open', max_length=10, verbose_name='状态')),
                ('result', models.JSONField(null=True, verbose_name='结果')),
                ('told', models.CharField(blank=True, max_length=500, verbose_name='原因')),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='开始')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='结束')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁上传')),
            ],
            options={
                'verbose_name': '上传',
                'verbose_name_plural': '上传',
                'ordering': ['-begun_at'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['owner', '-begun_at'], name='upload_of_owner')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('nonce', ''), _negated=True), fields=('owner', 'nonce'), name='one_upload_per_nonce')],
            },
        ),
    ]
