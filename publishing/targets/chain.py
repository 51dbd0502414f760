"""May this release follow what the host has? Signature, number, and the link to the release before."""

from ..release.manifest import Head, Manifest
from ..release.signing import Keyring, SignatureFault, check_head
from .errors import ReleaseRefused
from .source import Seals


def check_signature(seals: Seals, trusted: Keyring) -> tuple[Head, Keyring]:
    """The head, and the ring to trust from now on. Raises ReleaseRefused, ManifestError."""
    head = Head.read(seals.head)
    if head.to_bytes() != seals.head:
        raise ReleaseRefused("manifest", "发布清单的写法不规范。", "请核对来源。")
    try:
        return head, check_head(seals.head, head.number, seals.signature, trusted, seals.keys)
    except SignatureFault as fault:
        raise ReleaseRefused(
            "signature", f"没有导入：{fault}", "请核对来源和公钥文件；仍提供原来的版本。"
        ) from fault


def check_place(head: Head, digest: str, before: Manifest | None, highest: tuple[int, str]) -> None:
    """A number once passed never comes back, and the next release names the one before. Raises ReleaseRefused.

    `digest` is the hash of the head, `highest` the number and hash of the newest release ever accepted.
    """
    number, known = highest
    if head.number < number or (head.number == number and digest != known):
        raise ReleaseRefused(
            "older",
            f"版本 {head.release} 的序号是 {head.number}，本机已经用到 {number}，可能有人用旧内容冒充新内容。",
            "如果发布端确实从备份恢复过，请由管理员加 --older 再导入。",
        )
    if before and head.number == before.number + 1 and head.previous != before.hash:
        raise ReleaseRefused(
            "chain",
            f"版本 {head.release} 和本机现有的版本 {before.release} 接不上：它写明的前一个版本不是这一个。",
            "请确认没有两个发布端在用同一把密钥。",
        )
