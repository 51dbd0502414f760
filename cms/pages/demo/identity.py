"""Contact and filing lines of the fictitious city, so that the footer shows what a real one will hold."""

from ..models import SiteIdentity

LINES = {
    "address": "示例市中心区人民路 1 号",
    "telephone": "0000-00000000（工作日 8:30—17:30）",
    "postcode": "000000",
    "icp_number": "示ICP备00000000号-1",
    "police_number": "示公网安备00000000000000号",
}


def fill_identity() -> None:
    """Write the lines nobody has written yet."""
    for identity in SiteIdentity.objects.filter(site__is_default_site=True):
        for field, value in LINES.items():
            if not getattr(identity, field):
                setattr(identity, field, value)
        identity.save()
