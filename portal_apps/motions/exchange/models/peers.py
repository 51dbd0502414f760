"""A counterpart with a system of its own, and the keys of both sides."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.accounts.models import ServiceToken
from foundation.accounts.sealed import SealedTextField
from portal_apps.deputies.models import Body
from portal_apps.motions.models import Handling


class Channel(models.TextChoices):
    HTTPS = "https", "联网（HTTPS）"
    FILES = "files", "数据包（网络不通）"


class Peer(models.Model):
    """What stands below `office` is handled in their system. No peer for an office: everything is done here, as always.

    `identity` is the account their acts are done by: it holds the roles its office and units need, and cannot log in.
    """

    office = models.OneToOneField(
        Body, verbose_name="对接的机关", on_delete=models.PROTECT, related_name="exchange"
    )
    code = models.SlugField("对方代号", unique=True)
    our_code = models.SlugField("我方代号", default="congress")
    channel = models.CharField("方式", max_length=8, choices=Channel, default=Channel.HTTPS)
    url = models.URLField(
        "对方地址", blank=True, help_text="https://…/exchange/v1，消息发到它下面的 /messages"
    )
    authority = models.TextField("对方证书的颁发者（PEM）", blank=True)
    secret = SealedTextField("对方签发的令牌", blank=True)
    box_key = SealedTextField("数据包的加密密钥", blank=True, help_text="32 字节，base64；双方相同")
    tokens = models.ManyToManyField(ServiceToken, verbose_name="发给对方的令牌", blank=True, related_name="+")
    identity = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="对方办理用的身份", on_delete=models.PROTECT, related_name="+"
    )
    paused_at = models.DateTimeField("暂停", null=True, editable=False)
    failures = models.PositiveIntegerField("连续连不上", default=0, editable=False)
    quiet_until = models.DateTimeField("下次再连", default=timezone.now, editable=False)
    last_error = models.CharField("最近的问题", max_length=300, blank=True, editable=False)
    skew = models.IntegerField("对方时钟快几秒", default=0, editable=False)
    last_seen = models.DateTimeField("最近通话", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "对接方"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.office}系统"

    @property
    def online(self) -> bool:
        return self.channel == Channel.HTTPS

    def handlings(self):
        """The parts of items that lie below this office."""
        return Handling.objects.filter(Q(office=self.office_id) | Q(unit=self.office_id))

    @property
    def own_key(self) -> "Key":
        """The one that signs now. Raises Key.DoesNotExist."""
        return self.keys.filter(ours=True, ended_at=None).latest("pk")


class KeyQuerySet(models.QuerySet):
    def good(self):
        """Signs, or may have signed what is still on its way."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=timezone.now()))


class Key(models.Model):
    """A public key; of our own ones the private half, sealed. A new one stands beside the old one until `ended_at`."""

    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="keys")
    ours = models.BooleanField("我方的")
    key_id = models.CharField("编号", max_length=16)
    public = models.CharField("公钥", max_length=60)
    private = SealedTextField(blank=True, editable=False)
    added_at = models.DateTimeField("启用", auto_now_add=True)
    ended_at = models.DateTimeField("停用", null=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "对接签名密钥"
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["peer", "key_id"], name="exchange_key_once")]
