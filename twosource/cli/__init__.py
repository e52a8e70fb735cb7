"""The command line: a door that calls the verbs and owns no logic.

Exit codes: 0 done, 1 failed, 2 wrong use, 3 done but something could not be measured.
"""

from twosource.cli.commands import main

__all__ = ["main"]
