"""Personal and other names: their parts, what may stand for what, where they occur, and what a role says of whom."""
