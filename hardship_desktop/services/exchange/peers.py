"""The devices of other offices that this file trusts, by the certificates of the city."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select, update

from hardship_desktop.domain.errors import UserError
from hardship_desktop.store.local import Peer
from hardship_desktop.store.outgoing import LogReader
from hardship_desktop.store.statements import put
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
    """Reads and writes the table of peers in the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        rows = connection.execute(select(Peer.certificate, Peer.revoked_ms).order_by(Peer.name, Peer.device))
        self._known = [(_certificate.decode(body).read(), revoked) for body, revoked in rows]

    def add(self, signed: SignedCertificate) -> None:
        """Trust a device from now on; one enrolled again is no longer barred."""
        certificate = signed.read()
        row = {
            "device": certificate.device,
            "org_id": certificate.org,
            "name": certificate.org_name,
            "certificate": msgspec.msgpack.encode(signed),
            "revoked_ms": None,
        }
        put(self._connection, Peer, row)

    def revoke(self, device: str, now_ms: int) -> None:
        """Bar a device, named in hexadecimal, that was lost or taken out of use."""
        meant = [each for each in self.trusted() if each.hex() == device.strip().lower()]
        barred = update(Peer).where(Peer.device.in_(meant)).values(revoked_ms=now_ms)
        if not self._connection.execute(barred).rowcount:
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
