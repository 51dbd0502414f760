"""Urgent publications and the second pair of eyes each of them owes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone


class UrgentReviewQuerySet(models.QuerySet):
    def owed(self):
        """Not looked at yet, or found wrong and still public."""
        return self.filter(state__in=[UrgentReview.State.OWED, UrgentReview.State.WITHDRAWAL_DEMANDED])


class UrgentReview(models.Model):
    """A second person looks at what a chief editor published alone, before `due_at`."""

    class State(models.TextChoices):
        OWED = "owed", "待复核"
        CONFIRMED = "confirmed", "已复核"
        WITHDRAWAL_DEMANDED = "demanded", "要求撤稿"
        WITHDRAWN = "withdrawn", "已撤稿"

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="稿件", on_delete=models.CASCADE, related_name="urgent_reviews"
    )
    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="urgent_review"
    )
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发布人", on_delete=models.PROTECT, related_name="+"
    )
    authors = models.CharField("作者", max_length=1000, default=",")
    reason = models.CharField("紧急理由", max_length=500)
    published_at = models.DateTimeField("发布时间", default=timezone.now)
    due_at = models.DateTimeField("复核期限")
    state = models.CharField("状态", max_length=10, choices=State, default=State.OWED, db_index=True)
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="复核人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    checked_at = models.DateTimeField("复核时间", null=True)
    comment = models.TextField("复核意见", blank=True, max_length=2000)

    objects = UrgentReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "紧急发布复核"
        verbose_name_plural = "紧急发布复核"
        ordering = ["due_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checker__isnull=True) | ~Q(checker=F("publisher")),
                name="urgent_checker_is_another_person",
                violation_error_message="复核要由发布人以外的人来做。",
            ),
            models.CheckConstraint(
                condition=Q(checker__isnull=True)
                | ~Q(
                    authors__contains=Concat(Value(","), Cast(F("checker"), models.CharField()), Value(","))
                ),
                name="urgent_checker_is_no_author",
                violation_error_message="写过这一稿的人不能复核。",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="urgent_has_reason"),
        ]

    @property
    def overdue(self) -> bool:
        return self.state == self.State.OWED and timezone.now() > self.due_at
