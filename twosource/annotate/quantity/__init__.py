"""Quantities: `amounts` reads numbers and ranges, `units` what they are measured in, `names` tells which numbers are
names and not quantities, `counted` what is counted, and `hedges` how exact the figure is and which way it moved."""
