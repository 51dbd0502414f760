"""Remove every file of a video that was deleted; comes back until nothing works on it any more."""

import shutil

from foundation.jobs.errors import JobError
from foundation.jobs.models import Job
from foundation.jobs.registry import Progress

from ..models import Video
from ..work import root
from ..zones import PRIVATE, PUBLIC


def run(key: str, folder: str, progress: Progress) -> str:
    """Both zones, sources and work folders."""
    if Video.objects.filter(pk=key).exists():
        return "视频还在"
    if Job.objects.filter(kind__startswith="media.", key__startswith=f"{key}:", state="running").exists():
        raise JobError("还有任务在处理这个视频", "它停下后会自动再删")
    for zone in (PUBLIC, PRIVATE):
        progress.step(50, "删除文件")
        zone.storage.remove_folder(folder)
    shutil.rmtree(root() / folder.rpartition("/")[2], ignore_errors=True)
    return "已删除"
