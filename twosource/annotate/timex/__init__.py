"""Time expressions: what each names, and the days it can mean.

`vocabulary` holds the words and patterns, which are data in ``words/``; `calendar` the arithmetic; `tense` tells what
lies ahead by the words around. Each of `absolute`, `named`, `relative`, `lengths` and `clock` has the rules for one
kind of expression; `scan` puts their findings in order and joins those that belong together. `events` then places
lengths by the dates of events, and `doubts` says what contradicts a date.
"""
