"""The read interface. django-ninja, because Wagtail brings it anyway and the description (OpenAPI 3.1) follows from the
same types that check every answer."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.views.decorators.http import conditional_page, require_safe
from ninja import NinjaAPI, Query
from ninja.decorators import decorate_view
from ninja.errors import ValidationError

from ..public.figures import years
from ..public.indexes import DATA_HOME
from ..public.selecting import public_items
from .limits import limited
from .querying import Asked, records
from .schemas import Page, Problem, Record, Years

api = NinjaAPI(
    title="议案建议开放数据",
    version="1.0.0",
    description="公开的议案、建议和办理、答复、评价、承诺。只读，不需要登录；内容和公开网站、年度数据文件一样。",
    urls_namespace="motions_open",
    docs_url=None,
    openapi_url="openapi.json",
    docs_decorator=require_safe,
)
REFUSALS = {404: Problem, 422: Problem, 429: Problem}


@api.exception_handler(ValidationError)
def _refused(request: HttpRequest, error: ValidationError):
    """Which condition is wrong, in one sentence."""
    names = "、".join(dict.fromkeys(str(one["loc"][-1]) for one in error.errors))
    return api.create_response(request, {"error": f"这些条件写得不对：{names}。格式见 /open/。"}, status=422)


@api.get(
    "/suggestions",
    response={200: Page} | REFUSALS,
    by_alias=True,
    operation_id="suggestions",
    summary="按条件查",
)
@decorate_view(limited, conditional_page)
def suggestions(request: HttpRequest, asked: Query[Asked]):
    """一页公开的议案、建议，最新提出的在前。回答带 ETag；再问时带上 If-None-Match，没有变化只回 304。"""
    items = asked.items()
    count, end = items.count(), asked.offset + asked.limit
    given = {name: value for name, value in asked.model_dump(mode="json").items() if value not in (None, "")}
    return {
        "count": count,
        "limit": asked.limit,
        "offset": asked.offset,
        "next": f"{request.path}?{urlencode(given | {'offset': end})}" if end < count else None,
        "items": records(items[asked.offset : end]),
    }


@api.get(
    "/suggestions/{id}",
    response={200: Record} | REFUSALS,
    by_alias=True,
    operation_id="suggestion",
    summary="一件",
)
@decorate_view(limited, conditional_page)
def suggestion(request: HttpRequest, id: UUID):
    """一件公开的议案或者建议。撤回、不再公开的和没有过的一样，回 404。"""
    found = records(public_items().filter(uid=id))
    return found[0] if found else (404, {"error": "没有这一件，或者它没有公开、不再公开。"})


@api.get("/years", response={200: Years} | REFUSALS, operation_id="years", summary="有哪些年度")
@decorate_view(limited, conditional_page)
def all_years(request: HttpRequest):
    """有数据的年份，和公开网站上签名的年度数据文件。"""
    known = years() if public_items().exists() else []
    files = [f"{settings.SITE_BASE_URL}{DATA_HOME}{year}/suggestions-{year}.json" for year in known]
    return {"years": known, "files": files}
