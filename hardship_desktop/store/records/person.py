"""A person: the worker in hardship, a member of the household, or one helped without a file."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import ethnic, relation, work
from hardship_desktop.domain.codes import health as health_codes
from hardship_desktop.domain.codes import person as codes
from hardship_desktop.domain.kinds import (
    BankCard,
    Choice,
    Day,
    IdNumber,
    Integer,
    Link,
    Money,
    PersonName,
    Phone,
    Text,
    Year,
    YesNo,
)
from hardship_desktop.store.base import Record, field
from hardship_desktop.store.records.words import words

WHO = "身份"
CONTACT = "联系方式"
HEALTH = "健康与保障"
SCHOOL = "学历与就学"
WORK = "工作"
ACCOUNT = "银行账户"

_NAME_WORDS = words(
    "职工姓名 困难职工姓名 户主姓名 成员姓名 家庭成员姓名 家属姓名 名字 本人姓名 "
    "申请人姓名 申请人 户主 困难职工 人员姓名 受助人 受助人姓名 学生姓名 "
    "姓名及身份证号 姓名和身份证号 姓名身份证号 姓名身份证 姓名及身份证号码 姓名身份证号码 姓名及电话 "
    "姓名电话 姓名联系电话 姓名及联系电话 慰问对象 慰问对象姓名 救助对象 救助对象姓名 帮扶对象 帮扶对象姓名"
)
_RELATION_WORDS = words(
    "关系 家庭关系 与职工关系 与本人关系 与困难职工关系 与申请人关系 称谓 成员关系 "
    "与申请人的关系 与本人的关系 与职工的关系 与困难职工的关系 关系(与户主) 与户主的关系 与职工本人关系"
)
_ID_NO_WORDS = words(
    "身份证 身份证号码 证件号码 公民身份号码 证件号 身份号码 居民身份证号码 "
    "居民身份证号 身份证件号码 身份证件号 公民身份证号 公民身份证号码 身份证号(18位) "
    "本人身份证号 职工身份证号 职工身份证号码 户主身份证号 户主身份证号码 "
    "成员身份证号 成员身份证号码 ID"
)
_PHONE_WORDS = words(
    "联系电话 电话 手机 手机号 联系方式 电话号码 移动电话 本人电话 联系电话号码 "
    "职工电话 职工联系电话 联系手机 户主电话"
)
_MEDICAL_INSURANCE_WORDS = words(
    "医保 医保情况 医疗保险 参保情况 医保类型 医疗保险类型 参加医保情况 是否参加医保 医疗保险情况"
)
_EMPLOYER_WORDS = words(
    "工作单位 单位 单位/学校 学校 所在单位 单位名称 工作单位或学校 工作(学习)单位 "
    "工作单位(学校) 就读学校 单位、学校 工作单位/学校 学校或单位 所在学校 "
    "工作单位及职务 现工作单位 企业名称 单位(学校) 学习或工作单位 工作或学习单位 "
    "就读学校或工作单位 工作单位或就读学校 就读学校/工作单位 工作单位/就读学校 单位或就读学校 "
    "学校/单位 就业单位"
)
_INCOME_MONTHLY_WORDS = words(
    "本人月平均收入 月平均收入 本人月收入 个人月收入 月工资 工资 个人收入 本人收入 "
    "平均月收入 月均收入 月工资收入 本人月均收入 收入 成员月收入"
)
_BANK_CARD_WORDS = words(
    "卡号 银行账号 账号 银行卡 银行账户 帐号 银行帐号 开户账号 收款账号 一卡通账号 社保卡账号 工资卡号 "
    "银行卡账号 银行卡帐号 打款账号"
)


class Person(Record):
    """A person. `household_id` may be empty: aid is also given to people without a file."""

    __tablename__ = "person"

    household_id: Mapped[UUID | None] = field(
        "所属户", Link(table="household"), section=WHO, own=True, index=True
    )
    name: Mapped[str | None] = field(
        "姓名",
        PersonName(),
        section=WHO,
        required=True,
        headers=_NAME_WORDS,
        group="identity",
        in_list=True,
        index=True,
    )
    relation: Mapped[str | None] = field(
        "与户主关系", Choice(codes=relation.RELATION), section=WHO, headers=_RELATION_WORDS, in_list=True
    )
    is_applicant: Mapped[bool | None] = field(
        "困难职工本人",
        YesNo(),
        section=WHO,
        headers=words("是否困难职工本人 是否本人 是否困难职工 是否职工本人"),
    )
    national_no: Mapped[str | None] = field(
        "职工编号",
        Text(max_length=40),
        section=WHO,
        headers=words("全国系统职工编号 全国编号 系统编号 职工号 困难职工编号 人员编号"),
        help="全国工会帮扶工作管理系统的职工编号。",
    )
    id_type: Mapped[str | None] = field(
        "证件类型",
        Choice(codes=codes.ID_TYPE),
        section=WHO,
        headers=words("证件种类 证件类别 身份证件类型 证件名称"),
        group="identity",
    )
    id_no: Mapped[str | None] = field(
        "身份证号",
        IdNumber(),
        section=WHO,
        sensitive=True,
        headers=_ID_NO_WORDS,
        group="identity",
        in_list=True,
        index=True,
    )
    sex: Mapped[str | None] = field(
        "性别",
        Choice(codes=codes.SEX),
        section=WHO,
        headers=words("男女 成员性别 户主性别"),
        help="不填时按身份证号补上。",
        in_list=True,
    )
    birth_date: Mapped[date | None] = field(
        "出生日期",
        Day(not_after_today=True, month_ok=True),
        section=WHO,
        sensitive=True,
        headers=words("出生年月 生日 出生年月日 出生时间 出生 出生日"),
        help="不填时按身份证号补上。",
        in_list=True,
    )
    ethnic: Mapped[str | None] = field(
        "民族", Choice(codes=ethnic.ETHNIC), section=WHO, headers=("族别", "民族成份", "民族成分")
    )
    political: Mapped[str | None] = field(
        "政治面貌", Choice(codes=codes.POLITICAL), section=WHO, headers=("政治面目", "党派", "是否党员")
    )
    marital: Mapped[str | None] = field(
        "婚姻状况", Choice(codes=codes.MARITAL), section=WHO, headers=words("婚姻 婚姻情况 婚否 婚姻状态")
    )
    hukou_type: Mapped[str | None] = field(
        "户口类型",
        Choice(codes=codes.HUKOU),
        section=WHO,
        headers=words("户口性质 户籍类型 户籍性质 户口 户口类别 户籍类别"),
    )
    deceased_on: Mapped[date | None] = field(
        "死亡日期",
        Day(not_after_today=True),
        section=WHO,
        headers=words("去世日期 死亡时间 去世时间 亡故日期"),
    )

    phone: Mapped[str | None] = field(
        "手机号码", Phone(), section=CONTACT, sensitive=True, headers=_PHONE_WORDS, in_list=True
    )
    phone2: Mapped[str | None] = field(
        "其他联系方式",
        Phone(),
        section=CONTACT,
        sensitive=True,
        headers=words("其它联系方式 备用电话 固定电话 其他电话 家庭电话 联系电话2 电话2 其他联系电话 座机"),
    )

    health: Mapped[str | None] = field(
        "健康状况",
        Choice(codes=health_codes.HEALTH),
        section=HEALTH,
        sensitive=True,
        headers=words("健康 身体状况 健康情况 身体健康状况 健康状态 身体情况"),
    )
    illness: Mapped[str | None] = field(
        "所患疾病",
        Text(max_length=200),
        section=HEALTH,
        sensitive=True,
        headers=words(
            "疾病名称 患病名称 疾病 病种 所患病种 患病情况 患病种类 疾病种类 患何种疾病 "
            "疾病情况 疾病/残疾类别"
        ),
    )
    disability_type: Mapped[str | None] = field(
        "残疾类别",
        Choice(codes=health_codes.DISABILITY_TYPE),
        section=HEALTH,
        sensitive=True,
        headers=words("残疾类型 残疾种类 残疾情况 残疾"),
        group="disability",
    )
    disability_level: Mapped[str | None] = field(
        "残疾等级",
        Choice(codes=health_codes.DISABILITY_LEVEL),
        section=HEALTH,
        sensitive=True,
        headers=("残疾级别", "残疾程度", "伤残等级"),
        group="disability",
    )
    disability_card_no: Mapped[str | None] = field(
        "残疾人证号",
        IdNumber(),
        section=HEALTH,
        sensitive=True,
        headers=words("残疾证号 残疾人证 残疾证号码 残疾人证号码 残疾证编号 残疾证"),
        group="disability",
        help="20 位：身份证号加类别、等级各一位。",
    )
    medical_insurance: Mapped[str | None] = field(
        "医保状况",
        Choice(codes=health_codes.MEDICAL_INSURANCE),
        section=HEALTH,
        headers=_MEDICAL_INSURANCE_WORDS,
    )
    mutual_aid: Mapped[bool | None] = field(
        "参加医疗互助",
        YesNo(),
        section=HEALTH,
        headers=words("医疗互助 是否参加医疗互助 职工医疗互助 互助保障 是否参加互助保障"),
    )

    education: Mapped[str | None] = field(
        "学历",
        Choice(codes=codes.EDUCATION),
        section=SCHOOL,
        headers=words("文化程度 当前学历 最高学历 受教育程度 教育程度"),
    )
    student_stage: Mapped[str | None] = field(
        "学段",
        Choice(codes=codes.STUDENT_STAGE),
        section=SCHOOL,
        headers=words("就读学段 在读学段 就学阶段 年级 就读年级 学习阶段"),
    )
    enroll_year: Mapped[int | None] = field(
        "入学年份",
        Year(minimum=1950, maximum=2100),
        section=SCHOOL,
        headers=("入学年", "入学时间", "入学年度"),
    )
    school_years: Mapped[int | None] = field(
        "年制",
        Integer(minimum=1, maximum=12, unit="年"),
        section=SCHOOL,
        headers=("学制", "学制年限", "学制(年)"),
    )

    employer: Mapped[str | None] = field(
        "单位或学校", Text(max_length=100), section=WORK, headers=_EMPLOYER_WORDS, in_list=True
    )
    work_status: Mapped[str | None] = field(
        "工作状态",
        Choice(codes=codes.WORK_STATUS),
        section=WORK,
        headers=words("就业状况 就业状态 工作情况 就业情况 在岗情况 职业状况 在岗状态"),
    )
    identity: Mapped[str | None] = field(
        "人员身份",
        Choice(codes=codes.IDENTITY),
        section=WORK,
        headers=words("身份 职工身份 人员类别 身份类别 职业 人员类型 职工类别"),
    )
    employer_type: Mapped[str | None] = field(
        "单位性质",
        Choice(codes=work.EMPLOYER_TYPE),
        section=WORK,
        headers=words("企业性质 单位类型 企业类型 单位类别"),
    )
    employer_state: Mapped[str | None] = field(
        "企业状况",
        Choice(codes=work.EMPLOYER_STATE),
        section=WORK,
        headers=words("单位状况 企业状态 企业经营状况 经营状况 企业情况"),
    )
    industry: Mapped[str | None] = field(
        "所属行业",
        Choice(codes=work.INDUSTRY),
        section=WORK,
        headers=words("行业 行业类别 所属产业 行业类型"),
    )
    work_start: Mapped[date | None] = field(
        "工作时间",
        Day(not_after_today=True, month_ok=True),
        section=WORK,
        headers=words("参加工作时间 参加工作日期 工作日期 参工时间 入职时间"),
    )
    contract_start: Mapped[date | None] = field(
        "合同签订时间",
        Day(month_ok=True),
        section=WORK,
        headers=words("劳动合同签订时间 劳动合同签订/入伍时间 合同签订日期 合同起始时间 合同开始时间"),
    )
    contract_term: Mapped[str | None] = field(
        "合同期限",
        Choice(codes=work.CONTRACT_TERM),
        section=WORK,
        headers=("劳动合同期限", "合同年限", "合同期"),
    )
    labor_model: Mapped[str | None] = field(
        "劳模类型",
        Choice(codes=codes.LABOR_MODEL),
        section=WORK,
        headers=words("劳模 是否劳模 劳模称号 劳模级别"),
    )
    union_member: Mapped[bool | None] = field(
        "工会会员", YesNo(), section=WORK, headers=words("是否工会会员 会员 是否会员 是否入会 是否为工会会员")
    )
    income_monthly: Mapped[int | None] = field(
        "月收入", Money(), section=WORK, headers=_INCOME_MONTHLY_WORDS, help="元，每月平均。"
    )

    bank_name: Mapped[str | None] = field(
        "开户银行",
        Text(max_length=60),
        section=ACCOUNT,
        sensitive=True,
        headers=words("银行 开户行 开户行名称 开户银行名称 银行名称 发卡银行 所属银行"),
        group="account",
    )
    bank_branch: Mapped[str | None] = field(
        "支行名称",
        Text(max_length=100),
        section=ACCOUNT,
        sensitive=True,
        headers=words("支行 开户支行 开户网点 开户行支行 开户行网点 银行支行"),
        group="account",
    )
    bank_card: Mapped[str | None] = field(
        "银行卡号", BankCard(), section=ACCOUNT, sensitive=True, headers=_BANK_CARD_WORDS, group="account"
    )
    bank_account_name: Mapped[str | None] = field(
        "账户名",
        PersonName(),
        section=ACCOUNT,
        sensitive=True,
        headers=words("户名 开户名 账户名称 开户人 持卡人 收款人 收款户名 开户姓名"),
        group="account",
        help="与本人不同时填写。",
    )
    remark: Mapped[str | None] = field(
        "备注",
        Text(max_length=1000, lines=2),
        section=ACCOUNT,
        headers=words("成员备注 备注荣誉 其他情况 人员备注"),
    )
