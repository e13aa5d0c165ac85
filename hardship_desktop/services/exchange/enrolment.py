"""An office joins its city: request, approval, and the numbers that both sides compare by telephone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from hardship_desktop.domain.clock import local_day
from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.exchange.peers import RECOVERY_SETTING, PeerDevice, Peers
from hardship_desktop.services.file_out import write_file
from hardship_desktop.services.numbers import give_letter
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.store import get_setting, put_setting
from hardship_desktop.sync import enrol
from hardship_desktop.sync.certificates import DeviceCertificate, Role, SignedCertificate
from hardship_desktop.sync.keys import DeviceKeys, age_key_of, new_age_identity

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
YEAR_MS = 366 * 86_400_000
COUNTY_YEARS = 5
CITY_YEARS = 10
"""How long certificates hold; an office enrols again before its own runs out."""

_REQUEST = "enrol_request"
"""The request that was made last, until it is answered."""


@dataclass(frozen=True)
class Requested:
    """A request file was written; its check number is read to the city by telephone."""

    path: str
    check: str


@dataclass(frozen=True)
class Waiting:
    """The request made last, not yet answered: its day at the office and its check number."""

    day: date
    check: str

    @property
    def words(self) -> str:
        """For the person who made it."""
        return f"{self.day.year} 年 {self.day.month} 月 {self.day.day} 日已生成接入申请，正等地市批准"


class Again(StrEnum):
    """What a city says of an office that is enrolled already and asks once more from another PC."""

    SAME = "same"
    SECOND = "second"


@dataclass(frozen=True)
class Asked:
    """A request as the city sees it; `known` when this office is enrolled already, from another PC."""

    office: str
    org_code: str
    check: str
    known: bool


@dataclass(frozen=True)
class _Place:
    """The id under which a PC is certified, its letter, and the PCs of its office that it replaces."""

    org: bytes
    letter: str = ""
    replaces: Sequence[bytes] = ()


@dataclass(frozen=True)
class Approved:
    """An approval file was written; its check number is read to the county by telephone.

    `recovery_key` is set once, when the city approves its first office: the secret age
    key that opens every bundle sent to this city. It is kept nowhere; print it at once.
    """

    path: str
    office: str
    org_code: str
    check: str
    recovery_key: str | None


@dataclass(frozen=True)
class Joined:
    """This office may now send bundles to its city until `valid_to_ms`; `again` when the city knew it."""

    city: str
    city_code: str
    valid_to_ms: int
    again: bool = False

    @property
    def message(self) -> str:
        """For the person."""
        lost = "本单位以前的数据在地市：请地市写一次回执，导入以后再录入。" if self.again else ""
        return f"已接入{self.city}。{lost}"


class Enrolment:
    """Enrolment at both ends."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._keys = DeviceKeys.from_bytes(desk.opened.keys.device)

    def request(self, out: Path) -> Requested:
        """County: write the request file; only the latest one can be answered."""
        self._desk.require("administer")
        self._desk.store.require_clock()
        if self._desk.is_city:
            raise UserError("本单位是市级，不需要申请接入；请用“批准接入”处理县区的申请。", code="role")
        data = enrol.write_request(
            self._keys,
            self._desk.store.org_id.bytes,
            self._desk.office_code,
            self._desk.office_name,
            Role.COUNTY,
            self._desk.store.now_ms(),
        )
        self._desk.set_setting(_REQUEST, data)
        write_file(data, out)
        return Requested(str(out), enrol.request_check(data))

    def waiting(self) -> Waiting | None:
        """County: the last request while no approval has come; one that ran out raises UserError."""
        data = self._desk.setting(_REQUEST)
        if data is None:
            return None
        asked = enrol.read_request(data, self._desk.store.now_ms())
        return Waiting(local_day(asked.created), enrol.request_check(data))

    def look(self, request_file: Path) -> Asked:
        """City, before approving: what a request says, and whether its office is enrolled already."""
        data = _read(request_file)
        asked = enrol.read_request(data, self._desk.store.now_ms())
        known = asked.device not in self._county_pcs(asked.org_code) and bool(self._others(asked))
        return Asked(asked.org_name, asked.org_code, enrol.request_check(data), known)

    def compare(self, request_file: Path, check: str) -> None:
        """City: raise UserError unless the number heard by telephone is that of the request."""
        enrol.check_matches(self.look(request_file).check, check)

    def approve(
        self, request_file: Path, out: Path, check: str | None = None, again: Again | None = None
    ) -> Approved:
        """City: certify an office. `check` is the number heard by telephone; it must match when given.

        For an office that is enrolled from another PC, `again` says whether that one is replaced.
        """
        self._desk.require("administer")
        self._desk.store.require_clock()
        if not self._desk.is_city:
            raise UserError("只有市级单位可以批准接入；请把申请文件交给市总工会。", code="role")
        now, data = self._desk.store.now_ms(), _read(request_file)
        asked = enrol.read_request(data, now)
        if check is not None:
            enrol.check_matches(enrol.request_check(data), check)
        if asked.role is not Role.COUNTY:
            raise UserError("这份申请来自市级单位，不能在市级批准。", code="role")
        self._refuse_other_office(asked)
        place = self._place(asked, again)
        with self._desk.store.local() as connection:  # two windows must not hand out two recovery keys
            secret, public = _recovery_key(connection)
            answer = enrol.approve(
                data,
                self._keys,
                self._own_certificate(now),
                public,
                now + COUNTY_YEARS * YEAR_MS,
                now,
                org=place.org,
                letter=place.letter,
            )
            write_file(answer, out)
            for device in place.replaces:
                Peers(connection).revoke(device.hex(), now)
            _trust(connection, enrol.read_approval(answer).certificate, public)
        check_number = enrol.approval_check(data, answer)
        return Approved(str(out), asked.org_name, asked.org_code, check_number, secret)

    def finish(self, approval_file: Path, check: str | None = None) -> Joined:
        """County: accept the city's approval. `check` is the number heard by telephone."""
        self._desk.require("administer")
        self._desk.store.require_clock()
        answer, request = _read(approval_file), self._desk.setting(_REQUEST)
        if request is None:
            raise UserError("本机还没有提出接入申请，请先生成申请文件交给市总工会。", code="no_request")
        if check is not None:
            enrol.check_matches(enrol.approval_check(request, answer), check)
        joined = enrol.finish(answer, request, self._keys, self._desk.store.now_ms())
        with self._desk.store.local() as connection:
            _trust(connection, enrol.read_approval(answer).city, joined.city_recovery_key)
            put_setting(connection, _REQUEST, None)
        if joined.own.org != self._desk.store.org_id.bytes:
            self._desk.store.adopt(UUID(bytes=joined.own.org))
        if joined.letter:
            with self._desk.store.local() as connection:
                give_letter(connection, joined.letter)
        return Joined(joined.city.org_name, joined.city.org_code, joined.own.valid_to, bool(joined.letter))

    def peers(self) -> list[PeerDevice]:
        """The PCs enrolled here: a city's counties, or a county's city."""
        with self._desk.read() as reader:
            return Peers(reader.connection).devices()

    def revoke(self, device: str) -> None:
        """City: take no more bundles from a PC, named as in `peers`, that was lost or replaced."""
        self._desk.require("administer")
        if not self._desk.is_city:
            raise UserError("只有市级单位可以停用接入的电脑。", code="role")
        with self._desk.store.local() as connection:
            Peers(connection).revoke(device, self._desk.store.now_ms())

    def _refuse_other_office(self, asked: enrol.EnrolRequest) -> None:
        """An office id stands for one office for ever, else one could write in another's name."""
        known = [each for each in self._certificates() if each.org == asked.org]
        if any(each.org_code != asked.org_code for each in known):
            raise UserError(
                f"这份申请用了“{known[0].org_name}”的单位标识，但单位编码不同，未批准；请电话核实。",
                code="enrol_other_office",
            )

    def _place(self, asked: enrol.EnrolRequest, again: Again | None) -> _Place:
        """An office keeps its first id on every PC, so that its records stay one office's."""
        before, others = self._county_pcs(asked.org_code).get(asked.device), self._others(asked)
        if not others:
            return _Place(before.org if before else asked.org)
        letter = LETTERS[len(others)] if len(others) < len(LETTERS) else ""
        if before:
            return _Place(before.org, letter if before.org != asked.org else "")
        if again is None:
            raise UserError(
                f"“{asked.org_name}”（{asked.org_code}）已经接入过，请先选择：重新安装，接续原单位"
                "（--same-office，原来的电脑停用），还是增加一台电脑（--second-pc）。",
                code="enrol_known_office",
            )
        org = others[-1].org
        same = again is Again.SAME
        return _Place(org, letter, [each.device for each in others if each.org == org] if same else ())

    def _others(self, asked: enrol.EnrolRequest) -> list[DeviceCertificate]:
        """The other PCs ever enrolled for this office; those of the id that has one in use come last."""
        with self._desk.read() as reader:
            barred = Peers(reader.connection).revoked()
        known = [each for each in self._county_pcs(asked.org_code).values() if each.device != asked.device]
        return sorted(known, key=lambda each: each.device not in barred)

    def _county_pcs(self, org_code: str) -> dict[bytes, DeviceCertificate]:
        return {
            each.device: each
            for each in self._certificates()
            if each.role is Role.COUNTY and each.org_code == org_code
        }

    def _certificates(self) -> list[DeviceCertificate]:
        with self._desk.read() as reader:
            return list(Peers(reader.connection).trusted().values())

    def _own_certificate(self, now: int) -> SignedCertificate:
        own = DeviceCertificate(
            device=self._keys.device,
            org=self._desk.store.org_id.bytes,
            org_code=self._desk.office_code,
            org_name=self._desk.office_name,
            role=Role.CITY,
            sign_key=self._keys.sign_key,
            age_key=self._keys.age_key,
            valid_to=now + CITY_YEARS * YEAR_MS,
        )
        return SignedCertificate.issue(own, self._keys)


def _recovery_key(connection: Connection) -> tuple[str | None, str]:
    """The recovery identity: (secret, public) when it is made now, (None, public) later."""
    public = get_setting(connection, RECOVERY_SETTING)
    if public is not None:
        return None, public
    secret = new_age_identity()
    return secret, age_key_of(secret)


def _trust(connection: Connection, signed: SignedCertificate, recovery_key: str) -> None:
    """The other side's device and the public half of the city's recovery key, both or neither."""
    Peers(connection).add(signed)
    put_setting(connection, RECOVERY_SETTING, recovery_key)


def _read(path: Path) -> bytes:
    with plain_faults(), path.open("rb") as file:
        return file.read(enrol.MAX_FILE + 1)
