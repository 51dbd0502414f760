"""What a machine lacks for video, said at the start and not when somebody has waited."""

from django.conf import settings
from django.core import checks

from .contract import MediaError
from .sandbox import REQUIRED, why_not
from .tools import tools


@checks.register("media", deploy=True)
def check_tools(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """`manage.py check --deploy`: a warning each, since everything but video works without."""
    found: list[checks.CheckMessage] = []
    try:
        tools()
    except MediaError as error:
        found.append(checks.Warning(error.message, hint=error.advice, id="media.W001"))
    if lacks := why_not():
        refused = (
            "，视频一律不处理" if settings.MEDIA_SANDBOX == REQUIRED else "，视频程序只受用量限制、不隔离"
        )
        found.append(
            checks.Warning(f"{lacks}{refused}", hint="安装 bubblewrap，并允许用户命名空间", id="media.W002")
        )
    return found
