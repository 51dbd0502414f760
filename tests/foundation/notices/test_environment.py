"""Switching to a real gateway is a setting; what is missing is named, what is secret is not."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from foundation.notices.environment import carriers_from
from tests.emulators.others import DESCRIPTION

ALIYUN = {"SMS_GATEWAY": "aliyun", "SMS_KEY": "key", "SMS_SECRET": "hidden", "SMS_SIGN_NAME": "示例人大"}
ALIYUN |= {"SMS_TEMPLATES": '{"default": "SMS_9"}'}


def made(environment):
    return {
        key: import_string(chosen["BACKEND"])(**chosen.get("OPTIONS", {}))
        for key, chosen in carriers_from(environment).items()
    }


def test_nothing_is_connected_unless_a_setting_says_so():
    assert carriers_from({}) == {}


def test_each_gateway_is_made_from_its_variables(tmp_path):
    assert made(ALIYUN)["sms"].url == "https://dysmsapi.aliyuncs.com"
    private = made({**ALIYUN, "SMS_URL": "https://sms.gov.example/", "SMS_SIGNATURE": "v1"})["sms"]
    assert (private.url, private.sign) == ("https://sms.gov.example", private._v1)
    tencent = made({**ALIYUN, "SMS_GATEWAY": "tencent", "SMS_APP_ID": "1400006666"})["sms"]
    assert (tencent.host, tencent.templates) == ("sms.tencentcloudapi.com", {"default": "SMS_9"})
    file = tmp_path / "gateway.json"
    file.write_text(json.dumps(DESCRIPTION))
    generic = made({"SMS_GATEWAY": "generic", "SMS_GATEWAY_FILE": str(file), "SMS_SECRET": "hidden"})["sms"]
    assert (generic.secret, generic.receipts) == ("hidden", True)
    others = made({"EMAIL_HOST": "mail.example", "WECOM_ROBOT_KEY": "hidden"})
    assert set(others) == {"mail", "wecom"}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SMS_SECRET": ""}, "SMS_SECRET"),
        ({"SMS_GATEWAY": "tencent"}, "SMS_APP_ID"),
        ({"SMS_GATEWAY": "generic"}, "SMS_GATEWAY_FILE"),
        ({"SMS_GATEWAY": "pigeon"}, "pigeon"),
        ({"SMS_TEMPLATES": "SMS_9"}, "SMS_TEMPLATES"),
    ],
)
def test_what_is_missing_or_wrong_is_named_without_a_secret(changed, named):
    with pytest.raises(ImproperlyConfigured) as refused:
        carriers_from(ALIYUN | changed)
    assert named in str(refused.value)
    assert "hidden" not in str(refused.value)
