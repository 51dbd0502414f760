"""`manage.py release_keys make|list|rotate|public`: the keys that releases are signed with."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from foundation.audit.services import record
from publishing.release.activate import publisher_lock
from publishing.release.chain import next_link
from publishing.release.key_file import load_signer, make_key, public_pem, ring_file, rotate_key
from publishing.release.signing import SignatureFault
from publishing.services import site_paths
from publishing.services.signing import CURE, key_file


class Command(BaseCommand):
    help = "发布签名的密钥：生成、列出、更换、导出公钥。私钥只在它自己的文件里，从不显示"

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["make", "list", "rotate", "public"])
        parser.add_argument("--file", type=Path, help="私钥文件；不写则用 RELEASE_KEY_FILE")
        parser.add_argument("--name", default="", help="新密钥的名字，例如 2027")
        parser.add_argument("--pem", action="store_true", help="public：只要最新的公钥，PEM 格式")

    def handle(self, *args, verb: str, file: Path | None, name: str, pem: bool, **options):
        file = file or key_file()
        if file is None:
            raise CommandError(f"没有说是哪个文件。{CURE}")
        try:
            getattr(self, f"_{verb}")(file, name, pem)
        except SignatureFault as fault:
            raise CommandError(str(fault)) from fault
        except OSError as error:
            raise CommandError(f"{error.filename or file}：{error.strerror}。") from error

    def _make(self, file: Path, name: str, pem: bool) -> None:
        if file.exists():
            raise CommandError(f"{file} 已经有一把密钥；要换请用 release_keys rotate。")
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = make_key(file, name or "1").ring.newest
        record(actor=None, verb="publishing.key.make", object_key=f"key:{key.id}", name=key.name)
        self.stdout.write(
            f"密钥 {key.id} 已生成：私钥 {file}（权限 600，请另存一份离线备份），公钥串 {ring_file(file)}。"
        )

    def _rotate(self, file: Path, name: str, pem: bool) -> None:
        with publisher_lock(site_paths()):
            signer, aside = rotate_key(file, name, next_link(site_paths()).number)
        key = signer.ring.newest
        record(
            actor=None,
            verb="publishing.key.rotate",
            object_key=f"key:{key.id}",
            name=key.name,
            first=key.first,
        )
        self.stdout.write(
            f"从第 {key.first} 号版本起用新密钥 {key.id}。旧私钥移到 {aside}，确认新版本可用后请销毁。"
        )
        self.stdout.write("公网主机不用改：新公钥由旧密钥作证，随版本一起送到。")

    def _list(self, file: Path, name: str, pem: bool) -> None:
        for key in load_signer(file).ring.keys:
            span = f"第 {key.first} 号版本" + (f"到第 {key.last} 号" if key.last else "起")
            told = f"，由 {key.signed_by} 作证" if key.signed_by else ""
            self.stdout.write(f"{key.id}  {key.name}  {span}{told}")

    def _public(self, file: Path, name: str, pem: bool) -> None:
        ring = load_signer(file).ring
        text = (
            public_pem(ring.newest)
            if pem
            else json.dumps(json.loads(ring.to_bytes()), ensure_ascii=False, indent=1)
        )
        self.stdout.write(text)
