"""Receipts: what a receiver says about bundles, and what that means to their sender.

Every bundle acknowledges: its manifest's `have` is the sender's whole version
vector with chain hashes. A bundle of kind `receipt` carries nothing but that
and the word on each bundle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hardship_desktop.sync.format import Bundle, Envelope, write_bundle
from hardship_desktop.sync.keys import DeviceKeys
from hardship_desktop.sync.vector import Finding, HashAt, Vector, judge
from hardship_desktop.sync.wire import MAX_WANTS, BundleReceipt, Header, Manifest, Mark


@dataclass(frozen=True)
class Acknowledgement:
    """A read receipt: how far the other side has each origin, its word on bundles, and findings.

    `findings` names own origins that the other side knows further or otherwise
    than this database: it was put back, or cloned, and needs a new origin.
    """

    marks: Mapping[bytes, Mark]
    receipts: Sequence[BundleReceipt]
    findings: Mapping[bytes, Finding]

    @property
    def vector(self) -> dict[bytes, int]:
        """What the other side has, to export from (`vector.ranges_to_send`)."""
        return {origin: mark.seq for origin, mark in self.marks.items()}


def receipt_manifest(
    program: str,
    schema_rev: int,
    have: Mapping[bytes, Mark],
    receipts: Sequence[BundleReceipt],
    wants: Sequence[bytes] = (),
) -> Manifest:
    """The manifest of a bundle that only acknowledges; it needs nothing and can always be read."""
    return Manifest(
        schema_rev=schema_rev,
        min_reader=1,
        program=program,
        have=dict(have),
        requires={},
        receipts=list(receipts),
        wants=list(wants[:MAX_WANTS]),
    )


def write_receipt(path: Path, envelope: Envelope, manifest: Manifest, keys: DeviceKeys) -> Header:
    """Write a receipt bundle."""
    return write_bundle(path, envelope, manifest, (), (), keys)


def acknowledgement(bundle: Bundle, own: Vector, hash_at: HashAt) -> Acknowledgement:
    """Read what a bundle acknowledges; `own` are the origins written in this database."""
    marks = bundle.manifest.have
    return Acknowledgement(marks, bundle.manifest.receipts, judge(own, marks, hash_at))
