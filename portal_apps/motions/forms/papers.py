"""A field for files that are handed in while the form is filled in (`foundation.attachments`): it holds their keys."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, QueryDict

from foundation.attachments.forms import handed_in
from foundation.attachments.models import StoredFile
from foundation.attachments.purposes import PURPOSES
from foundation.rights.refusals import Refused


class Keys(forms.Widget):
    """Drawn by `{% attach %}`, see act.html."""

    def value_from_datadict(self, data, files, name):
        return data.getlist(name) if isinstance(data, QueryDict) else data.get(name)


class Handed(forms.Field):
    """Cleaned to the stored file, with `several` to a list of them."""

    widget = Keys

    def __init__(self, purpose: str, *, several: bool = False, **kwargs) -> None:
        self.purpose, self.several = purpose, several
        super().__init__(**kwargs)

    def clean(self, value):
        found = list(StoredFile.objects.filter(key__in=_uuids(value or []), purpose=self.purpose))
        if self.required and not found:
            raise forms.ValidationError("请附上文件。")
        if len(found) > 1 and not self.several:
            raise forms.ValidationError("这里只放一个文件，请移除多余的。")
        return found if self.several else found[0] if found else None


def _uuids(keys) -> list[UUID]:
    made = []
    for key in keys:
        try:
            made.append(UUID(str(key)))
        except ValueError:
            raise forms.ValidationError("附件的编号不对。请刷新页面，重新上传。") from None
    return made


def with_files(request: HttpRequest, fields: dict[str, str]) -> tuple[QueryDict, dict[str, str]]:
    """What was posted, files that came with the form without scripts handed in as well; and what was wrong with those, by
    field. `fields` are names and their purposes."""
    data, faults = request.POST.copy(), {}
    for name, purpose in fields.items():
        try:
            if request.FILES.getlist(f"{name}-files") and not PURPOSES[purpose].may_upload(request.user):
                raise Refused(f"您不能上传{PURPOSES[purpose].label}。")
            data.setlist(name, handed_in(request, purpose, name))
        except Refused as refused:
            faults[name] = str(refused)
    return data, faults
