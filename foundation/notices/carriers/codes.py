"""What the codes of SMS gateways mean for us: final, later, or not to be trusted; and in words for staff."""

from .contract import Outcome, Result

MINUTE, QUARTER, HOUR = 60.0, 900.0, 3600.0

SECRET = ("网关不认访问密钥或签名，请系统管理员核对密钥和本机时间", QUARTER)
BALANCE = ("短信余额不足，请充值；充值后自动补发", QUARTER)
BUSY = ("网关限流，稍后自动再发", MINUTE)
NUMBER_LIMIT = ("这个号码的短信条数已达网关上限，稍后自动再发", HOUR)
WORDING = ("短信签名或模板没有通过审核，请系统管理员核对", QUARTER)

#: By the beginning of the code, the longest first.
LATER = {
    # Aliyun
    "isv.BUSINESS_LIMIT_CONTROL": NUMBER_LIMIT,
    "isv.DAY_LIMIT_CONTROL": NUMBER_LIMIT,
    "isv.AMOUNT_NOT_ENOUGH": BALANCE,
    "isv.OUT_OF_SERVICE": BALANCE,
    "isv.SMS_SIGNATURE_ILLEGAL": WORDING,
    "isv.SMS_TEMPLATE_ILLEGAL": WORDING,
    "isv.TEMPLATE_MISSING_PARAMETERS": WORDING,
    "isv.ACCOUNT": SECRET,
    "isp.RAM_PERMISSION_DENY": SECRET,
    "SignatureDoesNotMatch": SECRET,
    "InvalidAccessKeyId": SECRET,
    "InvalidTimeStamp": SECRET,
    "SignatureNonceUsed": BUSY,
    "Throttling": BUSY,
    # Tencent
    "LimitExceeded": NUMBER_LIMIT,
    "RequestLimitExceeded": BUSY,
    "AuthFailure": SECRET,
    "UnauthorizedOperation": SECRET,
    "FailedOperation.InsufficientBalanceInSmsPackage": BALANCE,
    "FailedOperation.SignatureIncorrectOrUnapproved": WORDING,
    "FailedOperation.TemplateIncorrectOrUnapproved": WORDING,
}
REFUSED = {
    "isv.MOBILE_NUMBER_ILLEGAL": "号码不对，请核对",
    "isv.BLACK_KEY_CONTROL_LIMIT": "短信里有运营商禁用的词",
    "isv.PARAM_LENGTH_LIMIT": "短信变量太长",
    "FailedOperation.PhoneNumberInBlacklist": "对方退订过，号码在运营商黑名单里，请改用电话",
    "InvalidParameterValue.IncorrectPhoneNumber": "号码不对，请核对",
    "FailedOperation.ContainSensitiveWord": "短信里有运营商禁用的词",
}
#: The gateway says itself that it does not know: it may have passed the message on.
UNSURE = ("isp.", "InternalError", "ServiceUnavailable", "FailedOperation.FailResolvePacket")

#: Why operators did not deliver, from receipts.
RECEIPTS = {
    "BLACK": "对方退订过，号码在运营商黑名单里，请改用电话",
    "MK:1008": "对方退订过，号码在运营商黑名单里，请改用电话",
    "UNDELIV": "手机关机、停机或不在服务区",
    "EXPIRED": "手机长时间关机，短信过期",
    "REJECTD": "被运营商拦截",
    "NOT_ON_SERVICE": "号码已停机或是空号，请核对",
}


def refusal(code: str) -> Outcome:
    """What to do about an answer that is an error."""
    for start in sorted(LATER, key=len, reverse=True):
        if code.startswith(start):
            reason, wait = LATER[start]
            return Outcome(Result.LATER, reason, code, wait=wait)
    if code in REFUSED:
        return Outcome(Result.REFUSED, REFUSED[code], code)
    if not code or code.startswith(UNSURE):
        return Outcome(Result.UNKNOWN, "网关内部出错，是否收下不明", code)
    return Outcome(Result.REFUSED, f"网关拒收（{code[:40]}）", code)


def undelivered(code: str) -> Outcome:
    """A receipt that says it did not arrive."""
    why = next((text for key, text in RECEIPTS.items() if key in code.upper()), "运营商没有送到")
    return Outcome(Result.REFUSED, why, code)
