"""An adapter that halts at one step of its work, so that its process can be killed exactly there."""

import os
import time
from pathlib import Path

from foundation.notices.carriers.aliyun import AliyunSms
from foundation.notices.registry import register_template

# the worker is another process than the test and has to know its texts too
register_template("test.due", kind="task", title="{name}将于 {due} 到期", text="请办理{name}。")


class SteppingSms(AliyunSms):
    """Says `reached` in the folder TEST_STEPS when it comes to the step TEST_HALT, and stays there for ever."""

    def send(self, letter):
        self._step("committed")  # the row says it is being sent; nothing was written to the socket
        said = super().send(letter)
        self._step("answered")  # the gateway has it and said so; the row does not know yet
        return said

    def look_up(self, letter):
        self._step("asking")
        return super().look_up(letter)

    def _step(self, name: str) -> None:
        if os.environ["TEST_HALT"] == name:
            Path(os.environ["TEST_STEPS"], "reached").touch()
            while True:
                time.sleep(0.05)
