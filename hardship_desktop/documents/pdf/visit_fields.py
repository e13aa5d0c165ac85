"""What stands on the household visit form: every value, tick box and amount by name.

Blocks follow the proposal of the forms survey: 六清 after the Yunnan visit record, housing, car and
appliances after the county 低保核查表, two visitors and the family's signature or 手印.
"""

from dataclasses import dataclass
from types import MappingProxyType

from hardship_desktop.domain.codes import household, visit

SIX_NOTES = (
    ("situation", "① 家庭基本情况（含致困原因、帮扶需求）"),
    ("policies", "② 已享受政策和资金（逐条）"),
    ("difficulties", "③ 当前存在困难"),
    ("measures", "④ 后续帮扶措施"),
    ("effects", "⑤ 措施成效"),
    ("pairing", "⑥ 结对帮扶记录"),
)

VALUE_LABELS = MappingProxyType(
    {
        "visited_on": "走访日期",
        "visitor_1": "走访人一",
        "visitor_2": "走访人二",
        "present": "接待人及关系",
        "head_name": "户主姓名",
        "national_no": "职工编号",
        "id_number": "证件号码",
        "phone": "联系电话",
        "household_size": "家庭人口",
        "tier": "困难类别",
        "opened_on": "建档日期",
        "last_visited_on": "上次走访",
        "address": "家庭住址",
        "community": "社区（村）",
        "employer": "工作单位",
        "main_cause": "主要致困原因",
        "minor_causes": "次要致困原因",
        "bank_card": "银行卡号",
        "floor_area": "建筑面积",
        "rent": "月租金",
        "house_count": "房产套数",
        "utilities": "月水电燃料费",
        "car_detail": "车型、年份、用途",
        "business_detail": "经营内容、雇工",
        **dict(SIX_NOTES),
        "requests": "诉求与问题",
        "conclusion_text": "结论说明",
        "next_due": "下次走访",
        "attachment_list": "附件名称及页数",
    }
)


@dataclass(frozen=True, slots=True)
class TickGroup:
    """Tick boxes of one question; a choice that has no box is written after `other`."""

    label: str
    options: tuple[str, ...]
    other: str = "其他"


FLAGS = MappingProxyType(
    {
        "on_dibao": "享受低保",
        "single_parent": "单亲家庭",
        "zero_employment": "零就业家庭",
        "is_migrant": "困难农民工",
    }
)
"""Fields of a household whose 是 is a tick, with the words beside it."""

_HOMES = ("self_built", "commercial", "affordable", "unit_rented", "public_rented", "rented", "none")

TICKS = MappingProxyType(
    {
        "visit_kind": TickGroup(
            "走访类型", tuple(each.label for each in visit.KIND.current if each.code != "phone")
        ),
        "mode": TickGroup("走访方式", ("入户", "电话", "单位面谈")),
        "flags": TickGroup("家庭情况", tuple(FLAGS.values()), other=""),
        "housing_type": TickGroup("住房类型", tuple(household.HOUSING.text(code) for code in _HOMES)),
        "car": TickGroup("机动车辆", ("无", "有"), other=""),
        "business": TickGroup("商铺、经营", ("无", "有"), other=""),
        "appliances": TickGroup("家用物品", ("电视机", "冰箱", "洗衣机", "空调", "热水器", "电脑", "电动车")),
        "conclusion": TickGroup(
            "走访结论", tuple(each.label for each in visit.CONCLUSION.current), other="调整为"
        ),
        "attachments": TickGroup(
            "附件材料", ("走访照片", "病历或诊断", "费用票据", "收入证明", "就学证明", "核对授权书")
        ),
    }
)

INCOME_ROWS = (
    ("wage", "工资性收入"),
    ("business", "经营性收入"),
    ("property", "财产性收入"),
    ("transfer", "低保养老等转移性"),
    ("income_total", "收入合计"),
)
EXPENSE_ROWS = (
    ("illness", "医疗（个人自付）"),
    ("education", "教育"),
    ("disability", "残疾康复、照护"),
    ("other_expense", "住房及其他刚性"),
    ("expense_total", "支出合计"),
)
AMOUNT_LABELS = MappingProxyType(dict(INCOME_ROWS + EXPENSE_ROWS))

MEMBER_LABELS = MappingProxyType(
    {
        "name": "姓名",
        "relation": "关系",
        "sex": "性别",
        "birth": "出生年月",
        "id_number": "证件号码",
        "health": "健康状况",
        "work": "身份、单位或学校",
        "monthly_income": "月收入",
    }
)
