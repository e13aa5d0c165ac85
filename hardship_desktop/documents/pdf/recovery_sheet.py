"""The sheet with the recovery code, printed once when the program is set up."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from hardship_desktop.documents.pdf.fitting import fit
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.layout import LEFT, MM, RIGHT, Rect, Template, Words
from hardship_desktop.documents.pdf.sheet import PROGRAM, Sheet

_WIDTH = RIGHT - LEFT
_QR = Rect(80, 122, 50, 50)
_IN_A_ROW = 3
_CODE_SIZES = (34, 30, 28, 24, 22, 20, 18, 16, 14, 12, 10)
_LONGEST_GROUP = 10


@dataclass(frozen=True)
class Secret:
    """What the sheet is called and what the secret on it can do."""

    title: str
    uses: tuple[str, ...]


_RECOVERY_USES = (
    "忘记全部密码、更换电脑或电脑损坏时，凭本恢复码和最近一次备份可以找回全部档案。",
    "没有本恢复码、又忘记全部密码，任何人都无法打开档案，包括软件提供方。",
)
RECOVERY_CODE = Secret("恢复码", _RECOVERY_USES)
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


def write_recovery_sheet(
    out: BinaryIO,
    *,
    unit: str,
    code: str,
    created_on: date,
    fonts: Fonts,
    secret: Secret = RECOVERY_CODE,
) -> None:
    """Write one A4 page with the recovery code in large groups and as QR, and what to do with it.

    The groups of `code` are separated by "-" or spaces; the QR code holds `code` as it is.
    """
    sheet = Sheet(out, fonts, secret.title)
    sheet.under(_printed(secret))
    sheet.text(Rect(LEFT, 32, _WIDTH, 8), unit, (12, 10, 8, 6), align="center")
    groups = _groups(code)
    cells = _cells(len(groups))
    room = cells[0].w * MM, cells[0].h * MM
    size = min(fit(fonts.bold, group, *room, _CODE_SIZES, one_line=10).size for group in groups)
    for rect, group in zip(cells, groups, strict=True):
        sheet.text(rect, group, (size,), align="center", face=fonts.bold)
    sheet.qr(_QR, code)
    made = f"生成日期 {created_on.isoformat()}"
    sheet.text(Rect(LEFT, 284, _WIDTH, 5), made, (8.5,), align="right")
    sheet.next_page()
    sheet.close()


def _groups(code: str) -> list[str]:
    """The groups of the code; one without short groups is cut into pieces that can be read."""
    groups = code.replace("-", " ").split()
    if max(map(len, groups)) <= _LONGEST_GROUP:
        return groups
    return [code[start : start + _LONGEST_GROUP] for start in range(0, len(code), _LONGEST_GROUP)]


def _cells(groups: int) -> list[Rect]:
    """A box for each group, three in a row, in the frame above the QR code."""
    columns, rows = min(groups, _IN_A_ROW), -(-groups // _IN_A_ROW)
    width, height = 166 / columns, min(20, 48 / rows)
    top = 70 + (48 - rows * height) / 2
    places = [divmod(number, columns) for number in range(groups)]
    return [Rect(22 + column * width, top + row * height, width, height) for row, column in places]


def _printed(secret: Secret) -> Template:
    template = Template("recovery")
    template.words.append(Words(Rect(LEFT, 18, _WIDTH, 14), " ".join(secret.title), 26, True))
    template.words.append(Words(Rect(LEFT, 41, _WIDTH, 6), f"{PROGRAM}　　重要：仅限单位负责人保管", 10))
    template.outlines.append(Rect(LEFT, 58, _WIDTH, 120))
    template.shades.append(Rect(LEFT, 58, _WIDTH, 9))
    template.words.append(
        Words(Rect(16, 58, 178, 9), f"{secret.title}（与屏幕逐组核对；输入时不分大小写）", 9, align="left")
    )
    y = _section(template, 185, "它能做什么", secret.uses)
    y = _section(template, y + 3, "怎样保管", _RULES)
    for x, label in ((LEFT, "保管人签名："), (LEFT + 66, "见证人签名："), (LEFT + 132, "日期：")):
        template.words.append(Words(Rect(x, y + 4, 26, 8), label, 10, align="left"))
        template.underlines.append(Rect(x + 24, y + 11, 30, 0))
    return template


def _section(template: Template, y: float, title: str, lines: tuple[str, ...]) -> float:
    template.solids.append(Rect(LEFT, y + 1.2, 1.3, 4.6))
    template.words.append(Words(Rect(LEFT + 3, y, 100, 7), title, 12, True, "left"))
    y += 8
    for number, line in enumerate(lines, 1):
        template.words.append(
            Words(Rect(LEFT + 3, y, _WIDTH - 3, 7), f"{number}. {line}", 10.5, align="left")
        )
        y += 7
    return y
