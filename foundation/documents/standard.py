"""Measures of official documents: GB/T 9704—2012 《党政机关公文格式》, sections 5 to 7. Millimetres and points."""

from dataclasses import dataclass

WIDTH, HEIGHT = 210.0, 297.0  # 5.1 A4
TOP, LEFT = 37.0, 28.0  # 5.2.1 天头、订口
TEXT_WIDTH, TEXT_HEIGHT = 156.0, 225.0  # 5.2.1 版心
RIGHT, BOTTOM = WIDTH - LEFT - TEXT_WIDTH, HEIGHT - TOP - TEXT_HEIGHT
LINE = 28.95  # points: 22 lines (5.2.3) in 225 mm, rounded down so that the last one fits
TITLE, BODY, SMALL, PAGE_NUMBER = 22.0, 16.0, 14.0, 14.0  # 二号, 三号, 四号, 四号
TITLE_LINE = 36.0
TITLE_CHARACTERS = 19  # 20 of 22 points fill 156 mm; one is left for what programs add beside figures
TIGHTER = -0.25  # points between body characters in Word, so that 28 of them fit into 156 mm
PAGE_NUMBER_BELOW = 7.0  # 7.5 一字线上距版心下边缘 7 mm


@dataclass(frozen=True)
class Face:
    """A type by its name in Word, the names Word may take instead, and the families a PDF looks for, best first.

    The last family is what Debian's fonts-noto-cjk brings; the first ones are used when an office has installed them.
    """

    word: str
    instead: str
    families: tuple[str, ...]
    latin: str = "Times New Roman"
    bold: bool = False

    @property
    def css(self) -> str:
        """As the value of font-family."""
        return ", ".join(f'"{family}"' for family in (*self.families, *RARE))


RARE = ("HanaMinA", "HanaMinB", "Noto Sans CJK SC")  # for characters the face itself does not have
SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"

# 7.2.1 正文三号仿宋；7.3.3 层次序数 黑体、楷体、仿宋；7.3.1 标题二号小标宋；7.5 页码四号宋体
FACES = {
    "title": Face(
        "方正小标宋简体",
        "方正小标宋_GBK,小标宋体,宋体",
        ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", SERIF),
        bold=True,
    ),
    "body": Face(
        "仿宋_GB2312",
        "仿宋,FangSong,华文仿宋,STFangsong",
        ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02S", SERIF),
    ),
    "hei": Face("黑体", "SimHei,微软雅黑", ("SimHei", "黑体", "STHeiti", "FZHei-B01S", SANS)),
    "kai": Face(
        "楷体_GB2312",
        "楷体,KaiTi,华文楷体",
        ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FZKai-Z03S", SERIF),
    ),
    "song": Face("宋体", "SimSun,新宋体", ("SimSun", "宋体", "STSong", "FZShuSong-Z01S", SERIF)),
}
LEVELS = {1: "hei", 2: "kai", 3: "body", 4: "body"}  # 7.3.3
