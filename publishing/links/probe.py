"""Whether one foreign address answers: HEAD, then GET where a server does not take HEAD; few redirects, short waits."""

import http.client
import ssl
from dataclasses import dataclass, field
from socket import create_connection
from urllib.parse import quote, urljoin, urlsplit

from .addresses import Reach, Refused

OK, GUARDED, BROKEN, SILENT, REFUSED = "ok", "guarded", "broken", "silent", "refused"
HOPS = 5
ASK_AGAIN = {400, 403, 404, 405, 406, 500, 501, 503}  # answers to HEAD that GET may better
GUARDS = {401, 403, 407, 418, 429, 451, 521, 999}  # there, but not for machines or not for everybody


@dataclass(frozen=True, slots=True)
class Finding:
    """`state`: ok, guarded (answers, but not to us), broken, silent (no answer), refused (may not be asked)."""

    state: str
    status: int = 0
    note: str = ""


@dataclass(frozen=True)
class Prober:
    """`agent` tells the other side who asks; `timeout` in seconds, for connecting and for each answer."""

    agent: str
    reach: Reach = field(default_factory=Reach)
    timeout: float = 10.0

    def probe(self, url: str) -> Finding:
        """Never raises: whatever another server does is a finding."""
        seen: list[str] = []
        try:
            for _ in range(HOPS + 1):
                status, location = self._ask_twice(url)
                if not location:
                    return _judged(status, seen)
                seen.append(url)
                url = urljoin(url, location)
                if url in seen:
                    return Finding(BROKEN, status, "转来转去回到原处")
            return Finding(BROKEN, 0, f"转了 {HOPS} 次以上")
        except Refused as reason:
            return Finding(REFUSED, 0, str(reason))
        except ssl.SSLError as error:
            return Finding(BROKEN, 0, f"安全证书有问题：{error.reason or error}"[:200])
        except TimeoutError:
            return Finding(SILENT, 0, f"{self.timeout:g} 秒没有回答")
        except (OSError, http.client.HTTPException) as error:
            return Finding(SILENT, 0, f"连不上：{error.__class__.__name__}")
        except ValueError:
            return Finding(BROKEN, 0, "地址写错了")

    def _ask_twice(self, url: str) -> tuple[int, str]:
        status, location = self._ask("HEAD", url)
        return self._ask("GET", url) if status in ASK_AGAIN else (status, location)

    def _ask(self, method: str, url: str) -> tuple[int, str]:
        """(status, where it sends us or "")"""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refused("只检查 http 和 https 的地址")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        connection = self._connect(parts.scheme, parts.hostname, port)
        try:
            path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
                f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
            )
            connection.request(method, path, headers={"User-Agent": self.agent, "Accept": "*/*"})
            answer = connection.getresponse()
            moved = answer.status in (301, 302, 303, 307, 308)
            return answer.status, answer.getheader("Location", "") if moved else ""
        finally:
            connection.close()

    def _connect(self, scheme: str, host: str, port: int) -> http.client.HTTPConnection:
        """A connection to the judged address that still speaks to the host by its name."""
        name = host.encode("idna").decode()
        address = self.reach.address(name, port)
        shown = name if port in (80, 443) else f"{name}:{port}"
        connection = http.client.HTTPConnection(shown, timeout=self.timeout)
        sock = create_connection((address, port), self.timeout)
        if scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=name)
        connection.sock = sock
        return connection


def _judged(status: int, seen: list[str]) -> Finding:
    if 200 <= status < 400:
        return Finding(OK, status, f"转了 {len(seen)} 次" if seen else "")
    if status in GUARDS:
        return Finding(GUARDED, status, "对方不让程序访问，请人工打开看看")
    return Finding(BROKEN, status, f"对方回答 {status}")
