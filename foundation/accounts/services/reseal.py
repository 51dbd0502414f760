"""After a change of SECRET_KEY: seal anew under today's key what older keys (SECRET_KEY_FALLBACKS) still open."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import models, transaction

from foundation.audit.services import record

from ..sealed import SealedTextField
from ..sealing import seal, unseal

SECRETS = ("secret", "seed")  # what an authenticator keeps sealed: of a TOTP app, of recovery codes


@dataclass
class Resealed:
    """`rows` by the name of the model; `lost` are those that no key opens, as model:pk."""

    rows: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def sealed_models() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model with sealed columns, and their names."""
    for model in apps.get_models():
        names = [one.name for one in model._meta.concrete_fields if isinstance(one, SealedTextField)]
        if names:
            yield model, names


def reseal() -> Resealed:
    """Row by row, each in a transaction of its own: it may be stopped and run again, and people may work meanwhile."""
    done = Resealed()
    for model, names in sealed_models():
        _each(model, done, lambda row, names=names: _write(row, names))
    _each(Authenticator, done, _authenticator)
    record(actor=None, verb="accounts.reseal", object_key="keys", rows=done.rows, lost=len(done.lost))
    return done


def _each(model: type[models.Model], done: Resealed, write) -> None:
    label = model._meta.label_lower
    done.rows[label] = 0
    for pk in list(model._default_manager.values_list("pk", flat=True).order_by("pk")):
        try:
            with transaction.atomic():
                row = model._default_manager.select_for_update().filter(pk=pk).first()
                done.rows[label] += bool(row is not None and write(row))
        except InvalidToken:
            done.lost.append(f"{label}:{pk}")


def _write(row: Any, names: list[str]) -> bool:
    """With the fingerprints beside it, where the model keeps some (`seal_prints`)."""
    names = list(names)
    if hasattr(row, "seal_prints"):
        row.seal_prints()
        names += [one.name for one in row._meta.concrete_fields if one.name.endswith("_print")]
    models.Model.save(row, update_fields=names)
    return any(getattr(row, name) for name in names)


def _authenticator(row: Authenticator) -> bool:
    held = [name for name in SECRETS if row.data.get(name)]
    if held:
        row.data = {**row.data, **{name: seal(unseal(row.data[name])) for name in held}}
        row.save(update_fields=["data"])
    return bool(held)
