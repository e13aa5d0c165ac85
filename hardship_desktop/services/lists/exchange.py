"""数据交换: the bundles made and received here, and the PCs that they are exchanged with."""

from collections.abc import Iterable, Mapping
from typing import Any

from hardship_desktop.domain.clock import local_day
from hardship_desktop.domain.codes.base import code_list
from hardship_desktop.domain.kinds import Choice, Day
from hardship_desktop.domain.lists import Chosen, Column, ListSpec, Tone
from hardship_desktop.services.exchange.book import OUT, BundleState, State
from hardship_desktop.services.exchange.enrolment import Enrolment
from hardship_desktop.services.exchange.exchange import Exchange
from hardship_desktop.services.exchange.peers import PeerDevice
from hardship_desktop.services.lists.rows import RowListing

TONES: dict[str, Tone] = {
    "made": "amber",
    "handed": "blue",
    "parked": "violet",
    "applied": "green",
    "refused": "red",
}
STATES = code_list("bundle_state", "状态", tuple((state.value, state.words) for state in State))
JOINED = code_list("joined", "状态", (("in", "已接入"), ("out", "已停用")))


def bundle_row(bundle: BundleState) -> dict[str, object]:
    """A bundle as a line of the list."""
    return {
        "id": bundle.id,
        "made": bundle.made,
        "way": _way(bundle),
        "peer": bundle.peer,
        "content": _content(bundle),
        "state": bundle.state,
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


class BundleList(RowListing):
    """Every bundle, the newest first."""

    declared = ListSpec(
        "bundles",
        "数据包",
        "个",
        (
            Column("made", "时间", 140),
            Column("way", "事项", 100),
            Column("peer", "对方", 140),
            Column("content", "内容", 150),
            Column("state", "状态", 150, Choice(codes=STATES), tones=TONES),
            Column("todo", "下一步", 300, stretches=True),
        ),
        filters=("state", "way", "peer"),
        sort=("made", True),
    )

    def rows(self, chosen: Chosen) -> Iterable[Mapping[str, Any]]:
        return map(bundle_row, Exchange(self._desk).status())


def peer_row(peer: PeerDevice) -> dict[str, Any]:
    """An enrolled PC as a line of the list."""
    return {
        "id": peer.device,
        "office": peer.office,
        "org_code": peer.org_code,
        "until": local_day(peer.valid_to_ms),
        "state": "in" if peer.revoked_ms is None else "out",
    }


class PeerList(RowListing):
    """The PCs enrolled here: a city's counties, or a county's city."""

    declared = ListSpec(
        "peers",
        "接入的单位",
        "台",
        (
            Column("office", "单位", 180, stretches=True),
            Column("org_code", "编码", 100),
            Column("until", "有效期至", 110, Day()),
            Column("state", "状态", 90, Choice(codes=JOINED), tones={"in": "green"}),
        ),
        filters=("state",),
    )

    def rows(self, chosen: Chosen) -> Iterable[Mapping[str, Any]]:
        return map(peer_row, Enrolment(self._desk).peers())
