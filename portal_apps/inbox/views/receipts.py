"""The door at which an SMS gateway brings its receipts. Gateways do not sign them: the address holds a secret."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundation.audit.services import record
from foundation.notices.carriers import carrier, open_carriers
from foundation.notices.sending.reports import NotUnderstood, read, take

KEY = "sms"


@csrf_exempt
@require_POST
def receipts(request, token: str):
    """Answered as the gateway wants it, so that it does not bring the same again; the same again changes nothing."""
    if not settings.SMS_RECEIPT_TOKEN or KEY not in open_carriers():
        raise Http404("没有开通短信回执。")
    if not constant_time_compare(token, settings.SMS_RECEIPT_TOKEN):
        raise PermissionDenied("回执地址不对。")
    try:
        reports = read(KEY, request.body)
    except NotUnderstood:
        return JsonResponse({"code": 1, "result": 1, "msg": "看不懂", "errmsg": "not understood"}, status=400)
    taken = take(KEY, reports)
    record(actor=None, verb="messages.receipts", reports=len(reports), taken=taken)
    return JsonResponse(getattr(carrier(KEY), "thanks"))  # noqa: B009  (only carriers that bring receipts have it)
