"""A person who is or was a deputy; what may be told of them, and apart from it what is sealed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from foundation.accounts.sealed import SealedTextField
from foundation.accounts.sealing import fingerprint
from foundation.storage.private import private_storage

from .. import standards
from ..initials import InitialsField
from ..masks import masked


class PersonQuerySet(models.QuerySet):
    def matching(self, *, text: str = "", **mandate):
        """Names, their initials, employers and certificate numbers; other conditions are those of `MandateQuerySet.matching`."""
        from .mandates import Mandate

        found = self
        if text:
            certified = Mandate.objects.filter(certificate_number=text).values("person")
            wanted = Q(name__icontains=text) | Q(employer__icontains=text) | Q(pk__in=certified)
            if text.isascii() and text.isalpha():
                wanted |= Q(initials__contains=f" {text.lower()}")
            found = found.filter(wanted)
        mandate = {name: value for name, value in mandate.items() if value}
        if mandate:
            found = found.filter(pk__in=Mandate.objects.matching(**mandate).values("person"))
        return found

    def serving(self, day=None):
        """Those who hold a mandate in force on a day (today)."""
        from .mandates import Mandate

        return self.filter(pk__in=Mandate.objects.serving(day).values("person"))

    def listed(self):
        """Deputies in office who let colleagues find them in the directory."""
        return self.serving().filter(Q(shares_phone=True) | Q(shares_email=True))


class Person(models.Model):
    """Basic information; codes are those of the national standards. Sealed fields: `PersonalData`."""

    uid = models.UUIDField("稳定标识", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("姓名", max_length=50, db_index=True)
    initials = InitialsField("拼音首字母", max_length=200, blank=True, editable=False)
    sex = models.CharField("性别", max_length=1, choices=standards.sex, blank=True)
    born_on = models.DateField("出生日期", null=True, blank=True)
    nationality = models.CharField("民族", max_length=2, choices=standards.nationality, blank=True)
    party = models.CharField("党派", max_length=2, choices=standards.party, blank=True)
    education = models.CharField("学历", max_length=2, choices=standards.education, blank=True)
    degree = models.CharField("学位", max_length=1, choices=standards.degree, blank=True)
    occupation = models.CharField("职业", max_length=60, blank=True)
    employer = models.CharField("工作单位", max_length=100, blank=True)
    duty = models.CharField("职务", max_length=100, blank=True)
    resume = models.TextField("简历", blank=True)
    photo = models.FileField("照片", max_length=200, blank=True, storage=private_storage)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="账号",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deputy",
    )
    shares_phone = models.BooleanField("代表之间可以看我的手机号", default=False)
    shares_email = models.BooleanField("代表之间可以看我的邮箱", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表"
        ordering = ["name", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class PersonalDataQuerySet(models.QuerySet):
    def with_id_number(self, number: str):
        """At most one person has it; sealed under today's key or an older one."""
        return self.filter(id_number_print__in=fingerprint(number.strip().upper(), every=True))

    def with_phone(self, number: str):
        return self.filter(phone_print__in=fingerprint(number.strip(), every=True))


class PersonalData(models.Model):
    """Sealed at rest (GB/T 22239—2019 8.1.4.8), masked on screens, opened one field at a time with a trace.

    One table for all of it, so that the database can guard it by rows.
    """

    person = models.OneToOneField(
        Person, verbose_name="代表", on_delete=models.CASCADE, primary_key=True, related_name="personal"
    )
    id_number = SealedTextField("公民身份号码", blank=True)
    phone = SealedTextField("手机号", blank=True)
    email = SealedTextField("邮箱", blank=True)
    address = SealedTextField("通讯地址", blank=True)
    postcode = SealedTextField("邮编", blank=True)
    office_phone = SealedTextField("单位电话", blank=True)
    aids = SealedTextField(
        "履职需要的帮助", blank=True, help_text="如大字材料、无障碍座位（代表法第五十三、五十四条）"
    )
    id_number_print = models.CharField(max_length=64, null=True, editable=False, unique=True)
    phone_print = models.CharField(max_length=64, null=True, editable=False, db_index=True)

    objects = PersonalDataQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "个人信息"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.person}的个人信息"

    def save(self, *args, **options) -> None:
        self.seal_prints()
        super().save(*args, **options)

    def seal_prints(self) -> None:
        """What a sealed number is found by; call it before `bulk_create` too."""
        self.id_number = self.id_number.strip().upper()
        self.id_number_print = fingerprint(self.id_number)[0] if self.id_number else None
        self.phone_print = fingerprint(self.phone.strip())[0] if self.phone.strip() else None

    def shown(self) -> dict[str, str]:
        """Every field as a screen shows it."""
        return {name: masked(name, getattr(self, name)) for name in SEALED}


SEALED = ("id_number", "phone", "email", "address", "postcode", "office_phone", "aids")
