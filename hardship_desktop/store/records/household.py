"""The household's file, 户档: one household, one file."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import household as codes
from hardship_desktop.domain.kinds import (
    Area,
    Choice,
    Choices,
    Day,
    Digits,
    Integer,
    Link,
    Money,
    PersonName,
    Text,
    YesNo,
)
from hardship_desktop.store.base import Record, field
from hardship_desktop.store.records.words import words

FILE = "档案"
HOME = "家庭"
HOUSING = "住房"
INCOME = "收入申报"
CAUSE = "致困原因"
DATES = "建档与复核"


class Household(Record):
    """A hardship household as its file states it (困难职工档案表 2017 and later)."""

    __tablename__ = "household"

    archive_no: Mapped[str | None] = field(
        "档案编号",
        Text(max_length=40),
        section=FILE,
        headers=words(
            "档案号 户编号 家庭编号 建档编号 档案编码 档案号码 困难档案编号 困难职工档案编号 "
            "建档立卡编号 档号 建档号"
        ),
        help="新建时自动编号；已有编号照填。",
        in_list=True,
        index=True,
    )
    status: Mapped[str | None] = field(
        "档案状态",
        Choice(codes=codes.STATUS),
        section=FILE,
        required=True,
        headers=words("状态 在档状态 审核状态 建档状态 帮扶状态 是否在档"),
        in_list=True,
        index=True,
    )
    tier: Mapped[str | None] = field(
        "困难类别",
        Choice(codes=codes.TIER),
        section=FILE,
        headers=words(
            "困难类型 困难等级 困难程度 困难级别 建档类别 建档类型 档案类别 类别 "
            "困难职工类别 困难职工类型 困难职工等级 困难家庭类别 困难户类别 "
            "困难标准 认定类别 申请困难类别 帮扶类别"
        ),
        group="tier",
        in_list=True,
        index=True,
    )
    tier_subcase: Mapped[str | None] = field(
        "困难情形",
        Choice(codes=codes.TIER_SUBCASE),
        section=FILE,
        headers=("困难情形细类", "具体情形", "认定情形"),
        group="tier",
    )
    archive_level: Mapped[str | None] = field(
        "建档层级",
        Choice(codes=codes.ARCHIVE_LEVEL),
        section=FILE,
        headers=words("档案级别 档案层级 建档级别 级别 层级 建档等级 档案等级"),
        in_list=True,
    )
    apply_kind: Mapped[str | None] = field(
        "申请类别", Choice(codes=codes.APPLY_KIND), section=FILE, headers=("申请类型", "救助类别", "救助类型")
    )
    is_migrant: Mapped[bool | None] = field(
        "困难农民工", YesNo(), section=FILE, headers=words("是否农民工 农民工 是否困难农民工 是否为农民工")
    )
    filing_union: Mapped[str | None] = field(
        "建档工会",
        Text(max_length=100),
        section=FILE,
        headers=words("建档单位 所属工会 基层工会 工会名称 上报单位 申报单位 所在工会 推荐单位"),
    )
    head_person_id: Mapped[UUID | None] = field("户主", Link(table="person"), section=FILE, own=True)

    household_size: Mapped[int | None] = field(
        "家庭人口",
        Integer(minimum=1, maximum=99, unit="人"),
        section=HOME,
        headers=words(
            "家庭人口数 家庭人数 家庭成员数 人口 人口数 家庭总人口 供养人口 家庭人口总数 "
            "户籍人口数 家庭成员人数 家庭总人数 家庭总人口数 共同生活人口 共同生活人数 家庭常住人口"
        ),
        in_list=True,
    )
    address: Mapped[str | None] = field(
        "家庭住址",
        Text(max_length=200),
        section=HOME,
        headers=words(
            "住址 地址 家庭地址 现居住地 现住址 居住地址 居住地 现居住地址 家庭详细住址 "
            "详细地址 现住地址 居住地详细地址 家庭现住址 通信地址 "
            "家庭居住地址 现家庭住址 通讯地址 联系地址 常住地址"
        ),
        in_list=True,
    )
    town: Mapped[str | None] = field(
        "乡镇（街道）",
        Text(max_length=50),
        section=HOME,
        headers=words("乡镇 街道 乡镇街道 所属乡镇 所属街道 镇街 所在乡镇 片区 乡(镇) 镇(街道)"),
        in_list=True,
    )
    division_code: Mapped[str | None] = field(
        "行政区划代码",
        Digits(lengths=(6, 9, 12)),
        section=HOME,
        headers=words("行政区划 区划代码 居住地行政区划 所属区划代码"),
        index=True,
    )
    residence_division: Mapped[str | None] = field(
        "户口所在地",
        Text(max_length=100),
        section=HOME,
        headers=words("户籍地址 户籍所在地 户口所在地行政区划 户籍地 户口地址 户口所在地地址 户籍住址"),
    )
    postcode: Mapped[str | None] = field(
        "邮政编码", Digits(lengths=(6,)), section=HOME, headers=("邮编", "邮政编号")
    )
    single_parent: Mapped[bool | None] = field(
        "是否单亲", YesNo(), section=HOME, headers=words("单亲 单亲家庭 是否单亲家庭 是否为单亲")
    )
    zero_employment: Mapped[bool | None] = field(
        "零就业家庭",
        YesNo(),
        section=HOME,
        headers=words("是否零就业 是否为零就业家庭 是否零就业家庭 零就业"),
    )
    self_help: Mapped[bool | None] = field(
        "有自救能力",
        YesNo(),
        section=HOME,
        headers=words("是否有一定自救能力 自救能力 是否有自救能力 有无自救能力"),
    )
    on_dibao: Mapped[bool | None] = field(
        "享受低保",
        YesNo(),
        section=HOME,
        headers=words("是否低保 是否享受低保 是否低保户 低保 是否低保家庭 低保户 是否纳入低保"),
    )
    dibao_cert_no: Mapped[str | None] = field(
        "低保证号", Text(max_length=40), section=HOME, headers=("低保证编号", "低保证号码", "低保号")
    )

    housing_type: Mapped[str | None] = field(
        "住房类型",
        Choice(codes=codes.HOUSING),
        section=HOUSING,
        headers=words("住房情况 房屋类型 住房性质 房屋产权 住房 住房状况 房屋性质"),
    )
    floor_area: Mapped[int | None] = field(
        "建筑面积",
        Area(),
        section=HOUSING,
        headers=words("住房面积 面积 房屋面积 居住面积 住房建筑面积 房屋建筑面积"),
        help="平方米。",
    )
    rent_monthly: Mapped[int | None] = field(
        "月租金", Money(), section=HOUSING, headers=words("房租 每月租金 租金 月房租"), help="元。"
    )

    declared_other_income: Mapped[int | None] = field(
        "家庭其他非薪资年收入",
        Money(),
        section=INCOME,
        headers=words("家庭非薪资收入 其他非薪资年收入 非薪资收入 家庭非薪资年收入 家庭其他收入 其他收入"),
        help="申报时填写的全年数，元。",
    )
    declared_income: Mapped[int | None] = field(
        "家庭年度总收入",
        Money(),
        section=INCOME,
        headers=words(
            "家庭年收入 家庭总收入 年总收入 家庭年总收入 全年总收入 家庭全年收入 家庭收入 "
            "全家年收入 全家总收入 全家年总收入 年家庭总收入 家庭全年总收入 年收入 年家庭收入 家庭年度收入"
        ),
        help="申报时填写的全年数，元。",
    )
    declared_income_per_head: Mapped[int | None] = field(
        "家庭月人均收入",
        Money(),
        section=INCOME,
        headers=words(
            "人均月收入 月人均收入 家庭人均月收入 人均收入 家庭人均收入 人均月收入额 家庭成员月人均收入 "
            "家庭成员人均月收入 家庭月人均 月人均"
        ),
        help="申报时填写的每月数，元。",
    )

    main_cause: Mapped[str | None] = field(
        "主要致困原因",
        Choice(codes=codes.CAUSE),
        section=CAUSE,
        headers=words(
            "致困原因 困难原因 主要困难原因 致贫原因 主要原因 困难主要原因 "
            "主要致贫原因 困难成因 致困主要原因 致困主因"
        ),
        group="cause",
        help="只选一项。",
        in_list=True,
    )
    minor_causes: Mapped[tuple[str, ...] | None] = field(
        "次要致困原因",
        Choices(codes=codes.CAUSE, at_most=3),
        section=CAUSE,
        headers=words("其他致困原因 次要原因 次要困难原因 致困次因"),
        group="cause",
        help="最多选三项。",
    )
    cause_text: Mapped[str | None] = field(
        "困难原因及状况",
        Text(max_length=2000, lines=4),
        section=CAUSE,
        sensitive=True,
        headers=words(
            "困难情况说明 困难情况 家庭困难情况 困难说明 致困原因说明 困难情况简介 "
            "家庭困难情况说明 困难状况 情况说明 主要困难情况 家庭情况 家庭情况说明 "
            "困难事由 说明"
        ),
    )
    focus_group: Mapped[str | None] = field(
        "五类重点群体",
        Choice(codes=codes.FOCUS_GROUP),
        section=CAUSE,
        headers=words("重点群体 五类重点 重点人群 五类重点人群 重点群体类别"),
    )
    four_batches: Mapped[tuple[str, ...] | None] = field(
        "四个一批",
        Choices(codes=codes.FOUR_BATCHES, at_most=4),
        section=CAUSE,
        headers=words("四个一批措施 “四个一批”措施 解困措施 脱困措施"),
    )
    other_help: Mapped[str | None] = field(
        "其他单位帮扶救助情况",
        Text(max_length=1000, lines=2),
        section=CAUSE,
        headers=words("其他单位的帮扶救助情况 其他部门救助情况 已享受救助 享受其他救助情况 其他救助情况"),
    )

    applied_on: Mapped[date | None] = field(
        "申请日期",
        Day(not_after_today=True, month_ok=True),
        section=DATES,
        headers=words("申请时间 申报日期 申报时间 申请建档日期"),
    )
    opened_on: Mapped[date | None] = field(
        "建档日期",
        Day(not_after_today=True, month_ok=True),
        section=DATES,
        headers=words(
            "建档时间 建档年月 建档日 入档时间 入档日期 建档年份 建档立卡时间 建档立卡日期 录入时间 录入日期"
        ),
        in_list=True,
    )
    approved_on: Mapped[date | None] = field(
        "批准日期",
        Day(not_after_today=True, month_ok=True),
        section=DATES,
        headers=words("审批日期 批准时间 审批时间 认定日期 认定时间 批复日期 批复时间"),
        group="approval",
    )
    approved_doc_no: Mapped[str | None] = field(
        "批准文号",
        Text(max_length=100),
        section=DATES,
        headers=words("文号 审批文号 批复文号 认定文号 会议纪要文号 批准文件"),
        group="approval",
    )
    last_reviewed_on: Mapped[date | None] = field(
        "最近复核日期",
        Day(not_after_today=True, month_ok=True),
        section=DATES,
        headers=words("复核日期 复核时间 年审日期 年审时间 最近复核日 复审日期 最近更新时间"),
    )
    exited_on: Mapped[date | None] = field(
        "退出日期",
        Day(not_after_today=True, month_ok=True),
        section=DATES,
        headers=words("脱困时间 脱困日期 退出时间 退档时间 退档日期 注销时间 注销日期 撤档时间 撤档日期"),
    )
    paper_synced_on: Mapped[date | None] = field(
        "纸质同步日期",
        Day(not_after_today=True),
        section=DATES,
        headers=words("纸质同步日 纸质档案更新日期 纸档同步日期 纸质归档日期"),
        help="纸质与电子档案核对一致的日期，变动后 30 个工作日内完成。",
    )
    box_no: Mapped[str | None] = field(
        "盒号", Text(max_length=40), section=DATES, headers=words("档案盒号 卷盒号 存放位置 档案盒编号")
    )
    filed_by: Mapped[str | None] = field("建档人", PersonName(), section=DATES, headers=("填表人", "经办人"))
    reviewed_by: Mapped[str | None] = field(
        "审核人", PersonName(), section=DATES, headers=("复核人", "审核人姓名")
    )
    remark: Mapped[str | None] = field(
        "备注",
        Text(max_length=1000, lines=2),
        section=DATES,
        headers=words("备注说明 其他说明 备考 家庭备注"),
    )
