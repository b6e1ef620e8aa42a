"""Workbooks that the product makes from nothing: the blank tracker, the QA tab, and the tracker of an invented council."""

from __future__ import annotations
