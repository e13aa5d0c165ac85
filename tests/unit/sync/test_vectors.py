"""The vectors mean the same in every version: the good ones open, each hostile one names its fault."""

import json
import struct
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import msgspec
import pyrage
import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hardship_desktop.domain.changes import GENESIS
from hardship_desktop.sync.checks import Records
from hardship_desktop.sync.format import read_bundle
from tests.vectors.craft import CITY_READER, COUNTY, FOLDER, PHOTO, RECOVERY, outcome, sample_log
from tests.vectors.make import VECTORS, tables

EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "code"), EXPECTED["vectors"].items())
def test_stored_vector_has_its_stated_outcome(name: str, code: str) -> None:
    assert outcome(FOLDER / f"{name}.ubx") == code


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, (code, _) in VECTORS.items()])
def test_vector_written_today_has_the_same_outcome(name: str, code: str, tmp_path: Path) -> None:
    VECTORS[name][1](tmp_path / "today.ubx")
    assert outcome(tmp_path / "today.ubx") == code


def test_every_vector_is_stored_and_expected() -> None:
    assert {name: code for name, (code, _) in VECTORS.items()} == EXPECTED["vectors"]
    assert {path.stem for path in FOLDER.glob("*.ubx")} == set(EXPECTED["vectors"])


def test_the_stored_tables_are_those_of_today() -> None:
    """A new field: `python -m tests.vectors.make`. A published kind or group never changes."""
    assert json.loads((FOLDER / "tables.json").read_text(encoding="utf-8")) == tables()


def test_a_bundle_opens_with_the_recovery_key_following_the_specification_alone() -> None:
    data = (FOLDER / "good.ubx").read_bytes()
    magic, suite, size = struct.unpack(">4sBI", data[:9])
    assert (magic, suite) == (b"UBX1", 1)
    header = json.loads(data[9 : 9 + size])
    payload = data[9 + size : -72]
    assert len(payload) == header["payload_size"]
    digest = digest_of(data)
    Ed25519PublicKey.from_public_bytes(COUNTY.sign_key).verify(data[-64:], digest)
    sealed = pyrage.decrypt(payload, [pyrage.x25519.Identity.from_str(RECOVERY)])
    stream = BytesIO(zstandard.ZstdDecompressor().stream_reader(sealed, read_across_frames=True).read())
    kinds, bodies = [], []
    while head := stream.read(5):
        length, kind = struct.unpack(">IB", head)
        kinds.append(kind)
        bodies.append(msgspec.msgpack.decode(stream.read(length)))
    assert kinds == [1, 2, 3, 4]
    assert bodies[1][2] == PHOTO
    assert [record[0] for record in bodies[2][1]] == [1, 2, 3, 4]
    assert bodies[3]["records"] == 4


def digest_of(data: bytes) -> bytes:
    """SHA-256 as the specification defines it for the signature."""
    return sha256(b"UBX1-sig" + data[:-64]).digest()


def test_records_come_out_as_they_went_in() -> None:
    log = sample_log()
    with read_bundle(FOLDER / "good.ubx", CITY_READER, EXPECTED["now"]) as bundle:
        items = list(bundle.contents({}, lambda _origin, _seq: GENESIS))
    records = [record for item in items if isinstance(item, Records) for record in item.records]
    assert [msgspec.structs.astuple(record) for record in records] == [
        msgspec.structs.astuple(record) for record in log.records
    ]
