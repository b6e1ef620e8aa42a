"""The tests of the measures write their trackers as those of the intake do."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "intake"))
