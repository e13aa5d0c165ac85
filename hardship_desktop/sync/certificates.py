"""Which device speaks for which office: a statement signed by the city."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from hardship_desktop.sync.decode import decoded
from hardship_desktop.sync.keys import DeviceKeys, device_id, verify
from hardship_desktop.sync.refusals import refusal
from hardship_desktop.sync.wire import Hash, Id, Int64

_SIGNED = b"UBX1-cert"

ShortText = Annotated[str, Meta(min_length=1, max_length=100)]
AgeKey = Annotated[str, Meta(pattern="^age1[0-9a-z]{58}$")]


class Role(StrEnum):
    """What an office is in the exchange."""

    COUNTY = "county"
    CITY = "city"


class OfficeDevice(msgspec.Struct, frozen=True):
    """A device, its office and its public keys; an id that is not that of its keys is refused."""

    device: Id
    org: Id
    org_code: ShortText
    org_name: ShortText
    role: Role
    sign_key: Hash
    age_key: AgeKey

    def __post_init__(self) -> None:
        if self.device != device_id(self.sign_key, self.age_key):
            raise ValueError("device id is not that of its keys")


class DeviceCertificate(OfficeDevice, frozen=True):
    """What a city states of a device; `valid_to` is UTC milliseconds."""

    valid_to: Int64


_certificate = msgspec.msgpack.Decoder(DeviceCertificate)


class SignedCertificate(msgspec.Struct, frozen=True):
    """A certificate as signed bytes; `body` is its msgpack map, kept as it was signed."""

    body: bytes
    signature: Annotated[bytes, Meta(min_length=64, max_length=64)]

    @classmethod
    def issue(cls, certificate: DeviceCertificate, issuer: DeviceKeys) -> "SignedCertificate":
        """Sign a certificate with the keys of the city (or one's own, for the city itself)."""
        body = msgspec.msgpack.encode(certificate)
        return cls(body, issuer.sign(_SIGNED + body))

    def read(self) -> DeviceCertificate:
        """The statement, before it is trusted."""
        return decoded(_certificate.decode, self.body, "enrol_damaged")

    def open(self, issuer_sign_key: bytes) -> DeviceCertificate:
        """The statement, if the issuer signed it."""
        if not verify(issuer_sign_key, self.signature, _SIGNED + self.body):
            raise refusal("enrol_damaged")
        return self.read()
