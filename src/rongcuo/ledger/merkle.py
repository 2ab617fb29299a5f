"""The hash tree of RFC 6962 (and RFC 9162, 2.1) over an append-only list, by any digest.

A leaf's hash begins with the byte 0, a node's with 1, so that neither can be
passed off as the other. A tree of a given size is known by its *frontier*:
the roots of its perfect subtrees, at most one for each bit of the size, from
left to right. A frontier can be appended to and gives the root, so nobody
needs the older leaves to go on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rongcuo.ledger.rongcuo_verify import hashed


def leaf_hash(algorithm: str, data: bytes) -> bytes:
    """The hash of a leaf that holds ``data``."""
    return hashed(algorithm, b"\0" + data)


def node_hash(algorithm: str, left: bytes, right: bytes) -> bytes:
    """The hash of a node above two others."""
    return hashed(algorithm, b"\1" + left + right)


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree of ``size`` leaves as the roots of its perfect subtrees, the largest and leftmost first."""

    algorithm: str
    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.peaks) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves has {self.size.bit_count()} peaks, not {len(self.peaks)}")

    def append(self, leaves: Sequence[bytes]) -> "Frontier":
        """The tree with more leaves, given by their hashes."""
        peaks, size = list(self.peaks), self.size
        for leaf in leaves:
            peaks.append(leaf)
            for _ in range((~size & (size + 1)).bit_length() - 1):
                right = peaks.pop()
                peaks.append(node_hash(self.algorithm, peaks.pop(), right))
            size += 1
        return Frontier(self.algorithm, size, tuple(peaks))

    @property
    def root(self) -> bytes:
        """The root; that of the empty tree is the digest of nothing."""
        if not self.peaks:
            return hashed(self.algorithm, b"")
        *rest, root = self.peaks
        for peak in reversed(rest):
            root = node_hash(self.algorithm, peak, root)
        return root

    def spans(self) -> Mapping[tuple[int, int], bytes]:
        """Each peak by the leaves that it stands for: the first, and the one after the last."""
        found: dict[tuple[int, int], bytes] = {}
        start = 0
        for peak in self.peaks:
            end = start + (1 << (self.size - start).bit_length() - 1)
            found[start, end] = peak
            start = end
        return found


def inclusion(before: Frontier, added: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The audit path of leaf ``index`` in the tree that is ``before`` with the leaf hashes ``added``.

    ``index`` is one of those added: its neighbours on the left are peaks of
    ``before``, so no older leaf is needed. Raises ``IndexError`` otherwise.
    """
    size = before.size + len(added)
    if not before.size <= index < size:
        raise IndexError(f"leaf {index} is not among {before.size} to {size - 1}")
    tree = _Tree(before, added)
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(tree.hash(middle, end))
            end = middle
        else:
            path.append(tree.hash(start, middle))
            start = middle
    return tuple(reversed(path))


def consistency(algorithm: str, leaves: Sequence[bytes], size: int) -> tuple[bytes, ...]:
    """What proves that the tree of the first ``size`` leaf hashes begins the tree of all (RFC 9162, 2.1.4.1)."""
    if not 0 < size <= len(leaves):
        raise IndexError(f"a tree of {size} does not begin one of {len(leaves)}")
    tree = _Tree(Frontier(algorithm), leaves)
    path: list[bytes] = []
    start, end, whole = 0, len(leaves), True
    while size < end:
        middle = start + _split(end - start)
        if size <= middle:
            path.append(tree.hash(middle, end))
            end = middle
        else:
            path.append(tree.hash(start, middle))
            start, whole = middle, False
    return tuple(reversed(path if whole else [*path, tree.hash(start, end)]))


def is_consistent(algorithm: str, sizes: tuple[int, int], roots: tuple[bytes, bytes], path: Sequence[bytes]) -> bool:
    """Whether ``path`` proves that the older tree begins the newer one (RFC 9162, 2.1.4.2)."""
    old, new = sizes
    if old == new:
        return not path and roots[0] == roots[1]
    if not 0 < old < new:
        return False
    nodes = [roots[0], *path] if old.bit_count() == 1 else list(path)
    if not nodes:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node_hash(algorithm, node, first), node_hash(algorithm, node, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(algorithm, second, node)
        at, last = at >> 1, last >> 1
    return last == 0 and (first, second) == roots


@dataclass(frozen=True, slots=True)
class _Tree:
    before: Frontier
    added: Sequence[bytes]

    def hash(self, start: int, end: int) -> bytes:
        """The root of the leaves from ``start`` up to, not including, ``end``."""
        if start >= self.before.size:
            first = start - self.before.size
            return Frontier(self.before.algorithm).append(self.added[first : end - self.before.size]).root
        known = self.before.spans().get((start, end))
        if known is not None:
            return known
        middle = start + _split(end - start)
        return node_hash(self.before.algorithm, self.hash(start, middle), self.hash(middle, end))


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1
