"""The enrolment vectors: a request of an invented PC, and the two ways in which its city can approve it."""

import json

from hardship_desktop.sync.certificates import Role, SignedCertificate
from hardship_desktop.sync.enrol import approve, write_request
from hardship_desktop.sync.keys import DeviceKeys
from tests.vectors.craft import (
    CITY,
    CITY_ORG,
    COUNTY_ORG,
    FOLDER,
    NOW_MS,
    RECOVERY_KEY,
    STRANGER,
    YEAR_MS,
    certificate,
)

ORG = bytes([9]) * 16
"""The office id that the PC made for itself."""


def made() -> dict[str, bytes]:
    """The files by name."""
    request = write_request(STRANGER, ORG, "220001", "样例县总工会", Role.COUNTY, NOW_MS)
    city = SignedCertificate.issue(certificate(CITY, CITY_ORG, Role.CITY), CITY)
    asked = (request, CITY, city, RECOVERY_KEY, NOW_MS + YEAR_MS, NOW_MS)
    return {
        "enrol-request": request,
        "enrol-first": _of_version_1(approve(*asked), CITY),
        "enrol-again": approve(*asked, org=COUNTY_ORG, letter="B"),
    }


def _of_version_1(approval: bytes, city: DeviceKeys) -> bytes:
    """The same, without the fields that came later."""
    first, body, *_ = approval.split(b"\n")
    kept = {k: v for k, v in json.loads(body).items() if k not in ("continues", "letter")}
    signed = first + b"\n" + json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return signed + city.sign(b"UBX1-enrol" + signed).hex().encode() + b"\n"


def write() -> None:
    """Write what is not there yet."""
    for name, content in made().items():
        path = FOLDER / f"{name}.enrol"
        if not path.exists():
            path.write_bytes(content)
