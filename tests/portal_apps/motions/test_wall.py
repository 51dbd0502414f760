"""Drafts behind the wall of PostgreSQL: a query that forgot to ask finds none of others, and writing works on."""

from tests.foundation.audit.test_database_roles import APP, manage, roles  # noqa: F401
from tests.foundation.rights.test_rows import AS_WEB, people  # noqa: F401

from .house import TEXT

WRITE = f"""
from portal_apps.motions.models import Item, Saved, Text
from django.conf import settings
settings.SECOND_FACTOR_REQUIRED = False
WORDS = {TEXT!r} | {{"title": "关于修桥的建议", "open_wish": "open", "no_secrets": "on", "page": "p"}}
def client(name):
    made = Client()
    made.post("/accounts/login/", {{"login": name, "password": "correct horse 4 battery"}})
    return made
dai, lin, xu = (client(name) for name in ("dai", "lin", "xu"))
a = dai.post("/motions/new/", WORDS | {{"uid": "", "do": "autosave"}})
if "json" not in a.headers["Content-Type"]: print(a.status_code, a.headers, a.content.decode()[:3000]); raise SystemExit
a = a.json()
where = a["url"]
case = where.removesuffix("write/")
print("begun", dai.post(a["keep"], WORDS | {{"do": "autosave", "seen": a["seen"], "analysis": "又一句"}}).status_code)
print("bare", Item.objects.count(), Text.objects.count(), Saved.objects.count())
print("read", *(one.get(case).status_code for one in (dai, lin, xu)))
def told(name):
    rows.tell(rows.told_of(get_user_model().objects.get(username=name)))
    return Item.objects.count(), Text.objects.count(), Saved.objects.count()
print("rows dai", *told("dai"), "lin", *told("lin"), "xu", *told("xu"))
rows.tell(rows.NOBODY)
"""
INVITE = """
print("invite", dai.post(case + "act/invite/", {"deputies": "lin"}).status_code)
print("rows lin", *told("lin"))
print("asked", lin.get(case).status_code, lin.post(case + "act/cosign/", {}).status_code)
"""
FILE = """
print("filed", dai.post(where, WORDS | {"do": "submit", "analysis": "又一句", "seen": "9"}).status_code)
print("rows xu", *told("xu"))
print("back", xu.post(case + "act/return_for_revision/", {"reason": "写明地点"}).status_code, *told("xu"))
rows.tell(rows.NOBODY)
print("again", dai.get(where).status_code, "写明地点" in dai.get(where).content.decode(), xu.get(case).status_code)
from portal_apps.motions.similar import _ids
rows.tell(rows.HOUSE)
print("walked", len(list(_ids())))
"""


def shell(script: str) -> str:
    done = manage(APP, "shell", "-c", AS_WEB + script)
    assert not done.returncode, done.stderr
    return done.stdout


def test_a_draft_is_its_sponsors_in_the_database_too_and_every_step_goes_through_the_wall(people):  # noqa: F811
    told = shell(WRITE + INVITE + FILE)
    for said in (
        "begun 200",
        "bare 0 0 0",
        "read 200 404 404",
        "rows dai 1 1 1 lin 0 0 0 xu 0 0 0",
        "invite 302",
        "rows lin 1 1 1",
        "asked 200 302",
        "filed 302",
        "rows xu 1 1 0",
        "back 302 0 0 0",
        "again 200 True 404",
        "walked 0",
    ):
        assert said in told, told
