"""An office joins its city: request, approval and the two check numbers (FORMAT.md, section 9).

A file has three lines: what it is, a JSON body, a signature. The request's
check number covers the request; the approval's covers the request and the
approval. Each side reads its number from its own screen, the other compares.
"""

import unicodedata
from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec import Meta

from hardship_desktop.sync.certificates import (
    AgeKey,
    DeviceCertificate,
    OfficeDevice,
    Role,
    SignedCertificate,
)
from hardship_desktop.sync.decode import decoded
from hardship_desktop.sync.keys import DeviceKeys, verify
from hardship_desktop.sync.refusals import refusal
from hardship_desktop.sync.wire import Hash, Id, Int64

REQUEST_LINE = b"UBX1 ENROL REQUEST"
APPROVAL_LINE = b"UBX1 ENROL APPROVAL"
REQUEST_LIFE_MS = 90 * 86_400_000
CHECK_DIGITS = 24
MAX_FILE = 64 << 10
_SIGNED = b"UBX1-enrol"


class EnrolRequest(OfficeDevice, frozen=True):
    """What a county asks its city to certify. `created` is UTC milliseconds."""

    created: Int64


class Approval(msgspec.Struct, frozen=True):
    """The city's answer: certificates of both sides and the key on the city's recovery sheet.

    An office that was enrolled before goes on under its former id, which then stands in the certificate:
    `continues` is the id that the request had, `letter` the PC's own in printed numbers.
    """

    request_hash: Hash
    certificate: SignedCertificate
    city: SignedCertificate
    city_recovery_key: AgeKey
    revoked: Annotated[list[Id], Meta(max_length=1000)] = []
    continues: Id | None = None
    letter: Annotated[str, Meta(pattern="^[A-Z]?$")] = ""


_request = msgspec.json.Decoder(EnrolRequest)
_approval = msgspec.json.Decoder(Approval)


class Enrolment(msgspec.Struct, frozen=True):
    """What a county keeps after it has finished: its own and the city's certificate, checked."""

    own: DeviceCertificate
    city: DeviceCertificate
    city_recovery_key: str
    revoked: list[bytes]
    letter: str = ""


def write_request(
    keys: DeviceKeys, org: bytes, org_code: str, org_name: str, role: Role, now_ms: int
) -> bytes:
    """The bytes of a request file, signed by its own key; keep them until the approval has come."""
    body = EnrolRequest(keys.device, org, org_code, org_name, role, keys.sign_key, keys.age_key, now_ms)
    return _pack(REQUEST_LINE, body, keys)


def read_request(data: bytes, now_ms: int) -> EnrolRequest:
    """A request that is whole and not older than ninety days."""
    body, signed, signature = _unpack(data, REQUEST_LINE, "enrol_want_request")
    request = decoded(_request.decode, body, "enrol_damaged")
    if not verify(request.sign_key, signature, signed):
        raise refusal("enrol_damaged")
    if now_ms > request.created + REQUEST_LIFE_MS:
        raise refusal("enrol_expired")
    return request


def request_check(data: bytes) -> str:
    """The number the county reads out and the city compares before approving."""
    return _digits(b"UBX1-check-request", data)


def approve(
    data: bytes,
    city_keys: DeviceKeys,
    city: SignedCertificate,
    city_recovery_key: str,
    valid_to: int,
    now_ms: int,
    revoked: tuple[bytes, ...] = (),
    *,
    org: bytes | None = None,
    letter: str = "",
) -> bytes:
    """The bytes of an approval file for a request file; `valid_to` in UTC milliseconds.

    `org` is the id under which the office was enrolled before, `letter` this PC's among its PCs.

    Only a county is approved this way: nobody becomes a city by asking.
    `city` is the city's certificate for its own device, issued with `city_keys`.
    """
    request = read_request(data, now_ms)
    if request.role is not Role.COUNTY:
        raise refusal("enrol_wrong_role")
    asked = {name: getattr(request, name) for name in OfficeDevice.__struct_fields__}
    asked["org"] = org or request.org
    continues = None if asked["org"] == request.org else request.org
    issued = SignedCertificate.issue(DeviceCertificate(**asked, valid_to=valid_to), city_keys)
    body = Approval(sha256(data).digest(), issued, city, city_recovery_key, list(revoked), continues, letter)
    return _pack(APPROVAL_LINE, body, city_keys)


def read_approval(data: bytes) -> Approval:
    """What an approval says; only `finish` proves it."""
    return decoded(_approval.decode, _unpack(data, APPROVAL_LINE, "enrol_want_approval")[0], "enrol_damaged")


def approval_check(request: bytes, approval: bytes) -> str:
    """The number the city reads out and the county compares before finishing."""
    return _digits(b"UBX1-check-approval", sha256(request).digest() + approval)


def finish(approval: bytes, request: bytes, keys: DeviceKeys, now_ms: int) -> Enrolment:
    """Accept an approval of one's own latest request; says what is wrong otherwise.

    Whether the approval is really from the city only `approval_check`,
    compared by telephone, can show.
    """
    _, signed, signature = _unpack(approval, APPROVAL_LINE, "enrol_want_approval")
    answer = read_approval(approval)
    asked = decoded(_request.decode, _unpack(request, REQUEST_LINE, "enrol_want_request")[0], "enrol_damaged")
    city = answer.city.open(answer.city.read().sign_key)
    if city.role is not Role.CITY or not verify(city.sign_key, signature, signed):
        raise refusal("enrol_damaged")
    if answer.request_hash != sha256(request).digest():
        raise refusal("enrol_other_request")
    own = answer.certificate.open(city.sign_key)
    if (own.device, own.sign_key, own.age_key) != (keys.device, keys.sign_key, keys.age_key):
        raise refusal("enrol_other_request")
    former = own.org if answer.continues == asked.org else asked.org
    named = (own.org, own.org_code, own.org_name, own.role)
    if named != (former, asked.org_code, asked.org_name, asked.role):
        raise refusal("enrol_name_changed")
    if now_ms > min(own.valid_to, city.valid_to):
        raise refusal("enrol_expired")
    return Enrolment(own, city, answer.city_recovery_key, answer.revoked, answer.letter)


def check_matches(shown: str, typed: str) -> None:
    """Compare a check number with what was heard; spaces, dashes and full-width digits do not matter."""
    digits = "".join(str(unicodedata.decimal(sign)) for sign in typed if sign.isdecimal())
    if len(digits) != CHECK_DIGITS:
        raise refusal("enrol_check_format")
    if digits != shown.replace(" ", ""):
        raise refusal("enrol_check_differs")


def _digits(purpose: bytes, data: bytes) -> str:
    number = int.from_bytes(sha256(purpose + data).digest(), "big") % 10**CHECK_DIGITS
    text = f"{number:0{CHECK_DIGITS}d}"
    return " ".join(text[start : start + 4] for start in range(0, CHECK_DIGITS, 4))


def _pack(first_line: bytes, body: EnrolRequest | Approval, keys: DeviceKeys) -> bytes:
    signed = first_line + b"\n" + msgspec.json.encode(body) + b"\n"
    return signed + keys.sign(_SIGNED + signed).hex().encode() + b"\n"


def _unpack(data: bytes, first_line: bytes, other_kind: str) -> tuple[bytes, bytes, bytes]:
    """Body, signed bytes and signature of a file of the wanted kind."""
    lines = data.split(b"\n")
    if lines[0] in (REQUEST_LINE, APPROVAL_LINE) and lines[0] != first_line:
        raise refusal(other_kind)
    if lines[0] != first_line:
        raise refusal("enrol_not_enrolment")
    if len(data) > MAX_FILE or len(lines) != 4 or lines[3]:
        raise refusal("enrol_damaged")
    signature = _from_hex(lines[2])
    return lines[1], _SIGNED + lines[0] + b"\n" + lines[1] + b"\n", signature


def _from_hex(line: bytes) -> bytes:
    if len(line) != 128 or not set(line) <= set(b"0123456789abcdef"):
        raise refusal("enrol_damaged")
    return bytes.fromhex(line.decode("ascii"))
