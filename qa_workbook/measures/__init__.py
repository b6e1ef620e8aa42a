"""The Tracker -> figures: `calculate` measures it, `definitions` declares what is measured."""
