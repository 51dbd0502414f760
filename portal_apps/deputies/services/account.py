"""Tie a deputy's file to the account that the deputy logs in with."""

from django.db import transaction

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.rights.may import demand, may
from foundation.rights.refusals import Refused

from ..models import Person


def free_accounts():
    """Active accounts without a file; whether they may keep one of their own is asked when they are tied."""
    return User.objects.filter(is_active=True, deputy=None).order_by("display_name", "username")


@transaction.atomic
def tie_account(person: Person, account: User | None, *, by) -> None:
    """From now on the account reads this file as its own; None unties it. Who ties it is never who gets it."""
    demand(by, "deputies.edit", person)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if account is not None:
        if account.pk == by.pk:
            raise Refused("自己的账号要由另一个人来连。")
        if not may(account, "deputies.edit_own"):
            raise Refused(f"{account}的账号还没有代表的角色，先邀请或者授权。")
        if Person.objects.filter(account=account).exclude(pk=person.pk).exists():
            raise Refused(f"{account}的账号已经连着另一份资料。")
    person.account = account
    person.save(update_fields=["account"])
    record(actor=by, verb="deputies.tie", obj=person, account=f"user:{account.pk}" if account else "")
