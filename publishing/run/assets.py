"""Pictures and attachments of changed documents."""

from collections.abc import Collection

from ..planning.site import Site
from ..release.state import State


def dropped_assets(site: Site, changed: Collection[str], base: State) -> set[str]:
    """Files that changed documents showed and nothing shows any more."""
    users: dict[str, set[str]] = {file: set() for file in base.assets_of(changed)}
    for name in changed:
        head = site.heads.get(name)
        for asset in head.assets if head else ():
            users.setdefault(asset["path"].lstrip("/"), set()).add(name)
    for file, user in base.asset_users(users.keys()):
        if user not in changed:
            users[file].add(user)
    return {file for file, names in users.items() if not names}
