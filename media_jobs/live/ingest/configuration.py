"""The configuration of nginx with its RTMP module, written anew at each start."""

from dataclasses import dataclass
from pathlib import Path

from .nginx_rtmp import APPLICATION
from .token import HEADER

#: The key stands in what encoders send, so nothing here writes an access log. Only this machine may read a signal. The
#: site's process is asked through this nginx itself, which adds the word it is known by: one that does not answer lets
#: nobody new in, and throws nobody out who is in. Only the name of a stream lets in: a redirect to a page to log in would too.
TEXT = """load_module {module};
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr error;
events {{ worker_connections 256; }}
rtmp_auto_push off;
rtmp {{
    access_log off;
    server {{
        listen {bind}:{rtmp_port};
        chunk_size 4096;
        max_message 8M;
        ping 5s;
        ping_timeout 5s;
        notify_method post;
        application {application} {{
            live on;
            record off;
            idle_streams off;
            drop_idle_publisher {silent}s;
            wait_key on;
            wait_video on;
            allow play 127.0.0.1;
            deny play all;
            on_publish http://127.0.0.1:{control_port}/asked;
            on_update http://127.0.0.1:{control_port}/told;
            on_publish_done http://127.0.0.1:{control_port}/told;
            notify_update_timeout 3s;
        }}
    }}
}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{control_port};
        server_tokens off;
        absolute_redirect off;
        proxy_set_header Host {host};
        proxy_set_header {header} {token};
        proxy_set_header X-Forwarded-Proto https;
        proxy_redirect off;
        proxy_connect_timeout 2s;
        proxy_read_timeout 5s;
        location = /asked {{
            proxy_pass {callback};
            proxy_intercept_errors on;
            error_page 301 302 303 307 308 = @named;
        }}
        location @named {{
            if ($upstream_http_location !~ "^[0-9a-f]+-(main|backup)$") {{ return 403; }}
            return 302 $upstream_http_location;
        }}
        location = /told {{
            proxy_pass {callback};
            proxy_intercept_errors on;
            error_page 404 429 500 502 503 504 =200 /away;
        }}
        location = /away {{ internal; return 200; }}
        location = /stat {{ rtmp_stat all; }}
        location /control {{ rtmp_control all; }}
        location / {{ return 404; }}
    }}
}}
"""


@dataclass(frozen=True)
class Ground:
    """What the machine decides. `callback` is where the web process is asked, `host` the name it answers to, `silent` how
    many seconds without a picture end a signal.
    """

    folder: Path
    module: Path
    bind: str
    rtmp_port: int
    control_port: int
    callback: str
    host: str
    token: str
    silent: int
    as_root: bool = False


def written(ground: Ground) -> Path:
    """Write it, for the owner's eyes only, and tell where."""
    ground.folder.mkdir(parents=True, exist_ok=True)
    path = ground.folder / "nginx.conf"
    fields = {name: getattr(ground, name) for name in Ground.__dataclass_fields__ if name != "as_root"}
    path.touch(mode=0o600)
    path.write_text(
        TEXT.format(
            **fields, header=HEADER, application=APPLICATION, user="user root;" if ground.as_root else ""
        )
    )
    return path
