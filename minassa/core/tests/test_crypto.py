import pytest

from minassa.core import crypto
from minassa.core.crypto import BadKey, CannotOpen, Keys, new_key


def test_a_sealed_secret_opens_again_and_does_not_show() -> None:
    keys = Keys([new_key()])
    sealed = keys.seal("سرّ")
    assert "سرّ" not in sealed
    assert keys.unseal(sealed) == "سرّ"


def test_keys_rotate() -> None:
    old, new = new_key(), new_key()
    sealed = Keys([old]).seal("token")
    both = Keys([new, old])
    assert both.unseal(sealed) == "token"
    assert Keys([new]).unseal(both.reseal(sealed)) == "token"


@pytest.mark.parametrize("sealed", ["", "nonsense", "غير مشفر"])
def test_a_damaged_secret_says_so(sealed: str) -> None:
    with pytest.raises(CannotOpen):
        Keys([new_key()]).unseal(sealed)


def test_a_lost_key_says_so_and_shows_nothing() -> None:
    sealed = Keys([new_key()]).seal("token")
    with pytest.raises(CannotOpen) as refusal:
        Keys([new_key()]).unseal(sealed)
    assert sealed not in str(refusal.value)


@pytest.mark.parametrize("keys", [[], ["short"], ["مفتاح"], [""]])
def test_a_bad_key_is_refused_at_start(keys: list[str]) -> None:
    with pytest.raises(BadKey):
        Keys(keys)


def test_the_configured_keys_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crypto, "_keys", None)
    with pytest.raises(BadKey):
        crypto.seal("token")
    crypto.configure([new_key()])
    assert crypto.unseal(crypto.reseal(crypto.seal("token"))) == "token"


def test_keys_do_not_show_in_a_trace() -> None:
    key = new_key()
    assert key not in repr(Keys([key]))
