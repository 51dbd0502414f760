"""Broadcasts, keys, takes, the ledger of segments, cuts, agenda."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media_jobs', '0005_making'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Broadcast',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='编号')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('access', models.CharField(choices=[('public', '公开'), ('deputies', '仅代表')], default='public', max_length=16, verbose_name='谁能看')),
                ('starts_at', models.DateTimeField(verbose_name='计划开始')),
                ('ends_at', models.DateTimeField(verbose_name='计划结束')),
                ('state', models.CharField(choices=[('scheduled', '已排期'), ('waiting', '有信号，未开播'), ('live', '直播中'), ('gap', '信号中断'), ('ended', '已结束'), ('replay', '可回看'), ('cancelled', '已取消')], default='scheduled', max_length=16, verbose_name='状态')),
                ('delay_s', models.PositiveSmallIntegerField(verbose_name='延迟（秒）')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='开播时间')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('subject_label', models.CharField(blank=True, max_length=200, verbose_name='所属会议')),
                ('subject_address', models.CharField(blank=True, max_length=300, verbose_name='会议地址')),
                ('viewers', models.PositiveIntegerField(default=0, verbose_name='在看人数')),
                ('trouble', models.CharField(blank=True, max_length=300, verbose_name='要注意的')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='排期的时间')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='最后变动')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁结束的')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁排的')),
                ('video', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media_jobs.video', verbose_name='回看视频')),
            ],
            options={
                'verbose_name': '直播',
                'verbose_name_plural': '直播',
                'ordering': ['-starts_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AgendaPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(verbose_name='顺序')),
                ('title', models.CharField(max_length=100, verbose_name='议题')),
                ('speaker', models.CharField(blank=True, max_length=50, verbose_name='发言人')),
                ('at', models.DateTimeField(blank=True, null=True, verbose_name='开始时刻')),
                ('broadcast', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='live.broadcast')),
            ],
            options={
                'verbose_name': '议程',
                'verbose_name_plural': '议程',
                'ordering': ['broadcast', 'order'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Cut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_at', models.DateTimeField(verbose_name='从')),
                ('to_at', models.DateTimeField(blank=True, null=True, verbose_name='到')),
                ('reason', models.CharField(max_length=300, verbose_name='理由')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='切的时间')),
                ('broadcast', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cuts', to='live.broadcast')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁切的')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁恢复的')),
            ],
            options={
                'verbose_name': '切断',
                'verbose_name_plural': '切断',
                'ordering': ['broadcast', 'from_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StreamKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='摘要')),
                ('which', models.CharField(choices=[('main', '主路'), ('backup', '备路')], default='main', max_length=8, verbose_name='线路')),
                ('issued_at', models.DateTimeField(auto_now_add=True, verbose_name='发放时间')),
                ('expires_at', models.DateTimeField(verbose_name='有效到')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='收回时间')),
                ('connected_at', models.DateTimeField(blank=True, null=True, verbose_name='接通时间')),
                ('last_seen_at', models.DateTimeField(blank=True, null=True, verbose_name='最后一次有信号')),
                ('broadcast', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='live.broadcast')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁发的')),
            ],
            options={
                'verbose_name': '推流密钥',
                'verbose_name_plural': '推流密钥',
                'ordering': ['broadcast', '-issued_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Take',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='第几段信号')),
                ('which', models.CharField(choices=[('main', '主路'), ('backup', '备路')], default='main', max_length=8, verbose_name='线路')),
                ('began_at', models.DateTimeField(verbose_name='开始')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='结束')),
                ('zero_at', models.DateTimeField(blank=True, null=True, verbose_name='零点的时刻')),
                ('zero_s', models.FloatField(default=0, verbose_name='零点的时间戳（秒）')),
                ('plan', models.JSONField(blank=True, null=True, verbose_name='方案')),
                ('broadcast', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='takes', to='live.broadcast')),
            ],
            options={
                'verbose_name': '一段信号',
                'verbose_name_plural': '各段信号',
                'ordering': ['broadcast', 'number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Segment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rung', models.CharField(max_length=16, verbose_name='档次')),
                ('number', models.PositiveIntegerField(verbose_name='第几个')),
                ('started_at', models.DateTimeField(verbose_name='开始时刻')),
                ('duration_s', models.FloatField(verbose_name='秒数')),
                ('size', models.PositiveIntegerField(verbose_name='字节数')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('head', models.CharField(max_length=64, verbose_name='文件头')),
                ('codecs', models.CharField(blank=True, max_length=64, verbose_name='编码')),
                ('breaks', models.BooleanField(default=False, verbose_name='不连续')),
                ('cut', models.BooleanField(default=False, verbose_name='切掉')),
                ('public_at', models.DateTimeField(blank=True, null=True, verbose_name='对外的时刻')),
                ('broadcast', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='segments', to='live.broadcast')),
                ('take', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='segments', to='live.take')),
            ],
            options={
                'verbose_name': '直播分段',
                'verbose_name_plural': '直播分段',
                'ordering': ['broadcast', 'rung', 'number'],
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='broadcast',
            index=models.Index(fields=['state', '-starts_at'], name='broadcast_by_state'),
        ),
        migrations.AddConstraint(
            model_name='cut',
            constraint=models.UniqueConstraint(condition=models.Q(('to_at', None)), fields=('broadcast',), name='one_open_cut_per_broadcast'),
        ),
        migrations.AddConstraint(
            model_name='streamkey',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('broadcast', 'which'), name='one_key_in_force_per_line'),
        ),
        migrations.AddConstraint(
            model_name='take',
            constraint=models.UniqueConstraint(fields=('broadcast', 'number'), name='one_take_per_number'),
        ),
        migrations.AddIndex(
            model_name='segment',
            index=models.Index(fields=['broadcast', 'public_at', 'started_at'], name='segment_to_publish'),
        ),
        migrations.AddConstraint(
            model_name='segment',
            constraint=models.UniqueConstraint(fields=('broadcast', 'rung', 'number'), name='one_segment_per_number'),
        ),
    ]
