"""The devices of other offices that this file trusts, by the certificates of the city."""

from dataclasses import dataclass

import msgspec
from sqlcipher3 import dbapi2

from hardship_desktop.domain.errors import UserError
from hardship_desktop.store.outgoing import LogReader
from hardship_desktop.sync.certificates import DeviceCertificate, Role, SignedCertificate
from hardship_desktop.sync.format import Receiver
from hardship_desktop.sync.keys import DeviceKeys

RECOVERY_SETTING = "city_recovery_key"
"""The public half of the city's recovery identity; the secret half is on paper only."""

_certificate = msgspec.msgpack.Decoder(SignedCertificate)


@dataclass(frozen=True)
class PeerDevice:
    """One enrolled PC of another office. `revoked_ms` is when it was barred, UTC milliseconds."""

    device: str
    office: str
    org_code: str
    role: str
    valid_to_ms: int
    revoked_ms: int | None


class Peers:
    """Reads and writes the table of peers; `cursor` belongs to the caller's transaction."""

    def __init__(self, cursor: dbapi2.Cursor) -> None:
        self._cursor = cursor
        rows = cursor.execute("SELECT certificate, revoked_ms FROM peer ORDER BY name, device").fetchall()
        self._known = [(_certificate.decode(body).read(), revoked) for body, revoked in rows]

    def add(self, signed: SignedCertificate) -> None:
        """Trust a device from now on; one enrolled again is no longer barred."""
        certificate = signed.read()
        self._cursor.execute(
            "INSERT OR REPLACE INTO peer VALUES (?, ?, ?, ?, NULL)",
            (certificate.device, certificate.org, certificate.org_name, msgspec.msgpack.encode(signed)),
        )

    def revoke(self, device: str, now_ms: int) -> None:
        """Bar a device, named in hexadecimal, that was lost or taken out of use."""
        self._cursor.execute(
            "UPDATE peer SET revoked_ms = ? WHERE hex(device) = ?", (now_ms, device.strip().upper())
        )
        if not self._cursor.rowcount:
            raise UserError("没有登记过这台电脑，请在接入名单中选择。", code="unknown_device")

    def devices(self) -> list[PeerDevice]:
        """Everybody ever enrolled, by office."""
        return [
            PeerDevice(
                each.device.hex(), each.org_name, each.org_code, each.role.value, each.valid_to, revoked
            )
            for each, revoked in self._known
        ]

    def trusted(self) -> dict[bytes, DeviceCertificate]:
        """Certificates by device, those barred included."""
        return {each.device: each for each, _ in self._known}

    def revoked(self) -> frozenset[bytes]:
        """The devices that are barred."""
        return frozenset(each.device for each, revoked in self._known if revoked is not None)

    def office(self, org: bytes) -> list[DeviceCertificate]:
        """The PCs of an office that may be written to."""
        return [each for each, revoked in self._known if each.org == org and revoked is None]

    def offices(self, role: Role) -> dict[bytes, DeviceCertificate]:
        """One certificate for each office of a role that has a PC not barred."""
        return {each.org: each for each, revoked in self._known if each.role is role and revoked is None}

    def names(self) -> dict[bytes, str]:
        """Office names by office id."""
        return {each.org: each.org_name for each, _ in self._known}

    def receiver(self, org: bytes, keys: DeviceKeys, log: LogReader) -> Receiver:
        """Who reads bundles here."""
        owners = {life.id: life.org for life in log.origins.values()}
        return Receiver(org, [keys.age_identity], self.trusted(), self.revoked(), owners=owners)
