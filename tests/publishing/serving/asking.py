"""One request, one answer, over plain HTTP and with nothing added."""

import http.client
from urllib.parse import urlsplit

from .conftest import HOST


def ask(base: str, path: str, method: str = "GET", body: bytes | None = None, **headers):
    """(answer, body); header names are written with `_` for `-`."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body=body, headers={"Host": HOST, **sent})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content
