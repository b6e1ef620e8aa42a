"""Intervals for a share and for the change of a share: what the counts can bear and what chance could explain.

Plain floats; nothing here knows a measure. Shares are fractions from 0 to 1.
"""

from __future__ import annotations

from math import sqrt

__all__ = ["Z_95", "change_could_be_chance", "newcombe", "wilson"]

Z_95 = 1.959964
"""The standard normal deviate of a two-sided 95 % interval."""


def wilson(k: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of one share, without continuity correction.

    Args:
        k: What was counted, from 0 to `n`.
        n: The base, 1 or more.
        z: Standard normal deviate of the confidence wanted.

    Returns:
        Lower and upper limit, fractions from 0 to 1; never outside, even at `k = 0` or `k = n`.

    Raises:
        ValueError: The base is below 1, or the count does not lie between 0 and the base.

    Source:
        Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212; method 3 of
        Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872.
    """
    if n < 1:
        raise ValueError(f"A share with a base of {n} has no interval: the base must be 1 or more.")
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share: the count must lie between 0 and the base.")
    centre = (2 * k + z * z) / (2 * (n + z * z))
    half = z * sqrt(z * z + 4 * k * (1 - k / n)) / (2 * (n + z * z))
    return (0.0 if k == 0 else centre - half), (1.0 if k == n else centre + half)


def newcombe(k1: int, n1: int, k2: int, n2: int) -> tuple[float, float]:
    """The 95 % interval of the difference of two independent shares, `k1 / n1 - k2 / n2`.

    Args:
        k1: Count of the first share.
        n1: Base of the first share, 1 or more.
        k2: Count of the second share.
        n2: Base of the second share, 1 or more.

    Returns:
        Lower and upper limit, fractions from -1 to 1.

    Raises:
        ValueError: As `wilson`.

    Source:
        Newcombe, R. G. (1998), Interval estimation for the difference between independent proportions: comparison of
        eleven methods, Statistics in Medicine 17, 873-890, method 10 (Wilson limits combined, uncorrected).
    """
    low1, high1 = wilson(k1, n1)
    low2, high2 = wilson(k2, n2)
    share1, share2 = k1 / n1, k2 / n2
    difference = share1 - share2
    down = sqrt((share1 - low1) ** 2 + (high2 - share2) ** 2)
    up = sqrt((high1 - share1) ** 2 + (share2 - low2) ** 2)
    return difference - down, difference + up


def change_could_be_chance(k1: int, n1: int, k2: int, n2: int) -> bool:
    """Whether chance alone could explain the difference of two shares: their 95 % interval includes 0.

    Args:
        k1: Count of the first share.
        n1: Base of the first share, 1 or more.
        k2: Count of the second share.
        n2: Base of the second share, 1 or more.

    Returns:
        `True` when the interval of `newcombe` includes 0 (domain section 5).

    Raises:
        ValueError: As `wilson`.
    """
    low, high = newcombe(k1, n1, k2, n2)
    return low <= 0 <= high
