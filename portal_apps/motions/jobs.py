"""What is done beside the pages: kinds of jobs and what the clock starts."""

from foundation.jobs.clock import register_periodic
from foundation.jobs.registry import JobKind, register_kind

from .finding import keeping
from .services import export_list, many
from .services.letters import job
from .services.reporting.issue_report import REPORT, issue
from .statistics.facts import work_out_all


def register() -> None:
    job.register()
    register_kind(JobKind(REPORT, issue, "编发年度报告", max_attempts=2))
    register_kind(JobKind(keeping.JOB, keeping.words_job, "更新议案建议检索"))
    register_kind(JobKind(many.JOB, many.run_job, "成批办理议案建议"))
    register_kind(JobKind(export_list.JOB, export_list.export_job, "导出议案建议"))
    register_periodic("motions.words", 300, keeping.watch)
    register_periodic("motions.facts", function=work_out_all, daily_at="03:40")
    register_periodic("motions.words_all", function=keeping.compare_all, daily_at="04:10")
    register_periodic("motions.exports", function=export_list.drop_old_exports, daily_at="04:30")
