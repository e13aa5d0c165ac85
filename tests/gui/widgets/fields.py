"""Fields of an invented record with one of each kind."""

from datetime import date

from hardship_desktop.domain.codes.base import Code, CodeList, code_list
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import (
    Choice,
    Choices,
    Day,
    IdNumber,
    Integer,
    Link,
    Money,
    PersonName,
    Phone,
    Text,
    YesNo,
)

TODAY = date(2026, 3, 9)

TIERS = CodeList(
    "tier",
    "困难类别",
    (
        Code("deep", "深度困难"),
        Code("relative", "相对困难"),
        Code("accident", "意外致困"),
        Code("general", "一般困难", ("困难",)),
        Code("dibao", "低保户", current=False),
        Code("dibao_edge", "低保边缘户", current=False),
    ),
)
CAUSES = code_list("cause", "致困原因", [("ill", "本人大病"), ("edu", "子女上学"), ("job", "下岗失业")])

FIELDS = (
    Field("name", "姓名", PersonName(), "基本情况", required=True),
    Field("id_no", "身份证号", IdNumber(), "基本情况", sensitive=True),
    Field("birth", "出生日期", Day(not_after_today=True), "基本情况"),
    Field("phone", "联系电话", Phone(), "基本情况", sensitive=True),
    Field("tier", "困难类别", Choice(codes=TIERS), "认定", required=True),
    Field("causes", "次要原因", Choices(codes=CAUSES, at_most=2), "认定"),
    Field("dibao", "享受低保", YesNo(), "认定"),
    Field("size", "家庭人口", Integer(minimum=1, maximum=30, unit="人"), "认定"),
    Field("income", "月收入", Money(), "收入", sensitive=True),
    Field("note", "情况说明", Text(lines=3), "收入"),
    Field("household_id", "所属户", Link(table="household"), "收入"),
)
