"""The array types that stages pass, and categories made cheaply."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["Array", "Truth", "categorical"]

Array: TypeAlias = npt.NDArray[Any]
"""A column of a frame, one value a row."""

Truth: TypeAlias = npt.NDArray[np.bool_]
"""One truth value a row."""


def categorical(codes: Array, values: tuple[str, ...]) -> pd.Categorical[str]:
    """A categorical column.

    Args:
        codes: Position in `values` a row; -1 for a blank.
        values: The values, in reporting order.
    """
    made: pd.Categorical[str] = pd.Categorical.from_codes(codes.astype(np.int8), dtype=_dtype(values), validate=False)
    return made


@cache
def _dtype(values: tuple[str, ...]) -> Any:  # noqa: ANN401 - the stubs take a list of text for one of numbers
    """One type a list of values: making one costs more than filling a column."""
    return pd.CategoricalDtype(list(values))
