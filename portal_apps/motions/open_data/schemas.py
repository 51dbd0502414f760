"""The shape of open data, once: the interface answers with it, the schema beside the yearly files is made from it."""

from typing import Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

FORMAT = "spc-motions-1"


class Strict(Schema):
    """Nothing that has no line here gets out."""

    model_config = ConfigDict(extra="forbid")


class Part(Strict):
    heading: str = Field(description="小标题，可以为空")
    text: str = Field(description="正文；隐去的文字写作“［已隐去］”")


class Unit(Strict):
    name: str = Field(description="承办单位")
    role: Literal["main", "assist", "separate"] = Field(description="主办、协办、分别办理")
    role_label: str


class Step(Strict):
    on: str = Field(description="日期，YYYY-MM-DD")
    step: str = Field(description="哪一步")
    text: str = Field(description="单位、编号、办理结果等；没有则为空")
    note: str = Field(description="期限；没有则为空")


class Reply(Strict):
    anchor: str = Field(description="在公开网页上的位置：地址加“#”加它")
    unit: str = Field(description="答复单位")
    round: int = Field(description="第几次答复")
    title: str
    document_number: str = Field(description="发文字号")
    signed_on: str = Field(description="签发日期")
    delivered_on: str = Field(description="答复代表的日期")
    result_class: str = Field(description="办理结果：A、B、C、D")
    result_label: str = Field(description="属于哪种情形")
    publicity: Literal["full", "summary", "none", "pending"] = Field(
        description="全文、摘要、不公开、正在审定"
    )
    publicity_label: str
    publicity_reason: str = Field(description="没有全文公开的理由")
    publicity_by: str = Field(description="由谁审定公开")
    published_on: str = Field(description="公开日期")
    text: list[Part] = Field(description="公开全文的才有")
    summary: str = Field(description="公开摘要的才有")


class Evaluation(Strict):
    on: str
    round: int = Field(description="对第几次答复")
    of_promise: bool = Field(description="是对承诺兑现的再次评价")
    attitude: Literal["satisfied", "basically_satisfied", "dissatisfied"] = Field(description="对办理态度")
    attitude_label: str
    result: Literal["satisfied", "basically_satisfied", "dissatisfied"] = Field(description="对办理结果")
    result_label: str
    reasons: str = Field(description="理由；按规定不公开的为空")


class Promise(Strict):
    promise: str = Field(description="承诺什么")
    unit: str
    due_on: str = Field(description="何时兑现")
    state: Literal["open", "fulfilled", "explained"] = Field(description="尚未兑现、已兑现、已说明未能兑现")
    state_label: str
    settled_on: str = Field(description="兑现或者说明的日期；尚未兑现的为空")


class Beside(Strict):
    how: Literal["并入", "转为", "来自"]
    number: str
    path: str


class Line(Strict):
    path: str = Field(description="在公开网站上的地址，永远不变")
    kind: Literal["suggestion", "motion"] = Field(description="建议、议案")
    kind_label: str
    number: str = Field(description="编号")
    title: str
    session: str = Field(description="届次")
    lead_sponsor: str = Field(description="领衔代表")
    delegation: str = Field(description="代表团")
    category: str = Field(description="分类")
    submitted_on: str = Field(description="提出日期")
    state: str = Field(description="办到哪一步")
    state_label: str
    result_class: str = Field(description="各单位最后一次答复的办理结果")
    units: list[Unit]


class Record(Line):
    id: str = Field(description="稳定标识")
    in_session: bool = Field(description="会议期间提出")
    co_sponsors: list[str] = Field(description="联名代表")
    survey_based: bool = Field(description="由调查研究形成")
    key_supervised: str = Field(description="重点督办的机构；不是重点督办的为空")
    publicity: Literal["full", "summary"] = Field(description="全文、摘要")
    publicity_label: str
    publicity_reason: str
    publicity_by: str
    text: list[Part]
    summary: str
    course: list[Step] = Field(description="办理过程，从早到晚")
    replies: list[Reply]
    evaluations: list[Evaluation] = Field(description="代表的评价；没有评价就没有，不算满意")
    promises: list[Promise] = Field(description="承诺事项台账")
    with_: list[Beside] = Field(alias="with", description="并入、转为、来自哪一件")
    published_on: str = Field(description="公开日期")


class Licence(Strict):
    name: str
    text: str


class Year(Strict):
    """A yearly file."""

    format: Literal["spc-motions-1"]
    publisher: str
    licence: Licence
    year: int
    count: int
    items: list[Record]


class Page(Strict):
    """A page of a search."""

    count: int = Field(description="一共几件")
    limit: int
    offset: int
    next: str | None = Field(description="下一页的地址；没有为 null")
    items: list[Record]


class Years(Strict):
    years: list[int]
    files: list[str] = Field(description="公开网站上各年度数据文件的地址")


class Problem(Strict):
    error: str = Field(description="哪里不对，怎样改")


def year_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a yearly file."""
    made = Year.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "议案建议公开数据"} | made
