"""What of an approved text the public does not read. The text itself is never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..models import Item, Reply


class Redaction(models.Model):
    """The passages of an item (title, words, summary), or of one of its replies, that are blacked out."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="redactions")
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, null=True, related_name="redactions")
    passages = models.JSONField("隐去的文字", default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开时隐去的文字"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(reply=None), name="motions_public_redaction_of_item"
            ),
            models.UniqueConstraint(
                fields=["reply"], condition=~Q(reply=None), name="motions_public_redaction_of_reply"
            ),
        ]
