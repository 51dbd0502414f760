"""Decides what to render, has Pelican do it, and sends documents that fail back to their last good version."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pelican import Pelican

from .. import pelican_plugin
from ..holding import Holding
from ..pelican_plugin.job import Failure, RenderJob
from ..pelican_plugin.process import quiet_pelican
from ..planning.kit import Kit, PageSpec
from ..planning.plan import full_key, make_plan
from ..planning.site import Site
from ..planning.validate import faults_of
from ..release.draft import Draft
from ..release.state import PageState, State
from ..snapshot import Snapshot
from .render import pelican_settings
from .workers import WorkerLost, no_garbage

if TYPE_CHECKING:
    from ..build import Setup

ROUNDS = 6  # each sends at least one document back; more means the theme is at fault, not documents


class PublishError(Exception):
    """No release could be made; the one before stays. The message is for people."""


@dataclass
class Run:
    kit: Kit
    plan: dict[str, PageSpec]
    pages: dict[str, PageState]
    rendered: set[str] = field(default_factory=set)


@no_garbage()
def render(
    setup: "Setup",
    snapshot: Snapshot,
    base: State | None,
    before: State | None,
    draft: Draft,
    holding: Holding,
    progress: Callable[[float, str], None],
) -> Run:
    """Every page of the site, in `draft`: rendered, or as the release before has it.

    `base` is the release unchanged pages are taken from, none for a full build; `before` the last one in any case.
    """
    made: dict[str, PageState] = {}
    for _ in range(ROUNDS):
        kit = Kit(_load(setup, snapshot, holding, before), setup.theme, setup.site_url, setup.options)
        plan = make_plan(kit)
        todo, keep = _sort(kit, plan, base, made)
        job = RenderJob(
            kit,
            todo,
            draft,
            snapshot,
            lambda done, text: progress(5 + 80 * done, text),
            workers=setup.workers,
        )
        _run_pelican(setup, job)
        made.update(job.pages)
        if not job.failures:
            break
        stale = _send_back(snapshot, holding, job.failures, before)
        if stale is not None:
            keep |= stale
            break
    else:
        raise PublishError(
            "页面反复无法生成，旧版本保持不变：" + "；".join(f.message for f in job.failures[:5])
        )
    for file in set(draft.entries) - set(plan):
        draft.forget(file)
        made.pop(file, None)
    for file in keep:
        assert before
        if base:
            draft.forget(file)
        else:
            draft.keep(file, before.manifest.files[file], before.folder)
    pages = {file: before.pages[file] for file in keep} if before else {}
    return Run(kit, plan, pages | made, set(made))


def _load(setup: "Setup", snapshot: Snapshot, holding: Holding, before: State | None) -> Site:
    """The site without newly taken documents that cannot be published at all."""
    known = {entry.sha256 for entry in before.manifest.files.values()} if before else set()
    while True:
        site, changed = Site.load(snapshot), snapshot.changed_ids()
        faulty = {
            name: "；".join(faults)
            for name in sorted(changed & site.heads.keys())
            if (faults := list(faults_of(site.heads[name], setup.theme, setup.paths.assets, known)))
        }
        faulty |= _twice_claimed(site, changed, faulty)
        if not faulty:
            snapshot.add_slots(site.new_slots)
            return site
        for name, message in faulty.items():
            holding.hold(name, message)


def _twice_claimed(site: Site, changed: set[str], faulty: dict[str, str]) -> dict[str, str]:
    """Of two documents with one address the one that had it keeps it, else the one published first."""
    owners: dict[str, str] = {}
    found = {}
    rank = sorted(site.heads.values(), key=lambda head: (head["id"] in changed, head["sequence"], head["id"]))
    for head in rank:
        if head["kind"] == "site" or head["id"] in faulty:
            continue
        owner = owners.setdefault(head["path"], head["id"])
        if owner != head["id"]:
            found[head["id"]] = f"地址 {head['path']} 已被 {owner} 使用，请换一个地址"
    return found


def _sort(
    kit: Kit, plan: dict[str, PageSpec], base: State | None, made: dict[str, PageState]
) -> tuple[list[PageSpec], set[str]]:
    """What must be rendered, and what can be taken from the release before."""
    todo, keep = [], set()
    for file, spec in plan.items():
        fresh = made.get(file)
        if fresh and fresh.key == full_key(kit, spec, fresh.reads):
            continue
        old = base.pages.get(file) if base else None
        if base and old and old.key == full_key(kit, spec, old.reads) and file in base.manifest.files:
            keep.add(file)
            made.pop(file, None)
        else:
            todo.append(spec)
    return todo, keep


def _run_pelican(setup: "Setup", job: RenderJob) -> None:
    if not job.todo:
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


def _send_back(
    snapshot: Snapshot, holding: Holding, failures: list[Failure], before: State | None
) -> set[str] | None:
    """Revert the documents that failed and ask for another round (None), or keep old files where that helps.

    A document that did not change cannot be reverted: its page failed because the theme or the publisher changed.
    Its old file stays then, if there is one.
    """
    changed = snapshot.changed_ids()
    blamed = {f.spec.owner: f.message for f in failures if f.spec.owner in changed}
    for name, message in blamed.items():
        holding.hold(name, message)
    if blamed:
        return None
    stale = {f.spec.file for f in failures if before and f.spec.file in before.pages}
    lost = [f for f in failures if f.spec.file not in stale]
    if lost or any(not f.spec.owner for f in failures):
        raise PublishError(
            "有页面无法生成，旧版本保持不变：" + "；".join(f.message for f in (lost or failures)[:5])
        )
    holding.stale.update({f.spec.owner: f.message for f in failures})
    return stale
