"""`manage.py nginx_config`: print the nginx configuration of the public site."""

import json
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError

from publishing.services import site_dir
from publishing.serving.nginx import NginxOptions, has_brotli, site_config


class Command(BaseCommand):
    help = "打印公开网站的 nginx 配置；存成文件后在 http 块里 include"

    def add_arguments(self, parser):
        parser.add_argument("--service", default="127.0.0.1:8080", help="站内检索服务的地址")
        parser.add_argument("--listen", action="append", default=[], help="监听地址，可重复；默认 80 或 443")
        parser.add_argument("--certificate", default="", help="TLS 证书文件；不写则不启用 TLS")
        parser.add_argument("--key", default="", help="TLS 私钥文件")
        parser.add_argument("--brotli", choices=["auto", "on", "off"], default="auto")
        parser.add_argument("--root", default="", help="网站文件夹（里面有 current）；默认本机的数据目录")
        parser.add_argument(
            "--media", help="视频所在的文件夹或存储桶的公开地址；默认本机的存储，没有视频写成空的 --media="
        )
        parser.add_argument("--page-rate", default="200r/s", help="同一地址每秒最多多少次请求")
        parser.add_argument("--search-rate", default="5r/s", help="同一地址每秒最多多少次检索")
        parser.add_argument("--connections", type=int, default=200, help="同一地址最多同时多少个请求")
        parser.add_argument("--behind", action="append", default=[], help="前置代理的地址或网段，可重复")
        parser.add_argument("--no-catch-all", action="store_true", help="不生成拒绝其他域名的服务器块")
        parser.add_argument("--json", action="store_true", help="打印一个 JSON 对象：配置与所用的值")

    def handle(self, *args, **given):
        if bool(given["certificate"]) != bool(given["key"]):
            raise CommandError("证书和私钥要一起给：--certificate 文件 --key 文件。")
        options = NginxOptions(
            root=Path(given["root"]).absolute() if given["root"] else site_dir(),
            site_url=settings.SITE_BASE_URL,
            service=given["service"],
            listen=tuple(given["listen"]),
            certificate=given["certificate"],
            key=given["key"],
            brotli=has_brotli() if given["brotli"] == "auto" else given["brotli"] == "on",
            page_rate=given["page_rate"],
            search_rate=given["search_rate"],
            connections=given["connections"],
            behind=tuple(given["behind"]),
            media=media_zone() if given["media"] is None else given["media"],
            catch_all=not given["no_catch_all"],
        )
        try:
            text = site_config(options)
        except ValueError as error:
            raise CommandError(str(error)) from None
        if given["json"]:
            values = {"root": str(options.root), "service": options.service, "brotli": options.brotli}
            text = json.dumps(
                {**values, "tls": bool(options.certificate), "config": text}, ensure_ascii=False
            )
        self.stdout.write(text)


def media_zone() -> str:
    """Where the files for everybody lie: a folder here, or the public address of the bucket ("": it has none)."""
    storage = storages["default"]
    return storage.public_url if hasattr(storage, "public_url") else str(settings.MEDIA_ROOT)
