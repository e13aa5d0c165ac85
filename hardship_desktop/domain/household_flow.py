"""The life of a household's file as steps, from the application to the exit.

Sources: 总工办〔2016〕36号 (filing, yearly review, exit), 义乌市2024年申报流程 (survey within 5 days),
《困难职工家庭申报表》. Days are calendar days.
"""

from hardship_desktop.domain.codes.base import code_list
from hardship_desktop.domain.flow import CHOSEN, Flow, Step

BEFORE_APPROVAL = ("applied", "surveyed", "verified", "publicity")
KEPT = ("active", "monitoring")
DAY = "happened_on"

HOUSEHOLD = Flow(
    name="household",
    states=(
        "rejected", "transferred", "exited", "draft", "returned", *BEFORE_APPROVAL, "approved", "monitoring",
        "active",
    ),
    start="draft",
    fields=(DAY, "opinion", "doc_no", "reason", "exit_kind", "state"),
    steps=(
        Step(
            "apply", "受理申请", ("draft", "returned", "rejected"), "applied",
            asks=("opinion",), writes={"applied_on": DAY}, days=5,
        ),
        Step(
            "survey", "入户调查", ("applied",), "surveyed",
            needs=(DAY, "opinion"), days=15, prints=("visit_form",),
        ),
        Step("review_unit", "基层工会审核", ("surveyed",), None, needs=(DAY, "opinion")),
        Step("review_town", "乡镇（街道）工会复核", ("surveyed",), None, needs=(DAY, "opinion")),
        Step("dept_check", "部门核查", ("surveyed",), "verified", asks=("opinion", "doc_no"), days=15),
        Step("publicity", "公示", ("surveyed", "verified"), "publicity", asks=("doc_no",), days=7),
        Step(
            "county_meeting", "县级会议研究", ("publicity",), None,
            needs=(DAY, "doc_no"), asks=("opinion",),
        ),
        Step(
            "approve", "批准", ("publicity",), "approved",
            asks=("doc_no", "opinion"), writes={"approved_on": DAY, "approved_doc_no": "doc_no"}, days=10,
        ),
        Step("file", "建档", ("approved",), "active", writes={"opened_on": DAY}, days=365),
        Step("return", "退回补正", BEFORE_APPROVAL, "returned", needs=(DAY, "reason"), days=30),
        Step(
            "refuse", "不予批准", BEFORE_APPROVAL, "rejected", needs=(DAY, "reason"), asks=("doc_no",),
        ),
        Step(
            "review", "定期复核", KEPT, None, asks=("opinion",), writes={"last_reviewed_on": DAY}, days=365,
        ),
        Step("monitor", "转入动态监测", ("active",), "monitoring", asks=("reason", "doc_no"), days=365),
        Step(
            "exit", "退出", ("approved", *KEPT), "exited",
            needs=(DAY, "exit_kind"), asks=("reason", "doc_no"), writes={"exited_on": DAY},
        ),
        Step("close", "监测期满退档", ("monitoring",), "exited", asks=("doc_no",), writes={"exited_on": DAY}),
        Step(
            "back", "返困恢复", ("monitoring", "exited"), "active",
            needs=(DAY, "reason"), asks=("doc_no",), writes={"exited_on": ""}, days=365,
        ),
        Step("transfer", "转出", KEPT, "transferred", needs=(DAY, "reason"), asks=("doc_no",)),
        Step("take_over", "接续登记", (), CHOSEN, needs=(DAY, "state"), asks=("reason",)),
    ),
)  # fmt: skip

TAKE_OVER = HOUSEHOLD.by_name["take_over"]
"""A state that was reached elsewhere, on paper or in another program, is noted as it is."""

STEP = code_list(
    "case_step",
    "办理环节",
    tuple((step.name, step.label) for step in HOUSEHOLD.steps),
    source="《困难职工档案管理办法》（总工办〔2016〕36号）的建档、动态管理和撤档环节；义乌市2024年申报流程",
)

EXIT_KIND = code_list(
    "exit_kind",
    "退出原因",
    (
        ("out_of_hardship", "脱困", "根本脱困"),
        ("relieved", "解困转兜底", "政府兜底"),
        ("not_meeting", "不符合条件", "精准识别不符"),
        ("death", "死亡"),
        ("retired", "退休"),
        ("moved", "迁出"),
        ("duplicate", "重复建档"),
        ("refused", "本人放弃", "拒绝核查"),
    ),
    source="困难职工脱困解困分类（2017年）；动态管理的撤档情形",
)

_STORED = {"returned": "draft"}


def stored_status(state: str) -> str:
    """What is written in the file's 档案状态 for programs that know no steps."""
    return _STORED.get(state, state)
