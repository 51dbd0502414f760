"""The interface described for people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from foundation.rulebook.reading import number

from ..public.rules import CALLS
from .api import api
from .files import LICENCE
from .schemas import Record

NAMES = {"query": "查询条件", "path": "地址里"}


@require_GET
def documentation(request: HttpRequest) -> HttpResponse:
    """Made from the same description a program reads."""
    described = api.get_openapi_schema(path_prefix="/open/v1/")
    doors = [
        {
            "address": address,
            "summary": said["get"]["summary"],
            "text": said["get"].get("description", ""),
            "takes": [
                {
                    "name": one["name"],
                    "where": NAMES[one["in"]],
                    "text": one.get("description", ""),
                    "needed": one["required"],
                }
                for one in said["get"].get("parameters", [])
            ],
        }
        for address, said in described["paths"].items()
    ]
    fields = [
        {"name": field.alias or name, "text": field.description or ""}
        for name, field in Record.model_fields.items()
        if field.description
    ]
    told = {"doors": doors, "fields": fields, "licence": LICENCE, "calls": number(CALLS)}
    return render(request, "motions_open/documentation.html", told)
