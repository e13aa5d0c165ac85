"""What stands on the household visit form: every value, tick box and amount by name.

Blocks follow the proposal of the forms survey: 六清 after the Yunnan visit record, housing, car and
appliances after the county 低保核查表, two visitors and the family's signature or 手印.
"""

from dataclasses import dataclass
from types import MappingProxyType

from hardship_desktop.domain.codes import household, visit
from hardship_desktop.store.base import Record, field_map
from hardship_desktop.store.records import Household, Person, Visit

FAMILY_PLACES = (
    "household_size",
    "tier",
    "opened_on",
    "address",
    "town",
    "main_cause",
    "minor_causes",
    "floor_area",
    "rent_monthly",
)
"""Fields of the household that have a place of their name on the form."""
HEAD_PLACES = ("name", "national_no", "id_no", "phone", "employer", "bank_card")
"""Fields of the head that have one."""


def _labels(record: type[Record], names: tuple[str, ...]) -> dict[str, str]:
    return {name: field_map(record)[name].label for name in names}


SIX_NOTES = tuple(
    (name, f"{sign} {field_map(Visit)[name].label}{more}")
    for sign, name, more in (
        ("①", "found_basics", "（含致困原因、帮扶需求）"),
        ("②", "found_aid_received", "（逐条）"),
        ("③", "found_difficulties", ""),
        ("④", "found_measures", ""),
        ("⑤", "found_results", ""),
        ("⑥", "found_pairing", ""),
    )
)

VALUE_LABELS = MappingProxyType(
    _labels(Household, FAMILY_PLACES)
    | _labels(Person, HEAD_PLACES)
    | _labels(Visit, ("visited_on", "present", "requests", "next_due"))
    | dict(SIX_NOTES)
    | {
        "name": f"户主{field_map(Person)['name'].label}",
        "visitor_1": "走访人一",
        "visitor_2": "走访人二",
        "last_visited_on": "上次走访",
        "house_count": "房产套数",
        "utilities": "月水电燃料费",
        "car_detail": "车型、年份、用途",
        "business_detail": "经营内容、雇工",
        "conclusion_text": "结论说明",
        "attachment_list": "附件名称及页数",
    }
)
"""What stands beside each place; a place that a field has is called like the field."""


@dataclass(frozen=True, slots=True)
class TickGroup:
    """Tick boxes of one question; a choice that has no box is written after `other`."""

    label: str
    options: tuple[str, ...]
    other: str = "其他"


FLAGS = MappingProxyType(
    {
        name: label.removeprefix("是否")
        for name, label in _labels(
            Household, ("on_dibao", "single_parent", "zero_employment", "is_migrant")
        ).items()
    }
)
"""Fields of a household whose 是 is a tick, with the words beside it."""

_HOMES = ("self_built", "commercial", "affordable", "unit_rented", "public_rented", "rented", "none")

TICKS = MappingProxyType(
    {
        "visit_kind": TickGroup(
            field_map(Visit)["kind"].label,
            tuple(each.label for each in visit.KIND.current if each.code != "phone"),
        ),
        "mode": TickGroup("走访方式", ("入户", "电话", "单位面谈")),
        "flags": TickGroup("家庭情况", tuple(FLAGS.values()), other=""),
        "housing_type": TickGroup(
            field_map(Household)["housing_type"].label, tuple(household.HOUSING.text(code) for code in _HOMES)
        ),
        "car": TickGroup("机动车辆", ("无", "有"), other=""),
        "business": TickGroup("商铺、经营", ("无", "有"), other=""),
        "appliances": TickGroup("家用物品", ("电视机", "冰箱", "洗衣机", "空调", "热水器", "电脑", "电动车")),
        "conclusion": TickGroup(
            field_map(Visit)["conclusion"].label,
            tuple(each.label for each in visit.CONCLUSION.current),
            other="调整为",
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
    _labels(Person, ("name", "relation", "sex", "birth_date", "id_no", "health"))
    | {"work": "身份、单位或学校"}
    | _labels(Person, ("income_monthly",))
)
