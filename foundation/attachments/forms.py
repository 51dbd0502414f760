"""What a form brings: the keys of files handed in before, and, without scripts, the files themselves."""

from django.http import HttpRequest

from .purposes import PURPOSES
from .services import keep


def handed_in(request: HttpRequest, purpose: str, name: str = "attachments") -> list[str]:
    """The keys for `claim`, in order. Raises UnfitFile, ScannerAway or Refused."""
    files = request.FILES.getlist(f"{name}-files")
    kept = [keep(file, by=request.user, purpose=PURPOSES[purpose]) for file in files]
    return [*request.POST.getlist(name), *(str(one.key) for one in kept)]
