"""Keys survive the vault and never show themselves."""

from hardship_desktop.sync.keys import DeviceKeys, age_key_of, device_id, key_id, new_age_identity, verify


def test_keys_come_back_from_the_vault() -> None:
    keys = DeviceKeys.generate()
    again = DeviceKeys.from_bytes(keys.to_bytes())
    assert again == keys
    assert (again.sign_key, again.age_key, again.device) == (keys.sign_key, keys.age_key, keys.device)


def test_every_device_is_its_own_keys() -> None:
    one, two = DeviceKeys.generate(), DeviceKeys.generate()
    assert one.device != two.device
    assert device_id(one.sign_key, two.age_key) not in (one.device, two.device)
    assert key_id(one.age_key) != key_id(two.age_key)


def test_a_signature_is_of_one_key_and_one_message() -> None:
    keys = DeviceKeys.generate()
    signature = keys.sign(b"message")
    assert verify(keys.sign_key, signature, b"message")
    assert not verify(keys.sign_key, signature, b"messagE")
    assert not verify(DeviceKeys.generate().sign_key, signature, b"message")
    assert not verify(b"short", signature, b"message")


def test_secret_keys_have_the_standard_form_and_stay_out_of_print() -> None:
    keys = DeviceKeys.generate()
    assert keys.age_identity.startswith("AGE-SECRET-KEY-1")
    assert keys.age_identity not in repr(keys)
    assert keys.signing_seed.hex() not in repr(keys)
    assert age_key_of(new_age_identity()).startswith("age1")
