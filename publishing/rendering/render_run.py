"""Has Pelican render the pages of a job."""

from typing import TYPE_CHECKING

from pelican import Pelican

from .. import pelican_plugin
from ..pelican_plugin.job import RenderJob
from ..pelican_plugin.process import quiet_pelican
from .render import pelican_settings
from .workers import WorkerLost

if TYPE_CHECKING:
    from ..build import Setup


class PublishError(Exception):
    """No release could be made; the one before stays. The message is for people."""


def run_pelican(setup: "Setup", job: RenderJob) -> None:
    if not job.due:
        return
    if job.kit.stock:
        job.kit.stock.make(job)
        return
    settings = pelican_settings(
        str(setup.theme.folder),
        str(setup.paths.empty),
        str(job.draft.folder),
        setup.site_url,
        PLUGINS=[pelican_plugin],
        RELEASE_JOB=job,
        JINJA_ENVIRONMENT={"trim_blocks": True, "lstrip_blocks": True, "autoescape": True, "extensions": []},
    )
    try:
        with quiet_pelican():
            Pelican(settings).run()
    except WorkerLost as lost:
        raise PublishError(f"生成页面的进程意外结束（{lost}），旧版本保持不变，请再发布一次") from lost
