"""A chart of cost against size: lines on two logarithmic scales, as SVG by hand.

It needs no library, has the same bytes for the same figures, follows the reader's choice of light
or dark, tells lines apart without colour, and has a title and a description for who cannot see it.
"""

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 150, 20, 50
"""Room around the lines, pixels; at the right are their names."""

APART = 16
"""Pixels between two names."""

COLOURS = (
    *(("#0b57d0", "#8ab4f8"), ("#b3261e", "#f2857d"), ("#1e7a34", "#81c995")),
    *(("#8a4b00", "#fcad70"), ("#7b3fb5", "#c58af9"), ("#00687a", "#78d9ec")),
    ("#5c6300", "#c5c96b"),
)
"""On white, on black: each has a contrast of 4.5 or more there."""

DASHES = ("", "7 3", "2 3", "9 3 2 3", "12 4", "4 4", "14 3 2 3 2 3")

_CENTRED = 'text-anchor="middle"'

Points = Sequence[tuple[float, float]]
"""From left to right, both greater than 0."""


def chart(title: str, across: str, up: str, lines: Mapping[str, Points]) -> str:
    """An SVG of `lines`, by name, with the names of its axes `across` and `up`."""
    xs = [x for points in lines.values() for x, _ in points]
    ys = [y for points in lines.values() for _, y in points]
    plot = _Plot((min(xs), max(xs)), _whole(min(ys), max(ys)))
    names = _spread({name: plot.y(points[-1][1]) for name, points in lines.items()})
    drawn = "\n".join(
        _line(number, name, [(plot.x(x), plot.y(y)) for x, y in points], names[name])
        for number, (name, points) in enumerate(lines.items())
    )
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" \
aria-labelledby="title said">
<title id="title">{escape(title)}</title>
<desc id="said">{escape(_said(lines, across, up))}</desc>
<style>
{_style(len(lines))}
</style>
<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>
{plot.axes(sorted(set(xs)))}
<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 10}" {_CENTRED}>{escape(across)}</text>
<text transform="translate(16 {HEIGHT / 2:.0f}) rotate(-90)" {_CENTRED}>{escape(up)}</text>
{drawn}
</svg>
"""


class _Plot:
    """Where figures are, in pixels."""

    def __init__(self, across: tuple[float, float], up: tuple[float, float]) -> None:
        self._across, self._up = across, up

    def x(self, value: float) -> float:
        return LEFT + _part(value, *self._across) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - _part(value, *self._up) * (HEIGHT - TOP - BOTTOM)

    def axes(self, sizes: Sequence[float]) -> str:
        """Grid lines with what they stand for: at every size, and at 1, 2 and 5 of each power."""
        lines = [
            f'<path class="grid" d="M{LEFT} {self.y(y):.1f}H{WIDTH - RIGHT}"/>'
            f'<text x="{LEFT - 8}" y="{self.y(y) + 4:.1f}" text-anchor="end">{y:g}</text>'
            for y in _ticks(*self._up)
        ]
        lines += [
            f'<path class="grid" d="M{self.x(x):.1f} {TOP}V{HEIGHT - BOTTOM}"/>'
            f'<text x="{self.x(x):.1f}" y="{HEIGHT - BOTTOM + 18}" {_CENTRED}>{x:,.0f}</text>'
            for x in sizes
        ]
        return "\n".join(lines)


def _part(value: float, low: float, high: float) -> float:
    """From 0 to 1, where a value lies on a logarithmic scale."""
    return math.log(value / low) / math.log(high / low) if high > low else 0.5


def _whole(low: float, high: float) -> tuple[float, float]:
    """The nearest ticks below and above."""
    ticks = [
        step * 10.0**power
        for power in range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 2)
        for step in (1, 2, 5)
    ]
    return max(t for t in ticks if t <= low), min(t for t in ticks if t > high)


def _ticks(low: float, high: float) -> list[float]:
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    every = (step * 10.0**power for power in powers for step in (1, 2, 5))
    return [tick for tick in every if low * 0.999 <= tick <= high * 1.001]


def _spread(wanted: Mapping[str, float]) -> dict[str, float]:
    """Where the names of lines are written: as near as can be to their ends, none on another."""
    placed: dict[str, float] = {}
    lowest = -math.inf
    for name, y in sorted(wanted.items(), key=lambda item: item[1]):
        lowest = max(y, lowest + APART)
        placed[name] = lowest
    return placed


def _line(number: int, name: str, points: Points, at: float) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in points)
    return (
        f'<g class="line{number}"><path d="M{path}"/>{dots}'
        f'<text x="{points[-1][0] + 10:.1f}" y="{at + 4:.1f}">{escape(name)}</text></g>'
    )


def _style(count: int) -> str:
    light = [
        *("text { font: 13px sans-serif; fill: #333; }", ".ground { fill: #fff; }"),
        *(".grid { stroke: #ddd; }", "g path { fill: none; stroke-width: 2; }"),
    ]
    dark = ["text { fill: #ccc; }", ".ground { fill: #15181b; }", ".grid { stroke: #3a3f44; }"]
    for number in range(count):
        for sheet, colour in zip((light, dark), COLOURS[number % len(COLOURS)], strict=True):
            sheet.append(f".line{number} path {{ stroke: {colour}; }}")
            sheet.append(f".line{number} text, .line{number} circle {{ fill: {colour}; }}")
        if DASHES[number % len(DASHES)]:
            light.append(
                f".line{number} path {{ stroke-dasharray: {DASHES[number % len(DASHES)]}; }}"
            )
    night = "\n".join(f"  {rule}" for rule in dark)
    return "\n".join([*light, "@media (prefers-color-scheme: dark) {", night, "}"])


def _said(lines: Mapping[str, Points], across: str, up: str) -> str:
    """The figures, in words."""
    each = (
        f"{name}: " + ", ".join(f"{y:.3g} at {x:,.0f}" for x, y in points)
        for name, points in lines.items()
    )
    return f"{up} against {across}. {'; '.join(each)}."
