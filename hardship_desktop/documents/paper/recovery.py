"""The sheet with a secret of the office, printed once: in large groups, as QR code, and how to keep it."""

from dataclasses import dataclass
from datetime import date

from hardship_desktop.documents.paper.blocks import (
    QR,
    Block,
    Document,
    Heading,
    Signature,
    Signatures,
    Text,
    Title,
)

_IN_A_ROW = 3
_LONGEST_GROUP = 10
_LARGEST, _ROOM = 30.0, 500.0  # points
_WIDEST = 0.95  # of the size: a bold W


@dataclass(frozen=True)
class Secret:
    """What the sheet is called and what the secret on it can do."""

    title: str
    uses: tuple[str, ...]


RECOVERY_CODE = Secret(
    "恢复码",
    (
        "忘记全部密码、更换电脑或电脑损坏时，凭本恢复码和最近一次备份可以找回全部档案。",
        "没有本恢复码、又忘记全部密码，任何人都无法打开档案，包括软件提供方。",
    ),
)
BUNDLE_KEY = Secret(
    "数据包恢复密钥",
    (
        "市级电脑损坏、又没有备份时，凭本密钥仍可打开各县区报来的全部数据包。",
        "平时导入数据包用不到它；任何人拿到它都能打开数据包，务必密封保管。",
    ),
)
_RULES = (
    "打印后立即核对，与屏幕上的恢复码一致后装入信封密封，骑缝签名并注明日期。",
    "由单位负责人放入保险柜或档案柜保管，与电脑、备份盘分开存放。",
    "不要拍照，不要复印，不要存在电脑、手机或网盘里，不要通过微信、QQ 或邮件发送。",
    "信封被拆开或怀疑泄露时，立即更换恢复码，并销毁本页。",
    "经办人调离时办理移交登记，由接收人核对信封完好。",
)


def recovery(secret: Secret, code: str, *, unit: str, created_on: date) -> Document:
    """One page; the groups of `code` are separated by "-" or spaces, the QR code holds it as it is."""
    blocks: tuple[Block, ...] = (
        Title(secret.title, f"{unit}　　重要：仅限单位负责人保管"),
        Heading(f"{secret.title}（与屏幕逐组核对；输入时不分大小写）"),
        *_large(_groups(code)),
        QR(code, 50),
        Heading("它能做什么"),
        Text(_numbered(secret.uses)),
        Heading("怎样保管"),
        Text(_numbered(_RULES)),
        Heading("签收"),
        Signatures((Signature("保管人签字"), Signature("见证人签字"))),
    )
    return Document("recovery", blocks, created_on, unit)


def _groups(code: str) -> list[str]:
    """The groups of the code; one without short groups is cut into pieces that can be read."""
    groups = code.replace("-", " ").split()
    if max(map(len, groups)) <= _LONGEST_GROUP:
        return groups
    return [code[start : start + _LONGEST_GROUP] for start in range(0, len(code), _LONGEST_GROUP)]


def _large(groups: list[str]) -> list[Text]:
    """Three groups in a line, as large as the widest letters allow."""
    lines = [groups[start : start + _IN_A_ROW] for start in range(0, len(groups), _IN_A_ROW)]
    longest = max(sum(map(len, line)) for line in lines)
    size = min(_LARGEST, _ROOM / (longest * _WIDEST + _IN_A_ROW))
    return [Text("　".join(line), size, bold=True, align="center") for line in lines]


def _numbered(lines: tuple[str, ...]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
