"""Philox4x32-10 (Salmon et al., SC 2011) and the names of streams, in plain Python integers.

Here lives the twin's only source of chance. Never here: state of any kind; a word is a function of seed and address.
"""

MASK = 0xFFFFFFFF
MULTIPLY_0, MULTIPLY_1 = 0xD2511F53, 0xCD9E8D57     # the constants of the paper
WEYL_0, WEYL_1 = 0x9E3779B9, 0xBB67AE85

Words = tuple[int, int, int, int]


def philox(counter: Words, key: tuple[int, int]) -> Words:
    """The four words of a block: ten rounds, the key bumped between them."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p0, p1 = MULTIPLY_0 * c0, MULTIPLY_1 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & MASK, (p0 >> 32) ^ c3 ^ k1, p0 & MASK
        k0, k1 = (k0 + WEYL_0) & MASK, (k1 + WEYL_1) & MASK
    return c0, c1, c2, c3


def stream(name: str) -> int:
    """FNV-1a, 32 bits, of the UTF-8 name."""
    h = 0x811C9DC5
    for byte in name.encode("utf-8"):
        h = ((h ^ byte) * 0x01000193) & MASK
    return h


class Chance:
    """All blocks of one community: the seed is the key, the community is the first word of the counter."""

    def __init__(self, seed: int, region: int, community: int) -> None:
        self.key = (seed & MASK, (seed >> 32) & MASK)
        self.c0 = region * 2**20 + community

    def block(self, stream_number: int, c1: int, c2: int) -> Words:
        return philox((self.c0, c1 & MASK, c2 & MASK, stream_number), self.key)
