"""Numbers of the exchange; an office changes them on the screen of rules."""

from foundation.rulebook.defaults import OUR_DEFAULT, Default

ATTEMPTS, BATCH_MB = "exchange.attempts", "exchange.batch_mb"

DEFAULTS = [
    Default(
        ATTEMPTS,
        "对接消息对方报错几次以后转人工",
        "12",
        "count",
        OUR_DEFAULT,
        least=1,
        most=50,
        note="连不上对方不算：连上以后会接着发",
    ),
    Default(BATCH_MB, "一个对接数据包的附件最多多少 MB", "200", "count", OUR_DEFAULT, least=1, most=2000),
]
