"""What the house decides about the public side."""

from foundation.rulebook.defaults import OUR_DEFAULT, Default

HENAN = "《河南省人大代表建议、批评和意见办理办法》（2017）第二十九条"
EVALUATION, CALLS = "motions.public_evaluation", "motions.open_data_calls"

RULES = [
    Default(
        EVALUATION,
        "代表的评价公开到什么程度",
        "grades",
        "choice",
        HENAN,
        options={"none": "不公开", "grades": "公开等次", "reasons": "公开等次和理由"},
    ),
    Default(CALLS, "开放数据接口每个来源每分钟几次", "60", "count", OUR_DEFAULT, least=5, most=6000),
]
PARTS = {"议案建议公开": RULES}
