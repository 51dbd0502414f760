"""Mail through whatever Django's mail settings name. The text stays in the house: the mail says where to read it."""

import smtplib
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import EmailValidator

from .contract import NO_ADDRESS, Letter, Outcome, Result

TIMEOUT = 15
FULL = {452, 552}  # the mailbox is full


class Mail:
    """The Message-ID is made of our reference, so that a copy, should one arise, is recognised as one."""

    receipts = absence_proves = False

    def address(self, person) -> str:
        try:
            EmailValidator()(person.email)
        except ValidationError:
            return ""
        return person.email

    def send(self, letter: Letter) -> Outcome:
        if not letter.address:
            return NO_ADDRESS
        # Django's SMTP backend keeps the time limit; others ignore it
        connection = get_connection(timeout=TIMEOUT)
        try:
            connection.open()
        except smtplib.SMTPAuthenticationError as error:
            return _later("邮件服务器不认账号，请系统管理员核对", error, 900.0)
        except (OSError, smtplib.SMTPException) as error:
            return _later("连接不上邮件服务器，没有发出", error)
        try:
            connection.send_messages([self._message(letter, connection)])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            return _refused(error)
        except (OSError, smtplib.SMTPException) as error:
            return Outcome(Result.UNKNOWN, "邮件已送出，没有等到服务器的答复", type(error).__name__)
        finally:
            _close(connection)
        return Outcome(Result.ACCEPTED, "邮件服务器已收下", remote_id=letter.reference)

    def look_up(self, letter: Letter) -> Outcome:
        return Outcome(Result.UNKNOWN, "邮件不能查询", "no_query")

    def _message(self, letter: Letter, connection: Any) -> EmailMessage:
        base = settings.WAGTAILADMIN_BASE_URL
        foot = f"请登录{settings.WAGTAIL_SITE_NAME}工作平台查看和办理：{base}/messages/"
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
        return EmailMessage(
            subject=f"{settings.WAGTAIL_SITE_NAME}：{letter.title}",
            body=f"{letter.text}\n\n{foot}\n\n本邮件由系统发出，不用回复。\n",
            to=[letter.address],
            connection=connection,
            headers={"Message-ID": f"<{letter.reference}@{host}>", "Auto-Submitted": "auto-generated"},
        )


def _later(reason: str, error: Exception, wait: float = 0.0) -> Outcome:
    return Outcome(Result.LATER, reason, type(error).__name__, wait=wait)


def _refused(error: Any) -> Outcome:
    """A refusal by code: 4xx for now, 5xx for good. Its text may repeat the address: it is dropped."""
    refusals = getattr(error, "recipients", None)
    code = next(iter(refusals.values()))[0] if refusals else error.smtp_code
    if code in FULL or code < 500:
        return Outcome(Result.LATER, "邮件服务器暂时不收，稍后自动再发", f"SMTP.{code}", wait=300.0)
    return Outcome(Result.REFUSED, "邮件服务器拒收，请核对邮箱", f"SMTP.{code}")


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return
