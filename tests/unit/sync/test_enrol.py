"""An office joins only its own city, and a stranger on the way is found out."""

from collections.abc import Callable

import msgspec
import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.sync.certificates import DeviceCertificate, Role, SignedCertificate
from hardship_desktop.sync.enrol import (
    REQUEST_LIFE_MS,
    approval_check,
    approve,
    check_matches,
    finish,
    read_request,
    request_check,
    write_request,
)
from hardship_desktop.sync.keys import DeviceKeys
from tests.vectors.craft import (
    CITY,
    CITY_ORG,
    COUNTY,
    COUNTY_ORG,
    FOLDER,
    NEIGHBOUR,
    NOW_MS,
    RECOVERY_KEY,
    STRANGER,
    YEAR_MS,
    certificate,
)
from tests.vectors.enrol import ORG, made

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
VALID_TO = NOW_MS + YEAR_MS


def request_of(keys: DeviceKeys = COUNTY, name: str = "样例县总工会", now_ms: int = NOW_MS) -> bytes:
    return write_request(keys, COUNTY_ORG, "220001", name, Role.COUNTY, now_ms)


def approval_of(request: bytes, city: DeviceKeys = CITY) -> bytes:
    own = SignedCertificate.issue(certificate(city, CITY_ORG, Role.CITY), city)
    return approve(request, city, own, RECOVERY_KEY, VALID_TO, NOW_MS)


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        action()
    assert caught.value.message.endswith("。")
    return caught.value.code


def test_an_office_joins_its_city() -> None:
    request = request_of()
    assert request.startswith(b"UBX1 ENROL REQUEST\n")
    assert read_request(request, NOW_MS).org_name == "样例县总工会"
    result = finish(approval_of(request), request, COUNTY, NOW_MS)
    assert (result.own.device, result.own.org, result.own.valid_to) == (COUNTY.device, COUNTY_ORG, VALID_TO)
    assert (result.city.device, result.city.role) == (CITY.device, Role.CITY)
    assert result.city_recovery_key == RECOVERY_KEY


def test_both_sides_see_the_same_numbers_of_24_digits() -> None:
    request = request_of()
    approval = approval_of(request)
    for number in (request_check(request), approval_check(request, approval)):
        assert [len(group) for group in number.split()] == [4] * 6
        check_matches(number, number)
        check_matches(number, number.replace(" ", "-").translate(FULL_WIDTH))
    assert request_check(request) != approval_check(request, approval)


def test_a_stranger_in_the_middle_shows_in_both_numbers() -> None:
    honest = request_of()
    swapped = request_of(STRANGER)
    heard = request_check(honest)
    assert code_of(lambda: check_matches(request_check(swapped), heard)) == "enrol_check_differs"
    from_city, from_stranger = approval_of(honest), approval_of(honest, STRANGER)
    finish(from_stranger, honest, COUNTY, NOW_MS)
    heard_later, seen = approval_check(honest, from_city), approval_check(honest, from_stranger)
    assert code_of(lambda: check_matches(seen, heard_later)) == "enrol_check_differs"


@pytest.mark.parametrize("place", range(24))
def test_every_digit_counts(place: int) -> None:
    number = request_check(request_of()).replace(" ", "")
    other = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert code_of(lambda: check_matches(number, other)) == "enrol_check_differs"


@pytest.mark.parametrize("typed", ["", "1234", "1" * 25, "核对码"])
def test_an_incomplete_number_is_not_compared(typed: str) -> None:
    assert code_of(lambda: check_matches(request_check(request_of()), typed)) == "enrol_check_format"


def test_no_flipped_byte_passes() -> None:
    request = request_of()
    approval = approval_of(request)

    def passes(read: Callable[[bytes], object], data: bytes) -> bool:
        try:
            read(data)
        except UserError:
            return False
        return True

    def finishes(data: bytes) -> object:
        return finish(data, request, COUNTY, NOW_MS)

    def reads(data: bytes) -> object:
        return read_request(data, NOW_MS)

    for read, data in ((reads, request), (finishes, approval)):
        assert passes(read, data)
        for place in range(len(data)):
            for mask in (1, 0x80):
                flipped = data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]
                assert not passes(read, flipped), (place, mask)
        assert not any(passes(read, data[:size]) for size in range(len(data)))
        assert not passes(read, data + b"\n")


def test_the_wrong_kind_of_file_is_named() -> None:
    request = request_of()
    approval = approval_of(request)
    assert code_of(lambda: read_request(approval, NOW_MS)) == "enrol_want_request"
    assert code_of(lambda: finish(request, request, COUNTY, NOW_MS)) == "enrol_want_approval"


@pytest.mark.parametrize("data", [b"", b"UBX1\x01", b"PK\x03\x04", "户主姓名".encode("gb18030")])
def test_any_other_file_is_no_enrolment(data: bytes) -> None:
    assert code_of(lambda: read_request(data, NOW_MS)) == "enrol_not_enrolment"


def test_old_requests_and_certificates_have_expired() -> None:
    request = request_of()
    late = NOW_MS + REQUEST_LIFE_MS
    read_request(request, late)
    assert code_of(lambda: read_request(request, late + 1)) == "enrol_expired"
    approval = approval_of(request)
    finish(approval, request, COUNTY, VALID_TO)
    assert code_of(lambda: finish(approval, request, COUNTY, VALID_TO + 1)) == "enrol_expired"


def test_an_approval_of_another_request_or_pc_is_refused() -> None:
    request, later = request_of(), request_of(now_ms=NOW_MS + 1)
    approval = approval_of(request)
    assert code_of(lambda: finish(approval, later, COUNTY, NOW_MS)) == "enrol_other_request"
    assert code_of(lambda: finish(approval, request, NEIGHBOUR, NOW_MS)) == "enrol_other_request"


def test_an_office_is_not_renamed_in_passing(monkeypatch: pytest.MonkeyPatch) -> None:
    request = request_of()
    issue = SignedCertificate.issue

    def renaming(given: DeviceCertificate, issuer: DeviceKeys) -> SignedCertificate:
        renamed = msgspec.structs.replace(given, org_name="改名县总工会")
        return issue(renamed if given.role is Role.COUNTY else given, issuer)

    monkeypatch.setattr(SignedCertificate, "issue", renaming)
    approval = approval_of(request)
    assert code_of(lambda: finish(approval, request, COUNTY, NOW_MS)) == "enrol_name_changed"


def test_a_county_cannot_pose_as_a_city() -> None:
    request = request_of()
    county = SignedCertificate.issue(certificate(STRANGER, CITY_ORG, Role.COUNTY), STRANGER)
    posed = approve(request, STRANGER, county, RECOVERY_KEY, VALID_TO, NOW_MS)
    assert code_of(lambda: finish(posed, request, COUNTY, NOW_MS)) == "enrol_damaged"


def test_nobody_becomes_a_city_by_asking() -> None:
    request = write_request(STRANGER, COUNTY_ORG, "220001", "样例县总工会", Role.CITY, NOW_MS)
    assert code_of(lambda: approval_of(request)) == "enrol_wrong_role"


@pytest.mark.parametrize(("name", "org", "letter"), [("first", ORG, ""), ("again", COUNTY_ORG, "B")])
def test_the_enrolment_vectors_open_in_every_version(name: str, org: bytes, letter: str) -> None:
    request, approval = ((FOLDER / f"enrol-{each}.enrol").read_bytes() for each in ("request", name))
    result = finish(approval, request, STRANGER, NOW_MS)
    assert (result.own.org, result.letter) == (org, letter)


def test_the_vectors_are_what_the_script_writes() -> None:
    for name, content in made().items():
        assert (FOLDER / f"{name}.enrol").read_bytes() == content


def test_a_certificate_of_another_office_is_accepted_only_by_the_one_that_it_goes_on_from() -> None:
    own = SignedCertificate.issue(certificate(CITY, CITY_ORG, Role.CITY), CITY)
    request = request_of()
    approval = approve(request, CITY, own, RECOVERY_KEY, VALID_TO, NOW_MS, org=ORG, letter="C")
    assert finish(approval, request, COUNTY, NOW_MS).own.org == ORG
    first, body, _, _ = approval.split(b"\n")
    forged = msgspec.json.decode(body)
    forged["continues"] = None
    signed = first + b"\n" + msgspec.json.encode(forged) + b"\n"
    other = signed + CITY.sign(b"UBX1-enrol" + signed).hex().encode() + b"\n"
    assert code_of(lambda: finish(other, request, COUNTY, NOW_MS)) == "enrol_name_changed"
