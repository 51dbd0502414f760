"""A small house with one thing of every kind, so that every address leads to something.

What can belong to a person is there twice: `mine` is handed from person to person as the walk goes on, `theirs` stays
another's.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection, Locale, Site, Task, UploadedFile, Workflow
from wagtail.models.api import APIToken

from cms.editorial import services
from cms.editorial.gate.models import Leader, Term, TermList
from cms.editorial.models import ReleaseSet
from cms.library.models import SiteDocument, SiteImage
from cms.notices.models import SiteNotice
from cms.pages.models import ContentTag
from foundation.accounts.models import ServiceToken
from foundation.attachments.models import StoredFile
from foundation.attachments.purposes import Purpose, register_purpose
from foundation.audit.services import record, seal_old
from foundation.deadlines.kinds import ClockKind, kinds, register_clock
from foundation.deadlines.services import start
from foundation.jobs.models import Job
from foundation.notices.models import Delivery, Notice
from foundation.rights.models import Grant
from portal_apps.deputies.models import Area, Body, LiaisonPerson, Mandate, Person, PersonalData, Rollover
from portal_apps.deputies.models import Term as TermOfOffice
from portal_apps.deputies.states import State
from tests.cms.editorial.conftest import Office
from tests.services.addresses import addresses

from .papers import (
    HANDED_ON,
    MOTION_ROUTES,
    desk_of,
    exchange_of,
    list_row,
    papers_of,
    suggestion_of,
    translation_of,
)

KIND = "test-matrix"


ANYTHING = Purpose(
    KIND, "附件", ("paper",), may_upload=lambda user: True, may_read=lambda user, stored: False
)


register_purpose(ANYTHING)


class World:
    """`values(route, mine)` fills the parameters of an address."""

    def __init__(self, stranger) -> None:
        self.stranger = stranger
        self.office = office = Office()
        self._files()
        self.mandates = self._congress()
        self.mine, self.theirs = (self._belongings(name) for name in ("mine", "theirs"))
        urgent = services.publish_urgently(office.draft(title="急稿"), office.chief_editor, "急")
        self.common = {
            **self._log(),
            "year": 2026,
            "key": "suggestion.reply_months",
            "size": "elder",
            "verb": "release",
            "clock": self._clock(),
            "service": self._service_token(),
            "collection": Collection.get_first_root_node().add_child(name="图集").pk,
            "workflow": Workflow.objects.first().pk,
            "task": Task.objects.first().pk,
            "release_set": ReleaseSet.objects.create(name="一套", created_by=stranger).pk,
            "site_notice": SiteNotice.objects.create(
                text="停水", reason="急", raised_by=stranger, raised_at=timezone.now()
            ).pk,
            "termlist": (terms := TermList.objects.create(name="词", source="册")).pk,
            "term": Term.objects.create(term_list=terms, text="词").pk,
            "leader": Leader.objects.create(name="甲", titles="主任", source="文").pk,
            "body": self.mandates["delegation"].pk,
            "rollover": Rollover.objects.create(
                former=self.mandates["term"], since=date(2028, 1, 8), ground="文", state="rehearsed"
            ).pk,
            "term_of_office": self.mandates["term"].pk,
            "tag": ContentTag.objects.create(name="水", slug="water").pk,
            "locale": Locale.objects.first().pk,
            "site": Site.objects.first().pk,
            "group": Group.objects.first().pk,
            "column": office.column.pk,
            "urgent_check": urgent.pk,
            "liaison": self._liaison(),
            **list_row(stranger),
            **exchange_of(self.theirs["handling"], stranger),
        }

    @staticmethod
    def _files() -> None:
        picture = Path(settings.MEDIA_ROOT) / "x.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (1, 1)).save(picture)
        picture.with_suffix(".pdf").write_bytes(b"%PDF-1.4")

    @staticmethod
    def _congress() -> dict[str, Any]:
        city = Area.objects.create(name="示例市", short="市", level="municipal")
        term = TermOfOffice.objects.create(area=city, number=16, since=date(2023, 1, 10))
        unit = Body.objects.create(kind="electing_unit", name="望河区人民代表大会", area=city)
        delegation = Body.objects.create(kind="delegation", name="望河代表团", term=term, area=city)
        return {"term": term, "electing_unit": unit, "delegation": delegation, "starts_on": date(2023, 1, 10)}

    def _log(self) -> dict[str, int]:
        """A record, and a file of what was written so far; it stays in the database too."""
        record(actor=None, verb="audit.view")
        record(actor=None, verb="audit.view")
        return {"sequence": 1, "first": seal_old(timezone.now() + timedelta(days=2000))[0].first}

    def _belongings(self, name: str) -> dict[str, Any]:
        owner, page = self.stranger, self.office.submitted(title=name, by=self.stranger)
        notice = Notice.objects.create(person=owner, template="t", kind="rights", title="题", text="文")
        deputy = Person.objects.create(name=name)
        PersonalData.objects.create(person=deputy)
        mandate = Mandate.objects.create(person=deputy, state=State.CONFIRMED, **self.mandates)
        return {
            **papers_of(name, owner, deputy, mandate),
            **translation_of(page),
            "deputy": deputy,
            "mandate": mandate,
            **suggestion_of(mandate, owner),
            **desk_of(name, owner),
            "page": page,
            "revision": page.latest_revision,
            "workflow_state": page.current_workflow_state,
            "task_state": page.current_workflow_task_state,
            "image": SiteImage.objects.create(title=name, file="x.png", width=1, height=1),
            "document": SiteDocument.objects.create(title=name, file="x.pdf", file_size=1),
            "job": Job.objects.create(kind="importing.import", created_by=owner),
            "notice": notice,
            "delivery": Delivery.objects.create(
                notice=notice, person=owner, by=owner, carrier="sms", template="t", kind="rights"
            ),
            "grant": Grant.objects.create(person=owner, role="deputy", ground="文", place=name),
            "token": APIToken.create_token(user=owner, name="t")[0],
            "account": owner,
            "stored": StoredFile.objects.create(
                owner=owner, purpose=KIND, name="x", kind="png", size=1, given_size=1
            ),
            "upload": UploadedFile.objects.create(file="x.png", uploaded_by_user=owner),
        }

    def hand_to(self, person) -> None:
        """What is mine is this person's from here on."""
        mine = self.mine
        type(mine["page"]).objects.filter(pk=mine["page"].pk).update(owner=person)
        for name, field in {
            "revision": "user",
            "image": "uploaded_by_user",
            "document": "uploaded_by_user",
            "upload": "uploaded_by_user",
            "stored": "owner",
            "job": "created_by",
            "notice": "person",
            "delivery": "by",
            "grant": "person",
            "deputy": "account",
            "token": "user",
            **HANDED_ON,
        }.items():
            type(mine[name]).objects.filter(pk=mine[name].pk).update(**{field: person})
        self.mine["account"] = person

    def _clock(self) -> int:
        if KIND not in kinds:
            register_clock(ClockKind(KIND, "答复", "suggestion.reply_months", may=lambda *asked: True))
        return start(Group.objects.first(), KIND, by=self.stranger, on=date(2026, 3, 10)).pk

    def _liaison(self) -> int:
        return LiaisonPerson.objects.create(
            body=self.mandates["delegation"], name="甲", office_phone="0000"
        ).pk

    def _service_token(self) -> int:
        end = timezone.now() + timedelta(days=1)
        made = ServiceToken(name="接口", owner_unit="局", digest="0", hint="s", expires_at=end)
        made.issued_by = self.stranger
        made.save()
        return made.pk

    def paths(self, mine: bool) -> dict[str, str]:
        """By route, an address that leads to something that exists."""
        found = {address.route: address.path for address in addresses(self.values(mine))}
        document = (self.mine if mine else self.theirs)["document"].pk
        return found | {SERVED: f"/documents/{document}/x.pdf"}

    def values(self, mine: bool) -> Callable[[str], dict[str, str]]:
        """By route, what its parameters are called and hold."""
        held = self.common | {name: thing.pk for name, thing in (self.mine if mine else self.theirs).items()}

        def of(route: str) -> dict[str, str]:
            found = dict(NAMED)
            for start_of_route, names in BY_ROUTE:
                if route.startswith(start_of_route):
                    found |= names
            return {name: str(held.get(key, key)) for name, key in found.items()}

        return of


SERVED = r"documents/^(\d+)/(.*)$"
#: parameter → thing of the world, or the value itself
NAMED = {
    "int": "1", "str": "1", "slug": "x", "path": "x", "page_id": "page", "parent_page_id": "column",
    "page_to_move_id": "page", "destination_id": "column", "page_pk": "page", "revision_id": "revision",
    "revision_id_a": "revision", "revision_id_b": "revision", "image_id": "image", "document_id": "document",
    "doc_id": "document", "uploaded_file_id": "upload", "collection_id": "collection", "task_id": "task",
    "workflow_state_id": "workflow_state", "task_state_id": "task_state", "workflow_pk": "workflow", "job_id": "job",
    "content_type_app_name": "pages", "content_type_model_name": "newspage", "app_label": "pages",
    "model_name": "newspage", "app_name": "pages", "action": "delete", "action_name": "approve", "year": "year",
    "sequence": "sequence", "first": "first", "key": "key", "size": "size", "object_id": "page", "user_id": "account", "type": "x",
    "type_name": "pages.NewsPage", "site_id": "site", "translation_source_id": "source",
    "translation_id": "translation", "mode": "", "stored": "stored", "sending": "sending", "filter_spec": "width-100",
    "string_segment_id": "string", "report": "report", "file": "pdf", "overridable_segment_id": "overridable", "provider_id": "city",
}  # fmt: skip
#: the start of a route → parameters that mean something else below it; later ones win
BY_ROUTE: tuple[tuple[str, dict[str, str]], ...] = (
    ("deadlines/<int:pk>", {"pk": "clock", "verb": "pause"}),
    ("messages/<int:pk>", {"pk": "notice"}),
    ("messages/outbox/", {"pk": "delivery"}),
    ("messages/choices/", {"pk": "account"}),
    ("attachments/", {"purpose": KIND}),
    ("uploads/", {"purpose": KIND}),
    ("rules/", {"key": "suggestion.reply_months"}),
    ("imports/", {"key": "deputies", "pk": "table", "verb": "drop"}),
    ("people/invite/", {"holder": "staff"}),
    ("people/invitations/", {"pk": "invitation", "act": "revoke"}),
    ("people/leaves/", {"pk": "time_off"}),
    ("people/restores/", {"pk": "restore"}),
    ("proxy/scans/", {"pk": "entry"}),
    ("deputies/changes/", {"pk": "mandate_change"}),
    ("deputies/posts/", {"pk": "post"}),
    ("deputies/offices/", {"pk": "office"}),
    ("deputies/absences/", {"pk": "absence"}),
    ("deputies/alerts/", {"pk": "alert"}),
    ("deputies/wishes/", {"pk": "wish"}),
    ("deputies/organisation/liaison/", {"pk": "liaison"}),
    ("people/<int:pk>", {"pk": "account", "act": "leave"}),
    ("deputies/<int:pk>", {"pk": "deputy"}),
    ("deputies/directory/", {"pk": "deputy"}),
    ("deputies/mandates/", {"pk": "mandate", "verb": "suspend"}),
    ("deputies/rollover/", {"pk": "rollover", "verb": "drop"}),
    ("deputies/organisation/body/", {"pk": "body"}),
    ("deputies/organisation/bodies/", {"kind": "delegation"}),
    ("deputies/organisation/<slug:what>", {"what": "terms", "pk": "term_of_office"}),
    *MOTION_ROUTES,
    ("motions/exchange/", {"peer": "peer", "message": "message", "batch": "batch"}),
    ("exchange/v1/schemas/", {"name": "envelope"}),
    ("rights/grants/", {"pk": "grant", "verb": "end"}),
    ("accounts/tokens/", {"pk": "service"}),
    ("admin/api/main/^pages", {"pk": "page", "action_name": "copy"}),
    ("admin/api/main/^documents", {"pk": "document"}),
    ("admin/api/main/^images", {"pk": "image"}),
    ("admin/bulk/", {"app_label": "wagtailcore", "model_name": "page"}),
    ("admin/pages/^", {"pk": "page"}),
    ("admin/collections/", {"pk": "collection"}),
    ("admin/workflows/", {"pk": "workflow", "app_label": "editorial", "model_name": "stagetask"}),
    ("admin/workflows/tasks/", {"pk": "task"}),
    ("admin/jobs/", {"pk": "job"}),
    ("admin/editorial/urgent-check/", {"pk": "urgent_check"}),
    ("admin/editorial/release-sets/", {"pk": "release_set"}),
    ("admin/editorial/^release-sets", {"pk": "release_set", "verb": "cancel"}),
    ("admin/site-notice/", {"pk": "site_notice"}),
    ("admin/settings/", {"app_name": "pages", "model_name": "siteidentity", "pk": "site"}),
    ("admin/snippets/editorial_gate/term/", {"pk": "term"}),
    ("admin/snippets/choose/editorial_gate/term/", {"pk": "term"}),
    ("admin/snippets/editorial_gate/termlist/", {"pk": "termlist"}),
    ("admin/snippets/choose/editorial_gate/termlist/", {"pk": "termlist"}),
    ("admin/snippets/editorial_gate/leader/", {"pk": "leader"}),
    ("admin/snippets/choose/editorial_gate/leader/", {"pk": "leader"}),
    ("admin/contenttag/", {"pk": "tag"}),
    ("admin/locales/", {"pk": "locale"}),
    ("admin/sites/", {"pk": "site"}),
    ("admin/users/", {"pk": "account"}),
    ("admin/groups/", {"pk": "group"}),
    ("admin/api-tokens/", {"pk": "token"}),
    ("admin/documents/chooser/", {"pk": "document"}),
    ("admin/images/chooser/", {"pk": "image"}),
    ("admin/videos/", {"key": "video", "pk": "video", "verb": "trim"}),
    ("media/", {"path": "x.png"}),
    ("admin/localize/api/snippets/", {"app_label": "pages", "model_name": "contenttag", "pk": "tag"}),
    ("admin/localize/submit/snippet/", {"app_label": "pages", "model_name": "contenttag", "pk": "tag"}),
)
