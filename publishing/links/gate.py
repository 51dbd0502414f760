"""No release with a broken link goes out: whose newest change broke it goes back, else nothing goes out.

The one way round is a named override for emergencies; see `Tolerated`.
"""

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from ..contract import Problem
from ..rendering.render_run import PublishError
from ..snapshot import Snapshot
from .tolerated import Broken

SHOWN = 50  # problems of this kind in one report
NAMED = 5
WAY_OUT = "请改正后再发布；紧急时可由负责人破例放行：manage.py publish --override-links “谁、为什么”"


class LinkGate:
    """Asked after each round of rendering with every link that is broken then. `override`: who lets them out, why."""

    def __init__(self, snapshot: Snapshot, override: str = ""):
        self.snapshot, self.override = snapshot, override.strip()

    def at_fault(self, broken: Sequence[Broken]) -> dict[str, str]:
        """Documents that have to go back, and why; none when the release may go out.

        Raises PublishError when links are broken and no changed document is to blame.
        """
        tolerated = self.snapshot.tolerated.all()
        new = [one for one in broken if (one.path, one.link) not in tolerated]
        if not new or self.override:
            return {}
        changed, blamed, lost = self.snapshot.changed_ids(), {}, []
        for one in new:
            found = self._blame(one, changed)
            blamed.update({name: why for name, why in found.items() if name not in blamed})
            if not found:
                lost.append(one)
        if lost and not blamed:
            names = "；".join(f"页面 {one.path} 里的链接 {one.link}" for one in lost[:NAMED])
            raise PublishError(
                f"有 {len(lost)} 处链接打不开，新版本没有启用，网上还是上一版。{names}。"
                f"不是这次改动的稿件造成的，可能在主题或网站设置里。{WAY_OUT}"
            )
        return blamed

    def pass_on(self, broken: Sequence[Broken]) -> list[Problem]:
        """The release goes out: remember what was let out, forget what was cured, name what is broken."""
        tolerated = self.snapshot.tolerated
        if self.override:
            tolerated.add(broken, self.override, self.snapshot.get_meta("as_of"))
        said = tolerated.all()
        if said:
            tolerated.forget_cured(broken)
        return [
            Problem(
                one.owner,
                f"页面 {one.path} 里的链接 {one.link} 打不开，已破例放行（{reason}）。改好链接后自动消失",
            )
            for one in broken[:SHOWN]
            if (reason := said.get((one.path, one.link)))
        ]

    def _blame(self, one: Broken, changed: set[str]) -> dict[str, str]:
        """Of the documents that changed: those that have the link, the one that took the anchor away, the page's own."""
        if found := self._mentioning(one.link, changed):
            return dict.fromkeys(found, f"页面 {one.path} 里的链接 {one.link} 打不开，请改正或删去")
        parts = urlsplit(one.link)
        if parts.fragment and (target := self._at(unquote(parts.path) or one.path)) in changed:
            anchor = unquote(parts.fragment)
            why = f"页面 {one.path} 链接到这里的“{anchor}”，这次改动去掉了这个位置；请先改那一页的链接，或恢复小标题"
            return {target: why}
        own = f"链接 {one.link} 打不开，请改正或删去"
        return {one.owner: own} if one.owner in changed else {}

    def _at(self, path: str) -> str:
        query = "SELECT id FROM documents WHERE json_extract(head, '$.path') = ? AND id IN (SELECT id FROM previous)"
        row = self.snapshot.db.execute(query, [path]).fetchone()
        return row[0] if row else ""

    def _mentioning(self, link: str, changed: set[str]) -> list[str]:
        query = "SELECT id FROM documents WHERE id IN (SELECT id FROM previous) AND (instr(head, ?) OR instr(body, ?))"
        return [row[0] for row in self.snapshot.db.execute(query, [link, link]) if row[0] in changed]
