"""Demo accounts: one per role, random passwords per data directory, never outside the demo."""

import json
import os
import secrets
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from foundation.audit.services import record

from ..models import User
from ..roles import ROLES

LETTERS = "abcdefghjkmnpqrstuvwxyz"  # without letters that look alike when typed from a screen
DIGITS = "23456789"


@dataclass(frozen=True)
class DemoAccount:
    username: str
    password: str
    name: str
    role: str
    description: str


def make_demo_accounts() -> list[DemoAccount]:
    """Make or complete one account per role and return them with their passwords.

    Passwords stay the same for a data directory. Raises ImproperlyConfigured outside the demo.
    """
    _only_in_demo()
    passwords = _stored_passwords()
    accounts = [
        DemoAccount(role.key, passwords.get(role.key) or _password(), role.demo, role.name, role.description)
        for role in ROLES
    ]
    _store(accounts)
    with transaction.atomic():
        for account in accounts:
            _settle(account, renew=account.username not in passwords)
    return accounts


def demo_accounts() -> list[DemoAccount]:
    """The accounts made before in this data directory; empty outside the demo."""
    if not settings.DEMO or not _file().exists():
        return []
    return [DemoAccount(**entry) for entry in json.loads(_file().read_text(encoding="utf-8"))]


@transaction.atomic
def remove_demo_accounts() -> int:
    """Switch demo accounts off for good: what they did stays attributed to them. Returns how many."""
    people = list(User.objects.filter(is_demo=True))
    for person in people:
        person.groups.clear()
        person.set_unusable_password()
        person.username = f"former-demo-{person.pk}"
        person.is_active = person.is_demo = False
        person.save()
    if people:
        record(actor=None, verb="accounts.remove_demo", count=len(people))
    _file().unlink(missing_ok=True)
    return len(people)


def _settle(account: DemoAccount, *, renew: bool) -> None:
    """The account exists, has its role and, when new, its password."""
    person = User.objects.filter(username=account.username).first()
    if person and not person.is_demo:
        raise ImproperlyConfigured(f"已有真实账号用了演示用户名 {account.username}，没有改动它。")
    if person is None or renew:
        person = person or User(username=account.username, is_demo=True, display_name=account.name)
        person.set_password(account.password)
        person.save()
    person.groups.add(Group.objects.get(name=account.role))


def _password() -> str:
    blocks = [(LETTERS, 4), (DIGITS, 4), (LETTERS, 4)]
    return "-".join("".join(secrets.choice(of) for _ in range(count)) for of, count in blocks)


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise ImproperlyConfigured("只有演示环境（DEMO = True）可以建演示账号。")


def _file():
    return settings.VAR_DIR / "demo_accounts.json"


def _stored_passwords() -> dict[str, str]:
    return {account.username: account.password for account in demo_accounts()}


def _store(accounts: list[DemoAccount]) -> None:
    """Readable by the owner only, from the first byte on."""
    _file().parent.mkdir(parents=True, exist_ok=True)
    draft = _file().with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump([asdict(account) for account in accounts], out, ensure_ascii=False, indent=1)
    draft.replace(_file())
