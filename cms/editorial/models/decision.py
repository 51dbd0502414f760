"""What a reviewer decided on a revision. Rows are appended; the rules of the three reviews are constraints."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat


class Stage(models.IntegerChoices):
    FIRST = 1, "初审"
    SECOND = 2, "复审"
    FINAL = 3, "终审"


class DecisionQuerySet(models.QuerySet):
    def approved(self):
        return self.filter(decision=ReviewDecision.Decision.APPROVED, void=False)

    def standing(self, revision):
        """Approvals that still speak for the revision: its text is the one they were given for."""
        from ..digest import content_sha

        return self.approved().filter(revision_id=revision.pk, content_sha=content_sha(revision.pk))

    def of_page(self, page):
        return self.filter(revision__object_id=str(page.pk), revision__base_content_type=_page_type())


def _page_type():
    from wagtail.models import get_default_page_content_type

    return get_default_page_content_type()


class ReviewDecision(models.Model):
    """One decision of one person at one stage on one revision."""

    class Decision(models.TextChoices):
        APPROVED = "approved", "通过"
        SENT_BACK = "sent_back", "退回"

    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name="稿次",
        on_delete=models.CASCADE,
        related_name="review_decisions",
    )
    stage = models.PositiveSmallIntegerField("审次", choices=Stage)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="审核人", on_delete=models.PROTECT, related_name="+"
    )
    authors = models.CharField(
        "作者", max_length=1000, default=",", help_text="改过内容的人，形如 ,3,5,；由系统填写"
    )
    decision = models.CharField("决定", max_length=10, choices=Decision)
    comment = models.TextField("意见", blank=True, max_length=2000)
    content_sha = models.CharField("内容散列", max_length=64)
    void = models.BooleanField("已失效", default=False, help_text="稿件撤下以后，以前的通过不再算数")
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "审核记录"
        verbose_name_plural = "审核记录"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "stage"],
                condition=Q(decision="approved", void=False),
                name="one_approval_per_stage",
                violation_error_message="这一审已经有人通过了。",
            ),
            models.UniqueConstraint(
                fields=["revision", "reviewer"],
                condition=Q(decision="approved", void=False),
                name="one_stage_per_reviewer",
                violation_error_message="同一稿的三审要由三个人来审。",
            ),
            models.CheckConstraint(
                condition=~Q(
                    authors__contains=Concat(Value(","), Cast(F("reviewer"), models.CharField()), Value(","))
                ),
                name="author_is_not_reviewer",
                violation_error_message="作者不能审自己的稿子。",
            ),
            models.CheckConstraint(
                condition=Q(decision="approved") | ~Q(comment=""),
                name="send_back_has_comment",
                violation_error_message="退回要写明意见。",
            ),
            models.CheckConstraint(condition=Q(stage__in=[1, 2, 3]), name="stage_is_one_of_three"),
        ]
