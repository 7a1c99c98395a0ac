"""How many people live in which community. Never here: who they are, or the order of work."""

import numpy as np


def region_sizes(population: np.ndarray, people: int) -> list[int]:
    """Exact shares by largest remainder; ties go to the lower region."""
    total = int(population.sum())
    exact = [int(x) * people for x in population]
    sizes = [x // total for x in exact]
    order = sorted(range(len(sizes)), key=lambda i: (-(exact[i] % total), i))
    for i in order[: people - sum(sizes)]:
        sizes[i] += 1
    return sizes


def communities(n: int, size: int) -> int:
    """How many communities n people of a region make, none above ``size``."""
    return -(-n // size)


def share(n: int, count: int, k: int) -> int:
    """How many of n people live in the k-th of so many communities: nearly equal shares."""
    return (k + 1) * n // count - k * n // count


def sizes(population: np.ndarray, people: int, size: int) -> frozenset[int]:
    """Every number of people that some community has: one or two in each region."""
    regions = ((n, communities(n, size)) for n in region_sizes(population, people) if n)
    return frozenset(people for n, count in regions for people in (n // count, -(-n // count)))
