"""A form with every part filled in (invented people)."""

from datetime import date

import pytest

from hardship_desktop.documents.pdf.visit_data import MemberLine, VisitForm

LONG_NAME = "阿卜杜热合曼·买买提依明·吐尔逊阿依古丽·赛买提江·艾合买提·热合曼·托合提·玉苏甫江·库尔班江木汗"
LONG_ADDRESS = (
    "云水省清河市清河县城关镇人民东路二百三十四号阳光花园小区二十六幢"
    "二单元一千三百九十四室（原纺织厂宿舍区东侧附属平房北）"
)


@pytest.fixture
def filled() -> VisitForm:
    """Four members, every block in use, one name of fifty characters."""
    members = (
        MemberLine("王𬭎", "户主", "男", "1981-03", "330102********4006", "脑血管病", "下岗", "1,100.00"),
        MemberLine("李䶮", "配偶", "女", "1983-11", "330102********3362", "良好", "社区保洁", "2,148.25"),
        MemberLine(LONG_NAME, "父亲", "男", "1950-07", "410105********2085", "视力一级残疾", "无业", "0.00"),
        MemberLine("王小𫖮", "女儿", "女", "2016-09", "330102********9328", "良好", "实验小学二年级", ""),
    )
    assert len(LONG_NAME) == 50
    return VisitForm(
        "PC01-2026-00012",
        "QH-PC01-2026-00012",
        "清河县总工会",
        date(2026, 3, 5),
        archive_no="330102202400012",
        values={
            "visited_on": "2026年3月5日",
            "visitor_1": "王敏",
            "visitor_2": "李强",
            "name": "王𬭎",
            "id_no": "330102********4006",
            "phone": "151****3087",
            "tier": "深度困难",
            "address": LONG_ADDRESS,
            "bank_card": "6217************1234",
            "found_basics": "户主患病长期服药。",
            "requests": "希望介绍配偶就业；\n申请医疗救助。",
        },
        members=members,
        ticks={"visit_kind": ("日常走访",), "housing_type": ("安置商品房",), "car": ("无",)},
        months=tuple(f"2025.{month}" for month in range(1, 13)),
        amounts={"wage": ("2148.25",) * 12 + ("25779.00",)},
    )
