"""What production must have before it may write a trace: a key, a role that cannot rewrite, a place outside."""

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from .anchors import AnchorFault, places
from .keys import KeyFault, ring
from .rights import role_fault


def audit_faults() -> list[tuple[str, str, str]]:
    """(id, what is wrong, what to do) for everything that forbids serving the public.

    A role that owns the log refuses the start instead of warning: a trace that its writer can rewrite is none, and
    nobody reads warnings (等保 8.1.4.3: 审计记录应受保护, 避免未预期的删除、修改或覆盖).
    """
    faults = []
    try:
        ring()
    except KeyFault as fault:
        faults.append(("audit.E001", str(fault), ""))
    except DatabaseError:
        pass  # before the first migration
    try:
        if not places():
            cure = "设 AUDIT_ANCHORS=file:/另一台机器的盘/audit.jsonl 或 s3:桶/前缀。"
            faults.append(
                ("audit.E002", "没有说链头存到外面的哪里（AUDIT_ANCHORS），删掉末尾的记录就发现不了。", cure)
            )
    except AnchorFault as fault:
        faults.append(("audit.E002", str(fault), ""))
    try:
        owns = role_fault()
    except DatabaseError:
        owns = ""
    if owns:
        faults.append(
            ("audit.E003", owns, "请按 docs/operations/audit.md 分开两个角色：manage.py database_roles")
        )
    return faults


@checks.register(checks.Tags.security, deploy=True)
def check_log(app_configs, **kwargs) -> list[checks.Error]:
    """`manage.py check --deploy`."""
    return [checks.Error(what, hint=cure, id=number) for number, what, cure in _faults_that_count()]


def refuse_open_log() -> None:
    """Called by the web process. Raises ImproperlyConfigured where the settings ask for a safe start."""
    faults = _faults_that_count()
    if faults:
        raise ImproperlyConfigured("不能启动：\n" + "\n".join(f"- {what} {cure}" for _, what, cure in faults))


def _faults_that_count() -> list[tuple[str, str, str]]:
    return audit_faults() if getattr(settings, "REFUSE_UNSAFE_START", False) else []
