"""Why a file from another office is not taken: one sentence per reason, free of personal data."""

from hardship_desktop.domain.errors import UserError

_SENTENCES = {
    "bundle_not_a_bundle": "这个文件不是数据包，请选择对方导出的 .ubx 文件；接入文件请在接入的那一页选。",
    "bundle_unreadable": "数据包读到一半读不出来了，请检查U盘是否插好，重新复制后再导入。",
    "bundle_damaged": "数据包不完整或被改动过，未导入任何内容，请让发出单位重新导出一份。",
    "bundle_not_for_us": "这个数据包不是发给本单位的，请转交收件单位，或请对方重新导出给本单位。",
    "bundle_unknown_sender": "发出这个数据包的电脑没有登记过，请先办理接入登记再导入。",
    "bundle_revoked": "发出这个数据包的电脑已被停用，未导入任何内容，请与发出单位核实。",
    "bundle_expired": "发出这个数据包的电脑登记已过期，请让该单位重新办理接入登记后再导出。",
    "bundle_wrong_office": "数据包里有发出单位无权填写的记录，未导入任何内容，请与发出单位核实。",
    "bundle_too_new": "数据包由更新版本的程序导出，请先升级本程序再导入。",
    "bundle_gap": "数据包之前还有没收到的数据包，请先导入前面的，或让发出单位重新导出一份。",
    "bundle_fork": "数据包与本机已收到的记录对不上，未导入任何内容，请让发出单位升级登记后重新导出。",
    "bundle_clock": "包里有改动的时间比本机日期晚十年以上，未导入；请对方核对电脑日期，导入回执后重新导出。",
    "bundle_limits": "数据包里有超出允许大小的内容，未导入任何内容，请与发出单位核实。",
    "log_damaged": "本机的变更记录前后对不上，未导出，请先运行“检查”并按提示处理。",
    "enrol_not_enrolment": "这个文件不是接入登记文件，请选择扩展名为 .enrol 的文件。",
    "enrol_want_request": "这是批准文件，不是申请文件，请选择县级单位交来的接入申请。",
    "enrol_want_approval": "这是申请文件，不是批准文件，请选择市级发回的接入批准。",
    "enrol_damaged": "接入登记文件不完整或被改动过，请让对方重新导出一份。",
    "enrol_expired": "接入登记文件已过期，请重新办理接入申请。",
    "enrol_other_request": "这份批准不是针对本机最近一次申请的，请用最近一次申请重新办理。",
    "enrol_name_changed": "批准文件里的单位与本机申请的不一致，请与市级核对单位名称和代码后重新办理。",
    "enrol_wrong_role": "这份申请不是县级单位的申请，不能批准，请让对方选择县级重新办理。",
    "enrol_check_differs": "核对码不一致：请对方再念一遍。确实没有输错，就是文件被换过，请勿继续，重新办理。",
    "enrol_check_format": "核对码应为24位数字，请重新输入。",
}


def refusal(code: str) -> UserError:
    """The error for a reason named by its stable code."""
    return UserError(_SENTENCES[code], code=code)
