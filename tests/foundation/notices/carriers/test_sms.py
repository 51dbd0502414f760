"""SMS over real sockets: what each answer of a gateway, and each silence, means for us."""

import pytest

from foundation.notices.carriers.contract import Result
from tests.services.processes import free_port

from .conftest import PHONE, REFERENCE, letter


def test_a_message_is_accepted_with_its_reference_and_later_reported(sms):
    said = sms.carrier.send(letter())
    assert (said.result, sms.gateway.references()) == (Result.ACCEPTED, [REFERENCE])
    assert said.remote_id
    assert not sms.gateway.refused
    sms.gateway.receipt()
    assert sms.carrier.look_up(letter(remote_id=said.remote_id)).result == Result.DELIVERED
    sms.gateway.receipt("failed", "UNDELIV")
    assert sms.carrier.look_up(letter()).result == Result.REFUSED


def test_before_the_receipt_the_question_is_open(aliyun, house):
    for place in (aliyun, house):
        place.carrier.send(letter())
        assert place.carrier.look_up(letter()).result == Result.ACCEPTED


@pytest.mark.parametrize("signature", ["v1", "v3"])
def test_both_signatures_of_aliyun_pass_the_check(aliyun, signature):
    carrier = aliyun.adapter(aliyun.gateway, signature=signature)
    assert carrier.send(letter()).result == Result.ACCEPTED
    assert aliyun.gateway.taken[0].values == {"day": "2026-12-01", "name": "建议 & 第 12 号*~"}
    assert carrier.look_up(letter()).result == Result.ACCEPTED
    assert not aliyun.gateway.refused


def test_tencent_gets_the_variables_in_the_order_of_the_text(tencent):
    tencent.carrier.send(letter())
    assert tencent.gateway.taken[0].values == ["2026-12-01", "建议 & 第 12 号*~"]


@pytest.mark.parametrize("signature", ["v1", "v3"])
def test_a_wrong_secret_is_said_without_repeating_what_was_signed(aliyun, signature, caplog):
    said = aliyun.adapter(aliyun.gateway, secret="guessed-secret", signature=signature).send(letter())
    assert (said.result, said.code) == (Result.LATER, "SignatureDoesNotMatch")
    assert "密钥" in said.reason
    assert not aliyun.gateway.taken
    for leaked in (PHONE, "guessed-secret", aliyun.gateway.key):
        assert leaked not in repr(said) + caplog.text


def test_tencent_says_a_wrong_signature_with_status_200(tencent):
    said = tencent.adapter(tencent.gateway, secret="guessed").send(letter())
    assert (said.result, said.code) == (Result.LATER, "AuthFailure.SignatureFailure")


@pytest.mark.parametrize(
    ("fault", "result", "word"),
    [
        ("isv.AMOUNT_NOT_ENOUGH", Result.LATER, "余额不足"),
        ("isv.BUSINESS_LIMIT_CONTROL", Result.LATER, "上限"),
        ("isv.SMS_SIGNATURE_ILLEGAL", Result.LATER, "审核"),
        ("Throttling.User", Result.LATER, "限流"),
        ("isp.SYSTEM_ERROR", Result.UNKNOWN, "不明"),
    ],
)
def test_errors_of_aliyun_are_told_apart(aliyun, fault, result, word):
    aliyun.gateway.faults.append(fault)
    said = aliyun.carrier.send(letter())
    assert (said.result, said.code) == (result, fault)
    assert word in said.reason
    assert not aliyun.gateway.taken


@pytest.mark.parametrize(
    ("fault", "result", "word"),
    [
        ("FailedOperation.InsufficientBalanceInSmsPackage", Result.LATER, "余额不足"),
        ("LimitExceeded.PhoneNumberDailyLimit", Result.LATER, "上限"),
        ("RequestLimitExceeded", Result.LATER, "限流"),
        ("FailedOperation.ContainSensitiveWord", Result.REFUSED, "禁用"),
        ("InternalError", Result.UNKNOWN, "不明"),
    ],
)
def test_errors_of_tencent_are_told_apart(tencent, fault, result, word):
    tencent.gateway.faults.append(fault)
    said = tencent.carrier.send(letter())
    assert (said.result, said.code) == (result, fault)
    assert word in said.reason


def test_a_blacklisted_number_is_final_at_once_or_by_the_receipt(aliyun, tencent):
    aliyun.gateway.blacklist.add(PHONE)
    tencent.gateway.blacklist.add(f"+86{PHONE}")
    assert aliyun.carrier.send(letter()).result == Result.ACCEPTED  # only the operator knows
    for said in (aliyun.carrier.look_up(letter()), tencent.carrier.send(letter())):
        assert said.result == Result.REFUSED
        assert "黑名单" in said.reason


def test_a_gateway_of_the_house_is_described_by_its_settings(house):
    house.gateway.faults += ['{"result": {"code": 7}}', '{"result": {"code": 9}}', '{"answer": 1}']
    later, refused, odd = (house.carrier.send(letter()) for _ in range(3))
    assert (later.result, refused.result, odd.result) == (Result.LATER, Result.REFUSED, Result.UNKNOWN)
    wrong = house.adapter(house.gateway, secret="guessed").send(letter())
    assert (wrong.result, wrong.code) == (Result.REFUSED, "2")


@pytest.mark.parametrize("fault", ["after", "page", "cut", "slow"])
def test_a_lost_answer_is_unknown_never_a_failure(sms, fault):
    sms.gateway.faults.append(fault)
    said = sms.carrier.send(letter())
    assert said.result == Result.UNKNOWN
    assert sms.gateway.references() == [REFERENCE]  # it was sent all the same


def test_a_connection_that_breaks_before_anything_is_accepted_is_unknown_too(sms):
    sms.gateway.faults.append("before")
    assert sms.carrier.send(letter()).result == Result.UNKNOWN
    assert not sms.gateway.taken
    assert sms.carrier.look_up(letter()).result == Result.ABSENT


def test_only_a_connection_that_never_stood_proves_that_nothing_was_sent(sms):
    sms.gateway.url = f"http://127.0.0.1:{free_port()}"
    carrier = sms.adapter(sms.gateway)
    assert carrier.send(letter()).result == Result.LATER
    assert carrier.look_up(letter()).result == Result.UNKNOWN


def test_a_question_that_fails_says_nothing_about_the_message(aliyun, tencent):
    aliyun.gateway.faults.append("Throttling.User")
    tencent.gateway.faults.append("InternalError")
    assert aliyun.carrier.look_up(letter()).result == Result.UNKNOWN
    assert tencent.carrier.look_up(letter()).result == Result.UNKNOWN


def test_a_list_that_is_not_whole_proves_nothing(aliyun):
    aliyun.carrier.send(letter())
    aliyun.gateway.hides = True
    assert aliyun.carrier.look_up(letter(reference="b" * 32)).result == Result.UNKNOWN


def test_a_message_is_found_behind_a_hundred_others_to_the_same_number(aliyun, tencent):
    for place in (aliyun, tencent):
        for number in range(120):
            place.carrier.send(letter(reference=f"{number:032d}"))
        place.gateway.receipt()
        for number in (0, 70, 119):
            assert place.carrier.look_up(letter(reference=f"{number:032d}")).result == Result.DELIVERED
        assert place.carrier.look_up(letter(reference="c" * 32)).result == Result.ABSENT


def test_without_an_approved_wording_of_its_own_only_that_there_is_something_is_sent(aliyun):
    assert aliyun.carrier.send(letter(template="other.due")).result == Result.ACCEPTED
    assert (aliyun.gateway.taken[0].template, aliyun.gateway.taken[0].values) == ("SMS_9", {})
    bare = aliyun.adapter(aliyun.gateway, templates={})
    assert "模板没有登记" in bare.send(letter()).reason


def test_a_long_value_is_cut_to_what_operators_take(aliyun):
    aliyun.carrier.send(letter(values={"name": "长" * 80}))
    assert aliyun.gateway.taken[0].values == {"name": "长" * 35}


def test_nothing_an_adapter_shows_holds_a_number_or_a_secret(sms, caplog):
    for shown in (repr(letter()), repr(sms.carrier), str(sms.carrier.send(letter())), caplog.text):
        assert PHONE not in shown
        assert sms.gateway.secret not in shown
