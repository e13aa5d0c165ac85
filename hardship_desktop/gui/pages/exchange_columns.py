"""How a bundle is told: its state as a pill, and what to do about it."""

from hardship_desktop.gui.look.palette import Tone
from hardship_desktop.gui.widgets.columns import Column, Row
from hardship_desktop.services.exchange.book import BundleState
from hardship_desktop.services.exchange.peers import PeerDevice

TONES: dict[str, Tone] = {
    "made": "amber",
    "handed": "blue",
    "parked": "violet",
    "applied": "green",
    "refused": "red",
}
OUT = "out"


def bundle_row(bundle: BundleState) -> dict[str, object]:
    """A bundle as a line of the list."""
    latest = bundle.applied or bundle.received or bundle.handed or bundle.made
    return {
        "id": bundle.id,
        "made": bundle.made,
        "way": _way(bundle),
        "peer": bundle.peer,
        "content": _content(bundle),
        "state": bundle.state,
        "state_text": bundle.state_text,
        "latest": latest,
        "todo": todo(bundle),
        "file": bundle.file,
    }


def _way(bundle: BundleState) -> str:
    kind = "回执" if bundle.kind == "receipt" else "上报包"
    return f"{'生成' if bundle.direction == OUT else '收到'}{kind}"


def _content(bundle: BundleState) -> str:
    if bundle.kind == "receipt":
        return ""
    words = f"{bundle.records:,} 条改动" if bundle.records else ""
    return f"{words}，{bundle.conflicts} 处待核对" if bundle.conflicts else words


def todo(bundle: BundleState) -> str:
    """The next step, in one sentence; empty when there is none."""
    if bundle.state == "parked":
        return (
            f"先导入前面的包（缺 {'、'.join(bundle.gaps[:2])}）；找不到就请对方再生成一个"
            if bundle.gaps
            else "等前面的包"
        )
    if bundle.reason == "bundle_clock":
        ours = "核对今天的日期，再生成一个上报包（先自动改正时间）"
        return ours if bundle.direction == OUT else "请对方核对电脑日期，导入回执后重新生成"
    if bundle.state == "refused":
        return "请对方重新生成" if bundle.direction != OUT else "请再生成一个上报包"
    if bundle.direction == OUT and bundle.kind != "receipt":
        return {"made": "用U盘交给地市，再按“已交出”", "handed": "等地市的回执"}.get(bundle.state, "")
    if bundle.direction == OUT and bundle.state == "made":
        return "交回县区"
    return ""


BUNDLES = (
    Column("made", "时间", lambda row: row["made"], 140, sortable=False),
    Column("way", "事项", lambda row: row["way"], 100, sortable=False),
    Column("peer", "对方", lambda row: row["peer"], 140, sortable=False),
    Column("content", "内容", lambda row: row["content"], 150, sortable=False),
    Column(
        "state",
        "状态",
        lambda row: row["state_text"],
        150,
        sortable=False,
        tone=lambda row: TONES[row["state"]],
    ),
    Column("todo", "下一步", lambda row: row["todo"], 300, sortable=False, stretches=True),
)


def peer_row(peer: PeerDevice, until: str) -> Row:
    """An enrolled PC as a line of the list."""
    return {
        "id": peer.device,
        "office": peer.office,
        "org_code": peer.org_code,
        "until": until,
        "revoked": peer.revoked_ms is not None,
        "state": "已停用" if peer.revoked_ms is not None else "已接入",
        "tone": "grey" if peer.revoked_ms is not None else "green",
    }


PEERS = (
    Column("office", "单位", lambda row: row["office"], 180, sortable=False, stretches=True),
    Column("org_code", "编码", lambda row: row["org_code"], 100, sortable=False),
    Column("until", "有效期至", lambda row: row["until"], 110, sortable=False),
    Column("state", "状态", lambda row: row["state"], 90, sortable=False, tone=lambda row: row["tone"]),
)
