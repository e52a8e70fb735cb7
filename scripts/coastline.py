"""Write twosource/report/data/land.txt: python scripts/coastline.py land-110m.json > twosource/report/data/land.txt

`land-110m.json` is that of the npm package world-atlas 2.0.2: Natural Earth's land at 1:110 million, in the public
domain, as TopoJSON.
"""

import json
import sys
from pathlib import Path

ORIGIN = "# Land at 1:110 million: Natural Earth 4.1 (public domain), by way of the npm package world-atlas 2.0.2."
FORMAT = "# A ring a line: longitude and latitude by turns, in tenths of a degree. Made by scripts/coastline.py."


def rings(topology: dict) -> list[list[tuple[int, int]]]:
    """The rings of all polygons, in tenths of a degree, without points that repeat."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(10 * (x * scale[0] + shift[0])), round(10 * (y * scale[1] + shift[1]))))
        arcs.append(points)
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points = [point for i in ring for point in (arcs[i] if i >= 0 else arcs[~i][::-1])]
                found.append([point for i, point in enumerate(points) if i == 0 or point != points[i - 1]])
    return [ring for ring in found if len(ring) > 3]


def main() -> None:
    print(ORIGIN, FORMAT, sep="\n")
    for ring in rings(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))):
        print(" ".join(f"{x} {y}" for x, y in ring))


if __name__ == "__main__":
    main()
