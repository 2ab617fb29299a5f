"""The tree, the digests and the signatures against the published vectors of their standards."""

import hashlib

import pytest

from rongcuo.ledger.merkle import Frontier, consistency, inclusion, is_consistent, leaf_hash, node_hash
from rongcuo.ledger.rongcuo_verify import is_signed, root_by_path, sm3

# The eight leaves with which the logs of Certificate Transparency are tested, and the root after each.
LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
HASHES = [leaf_hash("sha256", bytes.fromhex(leaf)) for leaf in LEAVES]
EMPTY = Frontier("sha256")


@pytest.mark.parametrize("size", range(1, 9))
def test_the_root_is_the_one_that_every_log_gives(size):
    assert ROOTS[size - 1] == EMPTY.append(HASHES[:size]).root.hex()


def test_the_empty_tree_has_the_digest_of_nothing():
    assert hashlib.sha256(b"").digest() == EMPTY.root


def tree_of_seven() -> dict[str, bytes]:
    """The nodes of the example in RFC 6962, 2.1.3, by their letters."""
    nodes = dict(zip("abcdefj", HASHES[:7], strict=True))
    for name, left, right in (("g", "a", "b"), ("h", "c", "d"), ("i", "e", "f"), ("k", "g", "h"), ("l", "i", "j")):
        nodes[name] = node_hash("sha256", nodes[left], nodes[right])
    return nodes


@pytest.mark.parametrize(("index", "path"), [(0, "bhl"), (3, "cgl"), (4, "fjk"), (6, "ik")])
@pytest.mark.parametrize("known", [0, 1, 2, 3, 4])
def test_the_audit_paths_are_those_of_the_rfc(index, path, known):
    """Also where the first leaves are known by their frontier alone."""
    before = min(known, index)
    nodes = tree_of_seven()

    assert tuple(nodes[name] for name in path) == inclusion(EMPTY.append(HASHES[:before]), HASHES[before:7], index)


@pytest.mark.parametrize(("size", "path"), [(3, "cdgl"), (4, "l"), (6, "ijk")])
def test_the_consistency_proofs_are_those_of_the_rfc(size, path):
    nodes = tree_of_seven()
    proof = consistency("sha256", HASHES[:7], size)

    assert tuple(nodes[name] for name in path) == proof
    assert is_consistent("sha256", (size, 7), (bytes.fromhex(ROOTS[size - 1]), bytes.fromhex(ROOTS[6])), proof)


def test_a_leaf_cannot_be_passed_off_as_a_node():
    pair = HASHES[0] + HASHES[1]

    assert leaf_hash("sha256", pair) != node_hash("sha256", *HASHES[:2])


@pytest.mark.parametrize("index", [2, 7, -1])
def test_a_path_is_given_for_leaves_that_are_added_and_no_others(index):
    with pytest.raises(IndexError):
        inclusion(EMPTY.append(HASHES[:3]), HASHES[3:7], index)


@pytest.mark.parametrize("size", [0, 8])
def test_no_tree_begins_with_nothing_or_with_more_than_itself(size):
    with pytest.raises(IndexError):
        consistency("sha256", HASHES[:7], size)


def test_a_frontier_has_as_many_peaks_as_its_size_asks_for():
    with pytest.raises(ValueError, match="2 peaks, not 1"):
        Frontier("sha256", 3, (HASHES[0],))


def test_a_path_that_is_too_long_proves_nothing():
    path = inclusion(EMPTY, HASHES[:7], 3)

    assert bytes.fromhex(ROOTS[6]) == root_by_path("sha256", bytes.fromhex(LEAVES[3]), 3, 7, path)
    assert root_by_path("sha256", bytes.fromhex(LEAVES[3]), 3, 7, [*path, path[0]]) is None
    assert root_by_path("sha256", bytes.fromhex(LEAVES[3]), 3, 7, path[:-1]) is None
    assert root_by_path("sha256", bytes.fromhex(LEAVES[3]), 7, 7, path) is None


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_gives_the_examples_of_gb_t_32905(message, digest):
    assert digest == sm3(message).hex()


RFC_8032 = {
    "1": (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        b"",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    "2": (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        b"\x72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    "3": (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        b"\xaf\x82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    "SHA(abc)": (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").digest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
}


@pytest.mark.parametrize("name", RFC_8032)
def test_a_signature_of_rfc_8032_holds_and_with_one_bit_turned_it_does_not(name):
    key, message, signature = RFC_8032[name]
    public, signed = bytes.fromhex(key), bytes.fromhex(signature)

    assert is_signed(public, message, signed)
    assert not is_signed(public, message + b"\0", signed)
    assert not is_signed(public, message, bytes([signed[0] ^ 1]) + signed[1:])
    assert not is_signed(public, message, signed[:-1] + bytes([signed[-1] ^ 1]))


def test_a_signature_is_unique():
    """S plus the order of the group would be another signature of the same message: RFC 8032 refuses it."""
    key, message, signature = RFC_8032["2"]
    signed = bytes.fromhex(signature)
    order = 2**252 + 27742317777372353535851937790883648493
    again = signed[:32] + (int.from_bytes(signed[32:], "little") + order).to_bytes(32, "little")

    assert is_signed(bytes.fromhex(key), message, signed)
    assert not is_signed(bytes.fromhex(key), message, again)


@pytest.mark.parametrize(("key", "signature"), [(b"", bytes(64)), (bytes(32), b""), (b"\xff" * 32, bytes(64))])
def test_what_is_no_key_or_no_signature_holds_nothing(key, signature):
    assert not is_signed(key, b"", signature)
