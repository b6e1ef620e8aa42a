"""Direction of travel: sentences made by rules from the figures, each with the reason why (domain section 5).

The way of a sentence: `series` (what can be compared) -> `facts` (what is true) -> `movement`, `pattern`, `target`,
`caution` (a tuple of small rules each: add a rule by adding a function to its tuple) -> `engine` (the sentence).
`titles` and `headlines` say the same facts as a chart's title and at the top of the Snapshot.
"""

from qa_workbook.measures.direction.engine import Direction, direction
from qa_workbook.measures.direction.headlines import headlines
from qa_workbook.measures.direction.titles import finding
from qa_workbook.measures.direction.words import Statement

__all__ = ["Direction", "Statement", "direction", "finding", "headlines"]
