"""民族: GB 3304-1991 with its number and letter codes, and the two further values of household registers."""

from hardship_desktop.domain.codes.base import code_list

_GB3304 = """
01汉HA 02蒙古MG 03回HU 04藏ZA 05维吾尔UG 06苗MH 07彝YI 08壮ZH 09布依BY 10朝鲜CS
11满MA 12侗DO 13瑶YA 14白BA 15土家TJ 16哈尼HN 17哈萨克KZ 18傣DA 19黎LI 20傈僳LS
21佤VA 22畲SH 23高山GS 24拉祜LH 25水SU 26东乡DX 27纳西NX 28景颇JP 29柯尔克孜KG 30土TU
31达斡尔DU 32仫佬ML 33羌QI 34布朗BL 35撒拉SL 36毛南MN 37仡佬GL 38锡伯XB 39阿昌AC 40普米PM
41塔吉克TA 42怒NU 43乌孜别克UZ 44俄罗斯RS 45鄂温克EW 46德昂DE 47保安BN 48裕固YG 49京GI 50塔塔尔TT
51独龙DR 52鄂伦春OR 53赫哲HZ 54门巴MB 55珞巴LB 56基诺JN
"""


def _row(text: str) -> tuple[str, ...]:
    name = text[2:-2]
    return text[:2], f"{name}族", name, text[-2:]


ETHNIC = code_list(
    "ethnic",
    "民族",
    (
        *map(_row, _GB3304.split()),
        ("97", "其他", "其它", "未识别民族"),
        ("98", "外国血统中国籍人士", "外国血统", "入籍"),
    ),
    source="GB 3304-1991 中国各民族名称的罗马字母拼写法和代码；97、98 为户籍登记通行补充",
)
