"""What is said of a union office, its users and its papers."""

from hardship_desktop.domain.codes.base import code_list

ORG_LEVEL = code_list(
    "org_level",
    "工会层级",
    (
        ("1", "省级工会", "省级", "省总工会"),
        ("2", "市级工会", "市级", "地市级", "州市总工会", "市总工会"),
        ("3", "县级工会", "县级", "区县级", "县总工会", "区总工会"),
        ("4", "乡镇街道（产业）工会", "乡镇街道工会", "产业工会", "系统工会", "乡镇", "街道"),
        ("5", "基层工会", "基层", "企业工会", "单位工会"),
    ),
    source="全国工会帮扶工作管理系统组织树（省、市、县、基层）",
)

USER_ROLE = code_list(
    "user_role",
    "角色",
    (
        ("admin", "管理员", "系统管理员"),
        ("clerk", "经办人", "经办", "操作员", "录入人"),
        ("reviewer", "复核人", "复核", "审核人"),
        ("reader", "只读", "查询"),
    ),
    source="本程序；县级和基层各设账号、离岗调动即注销的系统管理要求",
)

ATTACHMENT_KIND = code_list(
    "attachment_kind",
    "附件类型",
    (
        ("application", "申请书"),
        ("approval_form", "申请审批表", "申报表", "审批表"),
        ("archive_form", "困难职工档案表", "档案表"),
        ("commitment", "收入情况承诺书", "承诺书"),
        ("authorisation", "家庭经济状况核对授权书", "授权书", "核对授权委托书", "核对授权书"),
        ("id_card", "身份证", "身份证复印件"),
        ("hukou_book", "户口簿", "户口本", "户口簿复印件"),
        ("income_proof", "收入证明", "工资证明", "工资流水"),
        ("unemployment_proof", "失业证明", "失业证"),
        ("bank_card", "银行卡复印件", "银行卡"),
        ("dibao_proof", "低保证明", "低保证"),
        ("diagnosis", "诊断证明", "疾病证明", "病历"),
        ("medical_bill", "医疗费票据", "医疗费用单据", "医疗票据", "结算单"),
        ("disability_card", "残疾人证", "残疾证"),
        ("accident_proof", "意外或灾害证明", "事故证明", "灾害证明"),
        ("admission_letter", "录取通知书"),
        ("student_proof", "学生证或在读证明", "在读证明", "学生证", "学籍证明"),
        ("tuition_bill", "学费票据", "缴费票据", "学费收据"),
        ("labour_contract", "劳动合同"),
        ("marriage_proof", "婚姻状况证明", "离婚证", "离婚证明", "结婚证"),
        ("death_proof", "死亡证明"),
        ("publicity", "公示单", "公示材料", "公示照片"),
        ("minutes", "审核会议纪要", "会议纪要"),
        ("membership_proof", "工会会员证明", "会员证"),
        ("visit_form", "入户走访表", "走访表", "入户调查表"),
        ("photo", "照片", "走访照片"),
        ("receipt", "签收单", "领款单", "收条"),
        ("bank_receipt", "银行回单", "回单"),
        ("other", "其他", "其它"),
    ),
    source="岳阳市总2018年所需材料；湖北省高校2018年所需材料；工会困难职工家庭申报表",
)
