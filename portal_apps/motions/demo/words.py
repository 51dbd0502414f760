"""What is written in the invented papers."""

from datetime import date
from typing import Any

from foundation.documents.text import chinese_date

from .life import Life, Plan

DIGITS = "三四五六七"
COURTESY = "感谢您对我们工作的关心和支持。"
IMPOSSIBLE = "经研究，所提事项受现有规划、用地和资金条件限制，目前确实不能实施。我们将把它作为今后修编规划时的重要参考，并先做好日常维护和管理。"
HIGHER = "所提事项涉及省级权限，我们已经以书面形式向省有关部门反映，有答复后及时向您报告。"
MOTION = {
    "title": "关于制定《{name}》的议案",
    "situation": "{wrong}。代表们在视察和接待群众中反复听到这方面的意见，现有的规范性文件效力不足，问题年年提、年年有。",
    "analysis": "省内外已有多个城市就此立法，本市有两年试点的经验，立法的时机成熟，所规定的事项属于设区的市的立法权限。",
    "proposal": "建议市人民代表大会常务委员会制定《{name}》，重点规定{settle}，列入明年的立法计划，由有关委员会牵头起草。",
}
NOT_SATISFIED = (
    "答复只说正在研究，没有具体时间，也没有说由谁负责，请明确完成期限。",
    "现场没有变化，答复和实际情况不一致，请到现场核实以后重新答复。",
    "承办单位没有和我联系就作了答复，提到的措施去年已经说过，请说明为什么没有做。",
)
NOTES = (
    "和代表一起到现场看了情况，代表提出先解决老人和学生的需要。",
    "向代表说明了方案和资金安排，代表希望早一点公布时间。",
    "请代表参加座谈，和街道、居民一起商量了办法。",
    "电话向代表通报进展，代表表示理解，请我们按月报告。",
)
GROUNDS = "经核对三定方案，所提事项的主管职责不在我单位，我单位只承担配合工作。"
TALK = (
    ("想了解现在进展到哪一步，居民问得比较多。", "您好，方案已经完成，正在走审批程序，下周把时间表发给您。"),
    (
        "上周去现场看了，施工围挡占了一半人行道，能否留出通道？",
        "谢谢提醒，已经要求施工单位当天整改，留出一米五的通道。",
    ),
    ("能否把改造方案先给居民看一看？", "可以，方案将在社区公示七天，也请您参加居民座谈会。"),
)


def filled(life: Life, text: str) -> str:
    return text.replace("{n}", life.rng.choice(DIGITS)).replace("{p}", life.plan.place)


def title(plan: Plan, again: bool = False) -> str:
    """`again`: said by somebody else, or another year."""
    if plan.kind == "motion":
        return MOTION["title"].format(**plan.matter)
    said: str = plan.matter["title"]
    if again:
        said = (
            said.replace("关于{p}", "关于继续推进{p}", 1)
            if said.startswith("关于{p}")
            else f"关于尽快{said[2:]}"
        )
    return said.replace("{p}", plan.place)


def parts(life: Life) -> dict[str, str]:
    matter = life.plan.matter
    if life.plan.kind == "motion":
        return {name: MOTION[name].format(**matter) for name in ("situation", "analysis", "proposal")}
    return {name: filled(life, matter[name]) for name in ("situation", "analysis", "proposal")}


def letter(
    matter: dict[str, Any], place: str, situation: str, due: date | None, again: bool
) -> list[dict[str, str]]:
    """The body of a reply, point by point. A motion that became a suggestion is answered in general words."""
    about = matter.get("name") or f"{place}的有关问题"
    said = {"impossible": IMPOSSIBLE, "higher": HIGHER}.get(situation)
    if said is None:
        words = "solved" if situation == "solved" else "planned"
        said = (
            matter.get(words)
            or f"我们已经成立专班开展调研，{{due}}以前完成《{matter.get('name')}》的立项论证。"
        )
    said = said.replace("{due}", chinese_date(due) if due else "年底").replace("{p}", place)
    opening = (
        "我们重新研究了您的意见，并再次到现场核实。"
        if again
        else "收到您的建议后，我们到现场调查，并听取了街道、居民和有关单位的意见。"
    )
    return [
        {"heading": "一、基本情况", "text": opening},
        {"heading": f"二、关于{about}", "text": said},
        {"heading": "三、下一步", "text": f"我们将确定专人跟进，定期向您报告进展。{COURTESY}"},
    ]
