"""Who runs the site: names, filing numbers, contact. Printed on every page, so it is data, not template."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """One row per Wagtail site. Empty optional values leave their tag or line out altogether."""

    short_name = models.CharField("网站名称", max_length=50, default="示例市人大常委会")
    full_name = models.CharField("机关全称", max_length=100, default="示例市人民代表大会常务委员会")
    english_name = models.CharField(
        "英文名称", max_length=100, default="Standing Committee of Shili Municipal People's Congress"
    )
    english_short_name = models.CharField(
        "英文简称", max_length=60, default="Shili Municipal People's Congress"
    )
    english_organiser = models.CharField(
        "主办单位（英文）", max_length=120, default="General Office of the Standing Committee"
    )
    english_address = models.CharField("地址（英文）", max_length=150, blank=True)
    seal_text = models.CharField("字标（四个字）", max_length=4, default="示例人大")
    domain = models.CharField("域名", max_length=100, default="www.example.gov.cn")
    site_id_code = models.CharField("网站标识码", max_length=10, blank=True, help_text="没有颁发就留空")
    party_organ_mark_url = models.URLField("党政机关网站标识链接", blank=True)
    icp_number = models.CharField("ICP 备案号", max_length=50, blank=True)
    police_number = models.CharField("公安备案号", max_length=50, blank=True)
    organiser = models.CharField("主办单位", max_length=100, default="示例市人大常委会办公厅")
    address = models.CharField("地址", max_length=100, blank=True)
    telephone = models.CharField("电话", max_length=60, blank=True)
    postcode = models.CharField("邮编", max_length=6, blank=True)
    report_url = models.URLField("违法和不良信息举报链接", blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("short_name"),
                FieldPanel("full_name"),
                FieldPanel("english_name"),
                FieldPanel("english_short_name"),
                FieldRowPanel([FieldPanel("seal_text"), FieldPanel("domain")]),
            ],
            heading="名称",
        ),
        MultiFieldPanel(
            [
                FieldPanel("site_id_code"),
                FieldPanel("party_organ_mark_url"),
                FieldRowPanel([FieldPanel("icp_number"), FieldPanel("police_number")]),
                FieldPanel("report_url"),
            ],
            heading="标识与备案",
        ),
        MultiFieldPanel(
            [
                FieldPanel("organiser"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("telephone"), FieldPanel("postcode")]),
                FieldPanel("english_organiser"),
                FieldPanel("english_address"),
            ],
            heading="主办与联系",
        ),
    ]

    class Meta:
        verbose_name = "网站信息"

    def in_language(self, code: str) -> dict[str, str]:
        """The facts that read differently in `code`."""
        if code != "en":
            return {}
        return {
            "short_name": self.english_short_name,
            "full_name": self.english_name,
            "organiser": self.english_organiser,
            "address": self.english_address,
        }
