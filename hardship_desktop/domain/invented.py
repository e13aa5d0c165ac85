"""Invented households of realistic shape, for the demo, for tests and for benchmarks.

Nobody here exists: names are drawn at random and numbers are made to pass their checks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from hardship_desktop.domain.identity import make_id_number

SURNAMES = tuple(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
RARE_SURNAMES = ("单", "仇", "解", "查", "盖", "区", "翟", "缪", "乐", "朴", "欧阳", "尉迟", "上官", "夏侯")
GIVEN = tuple(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文辉力志梅琳凤洁云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉娣婷瑾颖露瑶怡婵雁蓓仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思"
)
RARE_GIVEN = tuple("𬭎𫖮𬱖㛃䶮堃喆犇垚淼昉翀頔玥旻昇祎翯")
MINORITY = (
    ("07", "木呷", "吉克"),
    ("07", "阿依", "沙马"),
    ("05", "古丽·买买提", "阿依"),
    ("05", "江·艾合买提", "阿不都热合"),
    ("04", "卓玛", "扎西"),
    ("15", "岩温", ""),
    ("06", "阿香", "杨"),
)
STREETS = (
    "人民路",
    "建设路",
    "文昌街",
    "澜桥巷",
    "云屏路",
    "环城北路",
    "新华街",
    "望川路",
    "瑞丰小区",
    "矿山一村",
    "纺织厂宿舍",
)
OFFICE = "539926"
"""Of a county that does not exist: no list of divisions ever had this code."""
TOWNS = ("澜桥街道", "云屏街道", "望川街道", "青坝镇", "石滩头镇", "松林坪镇")
EMPLOYERS = (
    "澜川县第一纺织厂",
    "澜川县铅锌矿",
    "澜川县水泥厂",
    "宏达物流有限公司",
    "澜川县环卫站",
    "澜川县公交公司",
    "金穗面粉厂",
    "澜川县第二建筑公司",
    "惠民超市",
)
SCHOOLS = (
    ("primary", "澜川县实验小学", 6),
    ("junior", "澜川县第二中学", 12),
    ("senior", "澜川县第一中学", 15),
    ("college", "云水职业技术学院", 18),
    ("bachelor", "云水大学", 19),
)
DISTRICTS = ("532201", "530302", "530321", "530381", "522222", "510722")
BANKS = ("中国工商银行", "中国农业银行", "农村信用社", "中国建设银行", "邮政储蓄银行")
ILLNESSES = (
    "end_stage_renal",
    "malignant_tumour",
    "cardiovascular",
    "cerebrovascular",
    "diabetes",
    "hypertension",
    "spine",
)
TIERS = ("deep", "relative", "accident", "general")
OLD_TIERS = ("dibao", "dibao_edge", "accident_legacy")
CAUSES = (
    "own_illness",
    "family_illness",
    "laid_off",
    "low_income",
    "schooling",
    "own_disability",
    "accident",
)


@dataclass
class InventedHousehold:
    """One household: values of the file and of its people, the head first."""

    values: dict[str, Any]
    people: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id_numbers(self) -> set[str]:
        """The ID numbers of its people."""
        return {person["id_no"] for person in self.people}


def households(count: int, *, seed: int, today: date, office: str = OFFICE) -> Iterator[InventedHousehold]:
    """So many households, the same for the same seed; about three people each, no ID number twice."""
    random, taken = Random(seed), set[str]()
    for number in range(1, count + 1):
        home = _household(random, number, today, office)
        while len(home.id_numbers) < len(home.people) or not taken.isdisjoint(home.id_numbers):
            home = _household(random, number, today, office)
        taken |= home.id_numbers
        yield home


def visits_of(random: Random, today: date, count: int) -> Iterator[dict[str, Any]]:
    """So many visits within the last three years."""
    for _ in range(count):
        yield {
            "kind": random.choice(("routine", "routine", "festival", "review", "phone")),
            "visited_on": today - timedelta(days=random.randrange(1, 1000)),
            "visitors": "、".join(random.sample(("王敏", "李强", "赵静", "周国平", "何丽"), 2)),
            "place": random.choice(("家中", "社区办公室", "单位")),
            "found_difficulties": random.choice(
                ("药费负担重。", "孩子学费尚缺。", "冬季取暖困难。", "工资拖欠。")
            ),
            "requests": random.choice(("", "希望申请医疗救助。", "希望介绍公益性岗位。", "咨询助学政策。")),
            "conclusion": random.choice(("keep", "keep", "keep", "change_tier", "exit")),
            "source": "typed",
        }


def aids_of(random: Random, today: date, count: int) -> Iterator[dict[str, Any]]:
    """So many payments within the last three years."""
    for _ in range(count):
        day = today - timedelta(days=random.randrange(1, 1000))
        yield {
            "item": random.choice(("living", "medical", "education", "warmth", "cooling")),
            "amount_fen": random.choice((50_000, 100_000, 200_000, 300_000, 500_000)),
            "decided_on": day,
            "paid_on": day,
            "method": "bank",
        }


def _household(random: Random, number: int, today: date, office: str) -> InventedHousehold:
    opened = today - timedelta(days=random.randrange(30, 3600))
    tier = random.choice(OLD_TIERS if opened.year < 2020 and random.random() < 0.5 else TIERS)
    cause = random.choice(CAUSES)
    surname = _surname(random)
    people = [_head(random, surname, cause, today)]
    if random.random() < 0.75:
        people.append(_partner(random, people[0], today))
    people += [_child(random, surname, today) for _ in range(random.choice((0, 1, 1, 2)))]
    if random.random() < 0.25:
        people.append(_parent(random, people[0], today))
    values = {
        "archive_no": f"{office}{opened.year}{number:05d}",
        "status": random.choices(("active", "monitoring", "exited"), (90, 5, 5))[0],
        "tier": tier,
        "archive_level": _level(random, tier),
        "household_size": len(people),
        "address": _address(random),
        "town": random.choice(TOWNS),
        "division_code": office,
        "on_dibao": tier in ("deep", "dibao"),
        "single_parent": len(people) > 1 and all(each["relation"] not in ("11", "12") for each in people),
        "housing_type": random.choice(("self_built", "commercial", "unit_rented", "public_rented", "rented")),
        "floor_area": random.randrange(3000, 12000, 50),
        "main_cause": cause,
        "opened_on": opened,
        "approved_on": opened,
        "approved_doc_no": f"澜工发〔{opened.year}〕{random.randrange(1, 60)}号",
        "declared_income_per_head": random.randrange(20_000, 160_000, 100),
    }
    if values["status"] == "exited":
        values["exited_on"] = opened + (today - opened) // 2
    return InventedHousehold(values, people)


def _level(random: Random, tier: str) -> str:
    """Nobody in general need is filed nationally."""
    level = random.choices(("national", "provincial", "prefectural", "county"), (76, 5, 9, 10))[0]
    return "county" if tier == "general" and level == "national" else level


def _address(random: Random) -> str:
    street, number, block = random.choice(STREETS), random.randrange(1, 400), random.randrange(1, 30)
    return f"澜川县{street}{number}号{block}幢{random.randrange(101, 2300)}室"


def _surname(random: Random) -> str:
    return random.choice(RARE_SURNAMES) if random.random() < 0.05 else random.choice(SURNAMES)


def _given(random: Random) -> str:
    first = random.choice(RARE_GIVEN) if random.random() < 0.02 else random.choice(GIVEN)
    return first + (random.choice(GIVEN) if random.random() < 0.7 else "")


def _person(
    random: Random, name: str, relation: str, birth: date, male: bool, ethnic: str = "01"
) -> dict[str, Any]:
    serial = random.randrange(1, 499) * 2 + male
    return {
        "name": name,
        "relation": relation,
        "id_type": "id_card",
        "id_no": make_id_number(random.choice(DISTRICTS), birth, serial),
        "sex": "1" if male else "2",
        "birth_date": birth,
        "ethnic": ethnic,
        "health": "good",
        "medical_insurance": "resident",
    }


def _birth(random: Random, today: date, youngest: int, oldest: int) -> date:
    return today - timedelta(days=random.randrange(youngest * 366, oldest * 365))


def _head(random: Random, surname: str, cause: str, today: date) -> dict[str, Any]:
    name, ethnic = surname + _given(random), "01"
    if random.random() < 0.03:
        ethnic, given, family = random.choice(MINORITY)
        name = family + given
    birth = _birth(random, today, 32, 58)
    person = _person(random, name, "02", birth, random.random() < 0.6, ethnic)
    person |= {
        "is_applicant": True,
        "national_no": f"{random.randrange(10**9, 10**10)}",
        "phone": f"1{random.choice('3578')}{random.randrange(10**8, 10**9)}",
        "employer": random.choice(EMPLOYERS),
        "employer_type": random.choice(("state_owned", "collective", "private")),
        "work_status": random.choice(("on_post", "laid_off", "unemployed")),
        "identity": random.choice(("on_post", "laid_off", "migrant")),
        "marital": random.choice(("20", "40", "30")),
        "political": "masses",
        "medical_insurance": "employee",
        "union_member": True,
        "income_monthly": random.randrange(80_000, 420_000, 100),
        "bank_name": random.choice(BANKS),
        "bank_card": _card(random),
        "bank_account_name": name,
    }
    if cause == "own_illness":
        person |= {"health": random.choice(ILLNESSES)}
    if cause == "own_disability":
        person |= _disability(random, person["id_no"])
    return person


def _partner(random: Random, head: dict[str, Any], today: date) -> dict[str, Any]:
    male = head["sex"] == "2"
    head["marital"] = "20"
    person = _person(
        random, _surname(random) + _given(random), "11" if male else "12", _birth(random, today, 32, 58), male
    )
    return person | {
        "marital": "20",
        "work_status": random.choice(("on_post", "unemployed", "laid_off")),
        "income_monthly": random.choice((0, 120_000, 180_000, 260_000)),
        "health": random.choice(("good", "good", "good", *ILLNESSES)),
    }


def _child(random: Random, surname: str, today: date) -> dict[str, Any]:
    male = random.random() < 0.5
    birth = _birth(random, today, 1, 23)
    person = _person(random, surname + _given(random), "20" if male else "30", birth, male)
    age = (today - birth).days // 366
    for stage, school, from_age in reversed(SCHOOLS):
        if age >= from_age:
            person |= {"student_stage": stage, "employer": school, "identity": "student"}
            break
    if random.random() < 0.06:
        person |= _disability(random, person["id_no"])
    return person


def _parent(random: Random, head: dict[str, Any], today: date) -> dict[str, Any]:
    male = random.random() < 0.4
    person = _person(
        random,
        head["name"][0] + _given(random) if male else _surname(random) + _given(random),
        "51" if male else "52",
        _birth(random, today, 60, 88),
        male,
    )
    return person | {"work_status": "retired", "income_monthly": random.choice((0, 15_000, 180_000))}


def _disability(random: Random, id_no: str) -> dict[str, Any]:
    kind, level = random.choice("1234567"), random.choice("1234")
    return {
        "health": "disabled",
        "disability_type": kind,
        "disability_level": level,
        "disability_card_no": f"{id_no}{kind}{level}",
    }


def _card(random: Random) -> str:
    digits = f"62{random.randrange(10**15, 10**16)}"
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)
