"""Workbooks made from nothing: the blank tracker, the add-in with the QA tab, and an invented council's tracker."""

from __future__ import annotations
