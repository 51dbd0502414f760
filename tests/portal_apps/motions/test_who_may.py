"""Who may do what: every verb × every role, and those of another place; allowed or refused."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.accounts.roles import ROLES
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.table import BY_KEY

from .acts import ACTS, WITHIN_OTHERS
from .house import House, grant, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.production]


def in_session(house: House):
    house.sit()
    return house.submitted(house.cosigned(2))


def in_review(house: House):
    return do.pass_check(in_session(house), by=house.person("delegation_staff"))


def accepted(house: House):
    house.assigned()  # something to merge into
    return do.accept(in_review(house), by=house.staff)


def proposed(house: House):
    item = do.classify(accepted(house), by=house.staff, category=category())
    return do.propose_units(item, by=house.staff, units=[do.Place(house.court)])


def category():
    from portal_apps.motions.models import Category

    return Category.objects.earliest("pk")


def assigned(house: House):
    return do.assign(proposed(house), by=house.staff)


def handed(house: House):
    return house.handling(assigned(house))


def invited(house: House):
    item = house.draft()
    return do.invite(item, by=house.lead, deputies=house.deputies(2)[1:])


def at_office(house: House):
    house.sit()
    return house.handling(house.assigned_in_session(do.Place(house.transport)), house.transport)


def returning(house: House):
    return do.request_return(handed(house), by=house.person("unit_handler"), grounds="不是")


def passed_up(house: House):
    handling = do.dispatch(at_office(house), by=house.person("government_office"))
    return do.request_return(handling, by=house.at(house.transport), grounds="不是")


def subbed(house: House):
    return do.sub_assign(house.signed_for(handed(house)), by=house.person("unit_head"), desk=house.desk)


def assisting(house: House):
    house.sit()
    places = [do.Place(house.union), do.Place(house.court, "assist")]
    return house.signed_for(house.handling(house.assigned_in_session(*places)))


def extending(house: House):
    from django.utils.timezone import localdate

    handling = house.signed_for(handed(house))
    said = {"reason": "面广", "explained_on": localdate()}
    return do.ask_extension(handling, by=house.person("unit_handler"), **said)


def key_proposed(house: House):
    return do.propose_key(assigned(house), by=house.staff, reason="群众关心")


def key_chosen(house: House):
    return ACTS["decide_key"].do(house, key_proposed(house), house.person("council_member"))


def kept(house: House):
    return ACTS["fulfil"].do(house, house.commitment(), house.person("unit_handler"))


def referred(house: House):
    return do.refer(house.registered(), by=house.person("session_secretariat"), committee=house.committee)


def reported(house: House):
    return do.report_followup(house.followed_up(), by=house.staff, report="办完")


#: what was done before → the verbs that are tried then
STAGES = {
    lambda house: None: "write",
    House.draft: "edit attach invite submit withdraw",
    invited: "cosign decline uninvite",
    lambda house: house.cosigned(2): "step_back",
    in_session: "pass_check return_check agree_withdrawal",
    in_review: "accept return_for_revision treat_as_letter",
    accepted: "merge classify propose_units propose_key",
    proposed: "assign",
    assigned: "object add_unit instruct comment publish",
    handed: "sign_for request_return admit_late_return reassign urge",
    at_office: "dispatch",
    returning: "grant_return refuse_return",
    passed_up: "pass_return",
    lambda house: house.signed_for(handed(house)): "contact sub_assign ask_extension draft_reply",
    subbed: "finish_sub",
    assisting: "opine",
    extending: "decide_extension",
    lambda house: house.promised(
        house.contacted(handed(house))
    ): "promise drop_promise dismiss send_back_reply sign_reply",
    House.signed: "deliver_reply",
    House.replied: "evaluate approve_publicity note_silence",
    lambda house: house.judged(house.again(), "dissatisfied", reasons="不行"): "assess",
    House.assessed: "dispose",
    House.tracked: "end_tracking",
    House.commitment: "fulfil explain",
    kept: "evaluate_promise",
    lambda house: house.judged().item: "close",
    key_proposed: "decide_key",
    key_chosen: "report_key",
    House.checked_motion: "register",
    House.registered: "refer put_on_agenda follow_up convert",
    referred: "give_opinion",
    House.on_agenda: "record_vote",
    House.followed_up: "report_followup",
    reported: "close_motion",
}


class TakenBack(Exception):
    """The verb was allowed; the next person finds things as they were."""


def everybody(house: House) -> dict:
    people = {role.key: house.person(role.key) for role in ROLES}
    people |= {"lead": house.lead, "co": house.deputies(2)[1].person.account}
    elsewhere = {
        "delegation_staff": house.city.delegations[1].key,
        "session_secretariat": f"session:{house.city.sessions[0].pk}",
        "unit_handler": house.finance.key,
        "unit_head": house.finance.key,
    }
    return people | {
        f"{role} elsewhere": grant(make_user(role), role, place) for role, place in elsewhere.items()
    }


def may(verb: str, house: House, thing, person) -> bool:
    """Whether permission is given; that the state of things refuses comes after it."""
    try:
        with transaction.atomic():
            ACTS[verb].do(house, thing, person)
            raise TakenBack
    except PermissionDenied:
        return False
    except (TakenBack, Refused):
        return True


@pytest.mark.parametrize(("prepare", "verbs"), STAGES.items(), ids=STAGES.values())
def test_each_verb_is_for_those_of_the_table_and_for_nobody_else(house, prepare, verbs):
    thing, people = prepare(house), everybody(house)
    for verb in verbs.split():
        allowed = {name for name, person in people.items() if may(verb, house, thing, person)}
        assert allowed == ACTS[verb].who, verb


def test_every_verb_of_the_table_is_tried():
    tried = [verb for verbs in STAGES.values() for verb in verbs.split()]
    assert sorted(tried) == sorted(ACTS)
    assert set(ACTS) == set(BY_KEY) - WITHIN_OTHERS


def test_a_draft_is_nobody_elses_whatever_the_rank(house):
    from portal_apps.motions.reach import readable

    item = invited(house)
    people = everybody(house)
    readers = {name for name, person in people.items() if readable(person).filter(pk=item.pk).exists()}
    assert readers == {"lead", "co"}


def test_what_was_filed_is_read_by_those_whose_it_is_and_a_motion_by_nobody_outside_the_congress(house):
    from portal_apps.motions.reach import readable

    people = everybody(house)
    suggestion, motion = assigned(house), house.registered()

    def readers(item):
        return {name for name, person in people.items() if readable(person).filter(pk=item.pk).exists()}

    congress = {"congress_staff", "committee_staff", "law_staff", "council_member", "session_secretariat"}
    assert readers(motion) == congress | {"lead", "co", "delegation_staff"}
    assert {"unit_handler", "unit_head", "government_office"} <= readers(suggestion)
    assert not any(name.endswith("elsewhere") for name in readers(suggestion) | readers(motion))
    do.publish(suggestion, by=house.staff, publicity="full")
    assert {"editor", "station_admin", "deputy"} <= readers(suggestion)
