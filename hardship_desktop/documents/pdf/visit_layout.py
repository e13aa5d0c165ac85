"""Where everything stands on the household visit form: two sides, and sides for what needs more room."""

from dataclasses import dataclass

from hardship_desktop.documents.pdf.cells import Label, Signature, Ticks, Value
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.layout import (
    AMOUNT_SIZES,
    BAR,
    LEFT,
    LINE,
    MONTH_SIZES,
    NOTE_SIZES,
    RIGHT,
    Layout,
    Rect,
    Slot,
    Template,
    Words,
)
from hardship_desktop.documents.pdf.visit_fields import (
    EXPENSE_ROWS,
    INCOME_ROWS,
    MEMBER_LABELS,
    SIX_NOTES,
    TICKS,
    VALUE_LABELS,
)

TITLE = "困难职工入户走访表"
QR_NOTE = "二维码仅含表号和页码，\n不含个人信息"
MEMBERS_FIRST, MEMBERS_MORE = 8, 24
QR = Rect(173.0, 7.5, 20.0, 20.0)
_TOP = 31.0
_BOTTOM = 283.0
_DATE_HINT = "　　　年　　月　　日"
_SQUARE = 5.0
_MEMBER_WIDTHS = {
    "name": 36,
    "relation": 13,
    "sex": 9,
    "birth_date": 17,
    "id_no": 33,
    "health": 21,
    "work": 31,
    "income_monthly": 18,
}
CORNERS = tuple(Rect(x, y, _SQUARE, _SQUARE) for x in (5.0, 200.0) for y in (7.0, 285.0))


@dataclass(frozen=True, slots=True)
class Templates:
    """The kinds of side a visit form is made of."""

    front: Template
    back: Template
    members: Template
    notes: Template


def visit_templates(fonts: Fonts) -> Templates:
    """The sides of the form, measured with these fonts."""
    return Templates(_front(fonts), _back(fonts), _members(fonts), _notes(fonts))


def _begin(name: str, fonts: Fonts, subtitle: str = "") -> Layout:
    """A side with title, number, corner squares for machine reading, and the line at the foot."""
    layout = Layout(name, fonts, _TOP)
    sheet = layout.template
    sheet.solids.extend(CORNERS)
    sheet.words.append(Words(Rect(66, 8.5, 78, 9.5), TITLE, 19, True))
    if subtitle:
        sheet.words.append(Words(Rect(66, 18, 78, 3.6), subtitle, 9))
    sheet.words.append(Words(Rect(128, 21.7, 43, 6.3), QR_NOTE, 6.5, align="right"))
    sheet.slots.append(Slot(Rect(LEFT, 8.5, 52, 7), "unit", bold=True))
    sheet.slots.append(Slot(Rect(LEFT, 22, 80, 6), "number", bold=True))
    sheet.slots.append(Slot(Rect(80, 285.5, 50, 4.5), "page", (8.5,), align="center"))
    sheet.slots.append(Slot(Rect(LEFT, 285.5, 66, 4.5), "foot", (7.5, 6.5, 5.5, 4.5)))
    sheet.slots.append(Slot(Rect(132, 285.5, 66, 4.5), "printed", (7.5, 6.5), align="right"))
    return layout


def _pair(key: str, width: float = 40, label: float = 22) -> tuple[Label, Value]:
    """A label and the value beside it."""
    return Label(label, VALUE_LABELS[key]), Value(width, key)


def _front(fonts: Fonts) -> Template:
    layout = _begin("front", fonts)
    layout.row(LINE, Label(22, TICKS["visit_kind"].label), Ticks(164, "visit_kind"))
    layout.row(
        LINE,
        Label(22, VALUE_LABELS["visited_on"]),
        Value(46, "visited_on", hint=_DATE_HINT),
        Label(22, TICKS["mode"].label),
        Ticks(96, "mode"),
    )
    layout.row(LINE, *_pair("visitor_1"), *_pair("visitor_2"), *_pair("present"))
    _household(layout)
    _member_table(layout, MEMBERS_FIRST, "二、家庭成员", "月收入单位：元；成员多于八人另附续表")
    _amounts(layout)
    layout.close()
    return layout.template


def _household(layout: Layout) -> None:
    layout.bar("一、家庭基本情况")
    layout.row(LINE, *_pair("name"), Label(22, "档案编号"), Value(40, "archive_no"), *_pair("national_no"))
    layout.row(LINE, *_pair("id_no"), *_pair("phone"), *_pair("household_size"))
    layout.row(LINE, *_pair("tier"), *_pair("opened_on"), *_pair("last_visited_on"))
    layout.row(LINE, *_pair("address", 102), *_pair("town"))
    layout.row(LINE, *_pair("employer"), *_pair("main_cause"), *_pair("minor_causes"))
    layout.row(LINE, Label(22, TICKS["flags"].label), Ticks(102, "flags"), *_pair("bank_card"))


def _member_table(layout: Layout, rows: int, title: str, note: str) -> None:
    layout.bar(title, note)
    heads = [Label(_MEMBER_WIDTHS[key], label, size=8) for key, label in MEMBER_LABELS.items()]
    layout.row(6.5, Label(8, "序号", size=7.5), *heads)
    for row in range(rows):
        values = [
            Value(width, f"member.{row}.{key}", align="right" if key == "income_monthly" else "center")
            for key, width in _MEMBER_WIDTHS.items()
        ]
        layout.row(LINE, Value(8, f"member.{row}.no", align="center"), *values)


def _amounts(layout: Layout) -> None:
    layout.bar("三、近十二个月收入和刚性支出", "单位：元")
    months = [_month(month) for month in range(12)]
    layout.row(6, Label(36, "项目"), *months, Label(12, "合计"))
    for side, rows in (("收入", INCOME_ROWS), ("支出", EXPENSE_ROWS)):
        layout.side(side, 6, LINE * len(rows))
        for key, label in rows:
            cells = [_amount(key, month, 11.5) for month in range(12)]
            total = key.endswith("total")
            head = Label(30, label, "center" if total else "left", total, 8)
            layout.row(LINE, head, *cells, _amount(key, 12, 12), left=LEFT + 6)


def _month(month: int) -> Value:
    return Value(11.5, f"month.{month}", align="center", hint="月", sizes=MONTH_SIZES)


def _amount(key: str, month: int, width: float) -> Value:
    return Value(width, f"amount.{key}.{month}", align="right", sizes=AMOUNT_SIZES)


def _back(fonts: Fonts) -> Template:
    layout = _begin("back", fonts)
    _living(layout)
    layout.bar("五、六清", "逐条写明；写不下时另附页")
    for key, label in SIX_NOTES:
        layout.row(2 * LINE, Label(44, label, "left"), Value(142, key, ruled=True, sizes=NOTE_SIZES))
    layout.bar("六、诉求与问题", "写入问题台账")
    layout.row(2 * LINE, Value(RIGHT - LEFT, "requests", ruled=True, sizes=NOTE_SIZES))
    layout.bar("七、走访结论")
    layout.row(LINE, Label(22, TICKS["conclusion"].label), Ticks(164, "conclusion"))
    layout.row(LINE, *_pair("conclusion_text", 92), Label(22, VALUE_LABELS["next_due"]), _next_due())
    layout.row(LINE, Label(22, TICKS["attachments"].label), Ticks(164, "attachments"))
    layout.row(LINE, *_pair("attachment_list", 156, 30))
    _signatures(layout)
    return layout.template


def _next_due() -> Value:
    return Value(50, "next_due", hint=_DATE_HINT)


def _living(layout: Layout) -> None:
    layout.bar("四、住房、车辆、经营和家用物品")
    layout.row(LINE, Label(22, TICKS["housing_type"].label), Ticks(164, "housing_type"))
    layout.row(
        LINE,
        *_pair("floor_area", 24),
        *_pair("rent_monthly", 24),
        *_pair("house_count", 24),
        *_pair("utilities", 26),
    )
    for group, detail in (("car", "car_detail"), ("business", "business_detail")):
        layout.row(LINE, Label(22, TICKS[group].label), Ticks(34, group), *_pair(detail, 100, 30))
    layout.row(LINE, Label(22, TICKS["appliances"].label), Ticks(164, "appliances"))


def _signatures(layout: Layout) -> None:
    pledge = "以上情况由被访人如实陈述，经走访人入户核实；走访人对走访内容负责。"
    layout.template.words.append(Words(Rect(LEFT, layout.y, RIGHT - LEFT, BAR), pledge, 8.5, align="left"))
    layout.skip(BAR)
    layout.row(
        _BOTTOM - layout.y,
        Signature(57, "被访人签字或手印", thumb=True),
        Signature(42, "走访人一签字"),
        Signature(42, "走访人二签字"),
        Signature(45, "社区（村）或基层工会意见", seal=True),
    )
    layout.close()


def _members(fonts: Fonts) -> Template:
    layout = _begin("members", fonts, "续表")
    _member_table(layout, MEMBERS_MORE, "家庭成员（续）", "")
    layout.bar("补充记录")
    _more(layout)
    return layout.template


def _notes(fonts: Fonts) -> Template:
    layout = _begin("notes", fonts, "附页")
    layout.bar("补充记录")
    _more(layout)
    return layout.template


def _more(layout: Layout) -> None:
    layout.row(_BOTTOM - layout.y, Value(RIGHT - LEFT, "more", ruled=True, sizes=(9.5,)))
    layout.close()
