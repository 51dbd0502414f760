"""A mail server that can refuse, stall and vanish at every step of the talk."""

import socketserver
import threading
from typing import Any


class MailServer:
    """`with MailServer() as server:`; `answers["RCPT"] = "550 no"` refuses, `"drop"` closes the connection there."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.answers: dict[str, str] = {}
        outer = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                outer._talk(self)

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]

    def _talk(self, talk: Any) -> None:
        def say(text: str) -> None:
            talk.wfile.write(f"{text}\r\n".encode())

        say("220 mail.example.org")
        while line := talk.rfile.readline().decode().strip():
            verb = line[:4].upper()
            answer = self.answers.get(verb, "")
            if answer == "drop":
                return
            if answer:
                say(answer)
            elif verb == "DATA":
                say("354 go on")
                lines = iter(lambda: talk.rfile.readline().decode(), ".\r\n")
                self.messages.append("".join(lines))
                if self.answers.get("END") == "drop":
                    return
                say(self.answers.get("END") or "250 queued")
            else:
                say("221 bye" if verb == "QUIT" else "250 ok")

    def __enter__(self) -> "MailServer":
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.server.shutdown()
        self.server.server_close()
