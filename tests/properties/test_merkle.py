"""The tree against its own definition, the second opinions against the first."""

import hashlib

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from rongcuo.ledger.merkle import Frontier, consistency, inclusion, is_consistent, leaf_hash, node_hash
from rongcuo.ledger.rongcuo_verify import is_signed, root_by_path, sm3
from tests.budget import examples

ALGORITHMS = st.sampled_from(["sha256", "sm3"])
DATA = st.lists(st.binary(max_size=3), min_size=1, max_size=40)
BITS = st.integers(0, 10**6)


def naive(algorithm: str, leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, as it stands there."""
    if not leaves:
        return hashlib.new(algorithm, b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(algorithm, naive(algorithm, leaves[:half]), naive(algorithm, leaves[half:]))


def turned(data: bytes, bit: int) -> bytes:
    bit %= len(data) * 8
    return bytes(byte ^ (1 << bit % 8) if at == bit // 8 else byte for at, byte in enumerate(data))


@given(ALGORITHMS, DATA, st.integers(0, 40))
def test_a_tree_grown_in_two_steps_has_the_root_of_the_definition(algorithm, data, parted):
    leaves = [leaf_hash(algorithm, each) for each in data]

    grown = Frontier(algorithm).append(leaves[:parted]).append(leaves[parted:])

    assert naive(algorithm, leaves) == grown.root
    assert list(range(len(leaves))) == [index for start, end in grown.spans() for index in range(start, end)]


@given(ALGORITHMS, DATA, st.data())
def test_every_leaf_is_proved_by_the_checkpoint_that_adds_it_and_by_no_other_leaf(algorithm, data, drawn):
    leaves = [leaf_hash(algorithm, each) for each in data]
    index = drawn.draw(st.integers(0, len(leaves) - 1))
    known = drawn.draw(st.integers(0, index))
    root = naive(algorithm, leaves)

    path = inclusion(Frontier(algorithm).append(leaves[:known]), leaves[known:], index)

    assert root == root_by_path(algorithm, data[index], index, len(data), path)
    assert root != root_by_path(algorithm, data[index] + b"!", index, len(data), path)


@given(DATA, st.data())
def test_a_tree_is_consistent_with_each_of_its_beginnings_and_with_nothing_else(data, drawn):
    leaves = [leaf_hash("sha256", each) for each in data]
    old = drawn.draw(st.integers(1, len(leaves)))
    path = consistency("sha256", leaves, old)
    sizes, roots = (old, len(leaves)), (naive("sha256", leaves[:old]), naive("sha256", leaves))
    changed = [leaf_hash("sha256", b"another"), *leaves[1:]]

    assert is_consistent("sha256", sizes, roots, path)
    assert not is_consistent("sha256", sizes, (naive("sha256", changed[:old]), roots[1]), path)
    assert not is_consistent("sha256", sizes, (roots[0], naive("sha256", changed)), path)
    assert not is_consistent("sha256", sizes, roots, [*path, roots[0]])


@given(st.binary(max_size=300))
def test_sm3_says_what_openssl_says(message):
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this Python's OpenSSL has no SM3")

    assert hashlib.new("sm3", message).digest() == sm3(message)


@settings(max_examples=examples(30))
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100), BITS, st.sampled_from(["key", "message", "sign"]))
def test_a_signature_holds_exactly_where_cryptography_says_so(seed, message, bit, what):
    private = Ed25519PrivateKey.from_private_bytes(seed)
    parts = {"key": private.public_key().public_bytes_raw(), "message": message, "sign": private.sign(message)}
    assert is_signed(parts["key"], parts["message"], parts["sign"])

    parts[what] = turned(parts[what], bit) if parts[what] else b"!"

    assert theirs(parts["key"], parts["message"], parts["sign"]) is is_signed(
        parts["key"], parts["message"], parts["sign"]
    )


def theirs(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
