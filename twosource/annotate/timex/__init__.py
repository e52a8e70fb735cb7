"""Time expressions: what each names, and the days it can mean.

`vocabulary` holds the words, `calendar` the arithmetic, and each of `absolute`, `relative`, `lengths` and `clock` the
rules for one kind of expression; `scan` puts their findings in order and joins those that belong together.
"""
