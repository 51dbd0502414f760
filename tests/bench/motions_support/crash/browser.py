"""A deputy at a browser: opens the page, presses the button, sometimes twice, and again when no answer came."""

import http.client
import random
import re
import threading
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

PATIENCE = 240.0  # seconds until somebody gives up
SITUATION = "望河大桥引桥一侧没有人行道，早晚高峰行人和电动车混行，去年以来发生多起刮擦。" * 3
PROPOSAL = "利用引桥西侧绿化带增设人行道和隔离护栏，路口补装信号灯，年内完成设计，明年汛期前完工。"


@dataclass
class Answer:
    status: int
    location: str = ""
    body: str = ""


@dataclass
class Tally:
    """What the person saw."""

    acknowledged: dict[str, int] = field(default_factory=dict)  # title → item
    accepted: set[int] = field(default_factory=set)
    given_up: list[str] = field(default_factory=list)
    retries: int = 0
    doubled: int = 0


class Browser:
    def __init__(self, url: str, cookies: dict[str, str], seed: int) -> None:
        self.host, self.cookies, self.chance = urlsplit(url).netloc, cookies, random.Random(seed)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Answer | None:
        """None where no whole answer came."""
        line = http.client.HTTPConnection(self.host, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        try:
            line.request(method, path, urlencode(form) if form else None, headers)
            answer = line.getresponse()
            body = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()
        for value in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return Answer(answer.status, answer.headers.get("Location", ""), body)

    def page(self, path: str) -> str:
        """Loaded again and again until it comes."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = self.ask("GET", path)
            if answer is not None and answer.status == 200:
                return answer.body
            time.sleep(self.chance.uniform(0.2, 1.0))
        raise SystemExit(f"{path} never came: {answer}")

    def press(self, path: str, form: dict[str, str], tally: Tally) -> Answer | None:
        """The button; a doubled click one time in five; again while nothing or an error comes back."""
        end = time.monotonic() + PATIENCE
        answer = None
        while time.monotonic() < end:
            if self.chance.random() < 0.2:
                tally.doubled += 1
                other = threading.Thread(target=self.ask, args=("POST", path, form))
                other.start()
                answer = self.ask("POST", path, form)
                other.join()
            else:
                answer = self.ask("POST", path, form)
            if answer is not None and answer.status < 500:
                return answer
            tally.retries += 1
            time.sleep(self.chance.uniform(0.2, 1.5))
        return answer


def submit(browser: Browser, title: str, tally: Tally) -> None:
    """From the empty page to the page of the case."""
    page = browser.page("/motions/new/")
    form = {
        "csrfmiddlewaretoken": _value(page, "csrfmiddlewaretoken"),
        "uid": _value(page, "uid"),
        "page": uuid.uuid4().hex,
        "title": title,
        "situation": SITUATION,
        "proposal": PROPOSAL,
        "open_wish": "open",
        "no_secrets": "on",
        "warned": "on",
        "do": "submit",
    }
    answer = browser.press("/motions/new/", form, tally)
    found = re.fullmatch(r"/motions/(\d+)/", answer.location) if answer else None
    if answer is not None and answer.status == 302 and found:
        tally.acknowledged[title] = int(found[1])
    else:
        tally.given_up.append(f"{title}: {answer.status if answer else 'no answer'} {_told(answer)}")


def accept(browser: Browser, item: int, tally: Tally) -> None:
    """Staff take it: it gets its number."""
    path = f"/motions/{item}/act/accept/"
    page = browser.page(path)
    form = {"csrfmiddlewaretoken": _value(page, "csrfmiddlewaretoken"), "seen": _value(page, "seen")}
    answer = browser.press(path, form, tally)
    if answer is not None and answer.status == 302:
        tally.accepted.add(item)
    else:
        tally.given_up.append(f"accept {item}: {answer.status if answer else 'no answer'} {_told(answer)}")


def _value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    if found is None:
        raise SystemExit(f"no field {name} on the page:\n{page[:2000]}")
    return found[1]


def _told(answer: Answer | None) -> str:
    alert = re.search(r'role="alert">(.*?)</div>', answer.body, re.DOTALL) if answer else None
    return re.sub(r"<[^>]+>", " ", alert[1])[:200] if alert else answer.location if answer else ""
