"""What a run hands to the ledger before its release gets its name."""

from typing import TYPE_CHECKING

from ..rendering.theme import Theme
from .theme_files import KEEP_DAYS

if TYPE_CHECKING:
    from ..planning.kit import Kit
    from ..snapshot import Snapshot


def theme_files(snapshot: "Snapshot", theme: Theme) -> dict[str, bytes]:
    """Name below the folder of theme files to bytes: those in use, and those former pages still ask for."""
    current = {asset.file: asset.data for asset in theme.assets.values()}
    return {**snapshot.theme_files.former(current, snapshot.get_meta("as_of")), **current}


def stage(snapshot: "Snapshot", kit: "Kit") -> None:
    """Addresses that come and leave, and the theme in use: true when the release is out, else forgotten."""
    day = snapshot.get_meta("as_of")
    if kit.addresses:
        snapshot.ledger.stage(kit.addresses.came.items(), kit.addresses.left.items(), day)
    current = {asset.file: asset.data for asset in kit.theme.assets.values()}
    snapshot.theme_files.stage(current, day, int(snapshot.get_meta("theme_days", KEEP_DAYS)))
