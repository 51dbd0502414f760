"""What the gate says when it says no."""

from publishing.contract import Issue

from ..refusals import Refused


class GateRefused(Refused):
    """The page has errors, or warnings nobody released. `issues` says which."""

    def __init__(self, issues: list[Issue]):
        self.issues = issues
        errors = sum(issue.severity == "error" for issue in issues)
        counts = [f"{errors} 处错误要改正"] * bool(errors)
        counts += [f"{len(issues) - errors} 处提示要改正或放行"] * bool(len(issues) - errors)
        first = f"第一处：{issues[0].message}。{issues[0].cure}" if issues else ""
        super().__init__(f"发布检查没有通过：{'，'.join(counts)}。{first}")


class WaiverRefused(Refused):
    """A warning cannot be released: it is an error, is gone, has no reason, or this person may not."""
