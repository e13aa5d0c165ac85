"""What is said of a visit: its kind, its outcome and the six things to be made clear."""

from hardship_desktop.domain.codes.base import code_list

KIND = code_list(
    "visit_kind",
    "走访类型",
    (
        ("initial", "建档入户调查", "入户调查", "初访", "建档调查", "首次走访"),
        ("routine", "日常走访", "日常", "入户走访", "走访", "常规走访", "定期走访"),
        ("festival", "节日慰问", "慰问", "两节走访", "走访慰问"),
        ("review", "年度复核", "复核", "年审", "核查", "集中复核"),
        ("exit", "脱困核实", "退出核实", "脱困调查"),
        ("monitor", "监测回访", "回访", "动态监测", "脱困回访"),
        ("phone", "电话回访", "电话", "电话走访", "电访", "电话联系"),
    ),
    source="云南省按期入户、电话回访做法；《困难职工档案管理办法》的年度清理；脱困后动态监测",
)

CONCLUSION = code_list(
    "visit_conclusion",
    "走访结论",
    (
        ("keep", "维持现类别", "维持", "维持不变", "继续帮扶", "不变"),
        ("change_tier", "调整类别", "调级", "调整困难类别", "类别调整"),
        ("exit", "建议脱困", "脱困", "拟脱困", "可脱困"),
        ("not_meeting", "不符合条件", "不符", "不符合"),
        ("not_met", "未见到本人", "未遇", "家中无人", "未联系上"),
    ),
    source="困难职工入户走访表的结论栏（维持/调级/脱困/不符）",
)

SOURCE = code_list(
    "visit_source",
    "录入来源",
    (
        ("typed", "手工录入"),
        ("form_scan", "走访表扫描"),
        ("import", "表格导入"),
    ),
    source="本程序",
)
