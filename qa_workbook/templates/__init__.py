"""Workbooks that the product makes from nothing: the demo tracker of an invented council."""

from __future__ import annotations
