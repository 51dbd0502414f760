"""What can end a job early, and how a failure is told to people."""

import errno

from django.db import DatabaseError, OperationalError


class Cancelled(Exception):
    """Raised inside a job when its cancellation was requested."""


class Interrupted(Exception):
    """Raised inside a job when its worker has to stop; the job goes back to the queue."""


class LeaseLost(Exception):
    """This run no longer owns the job; whatever it still does must not count."""


class JobRefused(Exception):
    """A verb on a job was refused; the text is shown to the person."""


class JobError(Exception):
    """A failure the job can explain: what happened, and what to do. `permanent` means a retry is no use."""

    def __init__(self, message: str, cure: str = "", *, permanent: bool = False) -> None:
        super().__init__(message)
        self.message, self.cure, self.permanent = message, cure, permanent


#: The first type that fits names the trouble; the order goes from the special to the general.
KNOWN: tuple[tuple[type[BaseException], str, str], ...] = (
    (OperationalError, "数据库暂时不可用", "稍后会自动重试；若反复出现，请检查数据库服务。"),
    (DatabaseError, "数据库拒绝了这次写入", "请把技术详情交给系统管理员。"),
    (MemoryError, "内存不足", "请减少同时运行的任务，或增加内存后重试。"),
    (PermissionError, "没有读写文件的权限", "请检查数据目录的属主和权限后重试。"),
    (FileNotFoundError, "要用的文件不存在", "请确认文件没有被移走，再重试。"),
    (TimeoutError, "等待超时", "稍后会自动重试；若反复出现，请检查网络或对方服务。"),
    (ConnectionError, "连接不上所需的服务", "稍后会自动重试；若反复出现，请检查该服务是否在运行。"),
    (UnicodeError, "文字编码无法识别", "请把来源文件另存为 UTF-8 后重试。"),
)


def explain(error: BaseException) -> str:
    """What staff read: what happened, what to do, and the technical name of it last."""
    if isinstance(error, JobError):
        return f"{error.message}。{error.cure}" if error.cure else error.message
    what, cure = _known(error)
    return f"{what}。{cure}\n技术详情：{type(error).__name__}: {str(error)[:500]}"


def _known(error: BaseException) -> tuple[str, str]:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘已满", "请清理数据目录所在磁盘后重试。"
    for kind, what, cure in KNOWN:
        if isinstance(error, kind):
            return what, cure
    return "程序出错", "系统会按次数自动重试；若仍失败，请把技术详情交给系统管理员。"
