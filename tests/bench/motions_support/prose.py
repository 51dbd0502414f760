"""Invented texts in which pairs of letters are as common as in real letters to a government of the same length: of a pair
taken from a text, half are in less than 1 of 50 texts, and one in twenty is in more than a third. The same every time."""

import random
from itertools import accumulate

LENGTHS = (200, 1500)  # characters of an item
LETTERS, WORDS = 1200, 8_000
FIRST = 0x4E00
COMMON = [
    "关于",
    "建议",
    "停车",
    "管理",
    "物业",
    "养老",
    "服务",
    "人民",
    "代表",
    "大会",
    "社区",
    "道路",
    "学校",
    "医院",
    "公园",
    "市民",
    "安全",
    "设施",
    "方便",
    "加强",
]


class Prose:
    """`item(number)` gives title and text."""

    def __init__(self) -> None:
        chance = random.Random(20261123)
        letters = [chr(FIRST + 6 * number) for number in range(LETTERS)]
        weights = list(accumulate(1 / (rank + 60) for rank in range(LETTERS)))
        drawn = chance.choices(letters, cum_weights=weights, k=WORDS * 3)
        lengths = chance.choices((1, 2, 3), (2, 6, 1), k=WORDS)
        made = ["".join(drawn[at * 3 : at * 3 + long]) for at, long in enumerate(lengths)]
        for turn, word in enumerate(COMMON):
            made.insert(20 + 60 * turn, word)
        self.words = made
        self.chances = list(accumulate(1 / (rank + 60) for rank in range(len(self.words))))

    def item(self, number: int) -> tuple[str, str]:
        chance = random.Random(number)
        length = int(LENGTHS[0] * (LENGTHS[1] / LENGTHS[0]) ** chance.random())
        words = chance.choices(self.words, cum_weights=self.chances, k=length // 2 + 12)
        text = "".join(word + ("，" if turn % 9 == 8 else "") for turn, word in enumerate(words[8:]))
        return f"关于{''.join(words[:8])[:16]}的建议", text[:length]
