"""Bit-planes: one finding of 64 cases in one machine word, so that one instruction answers 64 cases.

A batch of masks has a row a case; planes have a row a bit. Bit ``i`` of word
``w`` of a plane is case ``64 w + i``. An Arrow column of nullable booleans is
two planes already, value and validity.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rongcuo.replay.result import Masks

Plane = NDArray[np.uint64]
"""Words of 64 cases each, or several rows of them."""

WORD = 64
"""Cases in a word."""

BYTE = 8
"""Bits in a byte, and bytes in a mask."""


PIECE = 4096 * WORD
"""Cases of one piece; fewer pay for calls, more leave the cache (measured)."""


@dataclass(frozen=True, slots=True)
class Planes:
    """The facts of ``cases`` cases, per finding what its answer can still be.

    ``yes[b]`` and ``no[b]`` are the planes of the finding at bit ``b``: whether
    it can be established, and whether it can be not established. Where both
    can be, it is open.
    """

    yes: Plane
    no: Plane
    cases: int

    def part(self, start: int, stop: int) -> "Planes":
        """The words ``start`` to ``stop``, as views."""
        cases = min(self.cases, stop * WORD) - start * WORD
        return Planes(self.yes[:, start:stop], self.no[:, start:stop], cases)


def planes(established: Masks, refuted: Masks, bits: Iterable[int], columns: int) -> Planes:
    """The planes of ``bits``, of masks with ``columns`` bits; other planes are left as they come."""
    shape = (columns, words(len(established)))
    facts = Planes(np.empty(shape, np.uint64), np.empty(shape, np.uint64), len(established))
    bits = tuple(bits)
    for start in range(0, len(established), PIECE):
        one, other = established[start : start + PIECE], refuted[start : start + PIECE]
        place = slice(start // WORD, words(start + len(one)))
        _to_planes(one | ~other, bits, facts.yes[:, place])
        _to_planes(other | ~one, bits, facts.no[:, place])
    return facts


def words(cases: int) -> int:
    """How many words hold ``cases`` cases."""
    return -(-cases // WORD)


def rows(planes: Plane, cases: int) -> Masks:
    """One mask a case from up to 64 planes; bit ``b`` from row ``b``."""
    if len(planes) <= BYTE:
        return _column(planes, cases).astype(np.uint64)
    masks = np.zeros((cases, BYTE), np.uint8)
    for byte in range(-(-len(planes) // BYTE)):
        masks[:, byte] = _column(planes[byte * BYTE : (byte + 1) * BYTE], cases)
    return masks.view(np.uint64).reshape(cases)


def _column(planes: Plane, cases: int) -> NDArray[np.uint8]:
    """One byte a case from up to eight planes."""
    column = np.zeros(cases, np.uint8)
    for bit, plane in enumerate(planes):
        if plane.any():
            column |= np.unpackbits(_bytes(plane), count=cases, bitorder="little") << np.uint8(bit)
    return column


def _to_planes(masks: Masks, bits: tuple[int, ...], out: Plane) -> None:
    """Byte by byte, because bytes are packed many at a time."""
    cases = len(masks)
    columns = masks.view(np.uint8).reshape(cases, BYTE)
    for byte in sorted({bit // BYTE for bit in bits}):
        column = np.ascontiguousarray(columns[:, byte])
        for bit in bits:
            if bit // BYTE == byte:
                packed = np.packbits(column & np.uint8(1 << bit % BYTE), bitorder="little")
                plane = _bytes(out[bit])
                plane[: len(packed)] = packed
                plane[len(packed) :] = 0


def _bytes(plane: Plane) -> NDArray[np.uint8]:
    return plane.view(np.uint8)
