"""Changes to the lists go into the audit log: they decide what the public may read."""

from foundation.audit.services import record


def record_list_change(row, verb: str, *, by, **detail) -> None:
    """`verb` is create, edit, delete or import. The automaton notices the new version by itself."""
    name = row._meta.model_name
    key = f"{name}:{row.pk or ''}"
    record(actor=by, verb=f"gate.{name}.{verb}", object_key=key, obj=row, name=str(row), **detail)
