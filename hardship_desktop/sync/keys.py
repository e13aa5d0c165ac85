"""Keys of a device: Ed25519 to sign, age (X25519) to be written to."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import x25519


class _Stored(msgspec.Struct, array_like=True):
    version: int
    signing_seed: bytes
    age_identity: str


@dataclass(frozen=True)
class DeviceKeys:
    """The private keys of one PC; they leave the vault only into memory.

    `age_identity` is the standard text form (AGE-SECRET-KEY-1…), so that the
    `age` program accepts it as it is.
    """

    signing_seed: bytes
    age_identity: str

    @classmethod
    def generate(cls) -> "DeviceKeys":
        """Fresh random keys."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw(), new_age_identity())

    def to_bytes(self) -> bytes:
        """Plain bytes for the vault, which seals them."""
        return msgspec.msgpack.encode(_Stored(1, self.signing_seed, self.age_identity))

    @classmethod
    def from_bytes(cls, data: bytes) -> "DeviceKeys":
        """The keys again; raises msgspec.DecodeError when the bytes are none."""
        stored = msgspec.msgpack.decode(data, type=_Stored)
        return cls(stored.signing_seed, stored.age_identity)

    @cached_property
    def sign_key(self) -> bytes:
        """The public signing key, 32 bytes."""
        return self._private.public_key().public_bytes_raw()

    @cached_property
    def age_key(self) -> str:
        """The public age key (age1…)."""
        return age_key_of(self.age_identity)

    @cached_property
    def device(self) -> bytes:
        """The id of the device, made from its public keys."""
        return device_id(self.sign_key, self.age_key)

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.signing_seed)

    def sign(self, message: bytes) -> bytes:
        """A 64-byte Ed25519 signature."""
        return self._private.sign(message)

    def __repr__(self) -> str:
        return f"DeviceKeys({self.device.hex()})"


def new_age_identity() -> str:
    """A fresh age secret key in text form, for a device or for the city's paper recovery key."""
    return str(x25519.Identity.generate())


def age_key_of(identity: str) -> str:
    """The public age key that belongs to a secret one."""
    return str(x25519.Identity.from_str(identity).to_public())


def device_id(sign_key: bytes, age_key: str) -> bytes:
    """Sixteen bytes that no other pair of keys can claim."""
    return sha256(b"UBX1-device" + sign_key + age_key.encode()).digest()[:16]


def key_id(age_key: str) -> str:
    """Sixteen hex digits that name an age key in a plain header."""
    return sha256(b"UBX1-key" + age_key.encode()).hexdigest()[:16]


def verify(sign_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature is of this message under this key."""
    try:
        Ed25519PublicKey.from_public_bytes(sign_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
