"""The palette: told from paper, from each other, and by the colour-blind."""

import itertools

import pytest

from ostrakon.results.charts import theme

# Machado, Oliveira & Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1, linear RGB.
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
PALETTES = {"light": (theme.SERIES, theme.PAPER), "dark": (tuple(theme.DARK[c] for c in theme.SERIES), theme.DARK[theme.PAPER])}


def linear(colour: str) -> tuple[float, ...]:
    values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)


def contrast(one: str, other: str) -> float:
    """WCAG 2.1."""
    light, dark = sorted((sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    """CIELAB of linear RGB, D65."""
    matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (sum(m * v for m, v in zip(row, rgb, strict=True)) / white for row, white in zip(matrix, (0.9505, 1.0, 1.089), strict=True))
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    rgb = linear(colour)
    return lab(tuple(min(max(sum(m * v for m, v in zip(row, rgb, strict=True)), 0.0), 1.0) for row in matrix))


def apart(colours: tuple[str, ...], blindness: str) -> float:
    """The distance in CIELAB of the two that are nearest."""
    found = [seen(c, BLINDNESS[blindness]) for c in colours]
    return min(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 for one, other in itertools.combinations(found, 2))


@pytest.mark.parametrize("page", PALETTES)
def test_series_stand_out_from_paper_and_letters_more(page: str) -> None:
    colours, paper = PALETTES[page]
    assert min(contrast(c, paper) for c in colours) >= 3.0
    named = {theme.INK: 7.0, theme.SOFT: 4.5}
    for colour, least in named.items():
        assert contrast(colour if page == "light" else theme.DARK[colour], paper) >= least


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("page", PALETTES)
def test_series_are_told_apart_whoever_looks(page: str, blindness: str) -> None:
    """Two just noticeable differences are about 2.3 each; ten and more is told at a glance."""
    assert apart(PALETTES[page][0], blindness) >= 10


def test_the_check_of_colours_can_fail() -> None:
    assert apart(("#cc0000", "#6d5a00", "#4a6b2a", "#0072b2"), "protanopia") < 10
    assert contrast("#e69f00", theme.PAPER) < 3.0


@pytest.mark.parametrize("page", PALETTES)
def test_letters_on_the_deepest_cell_are_legible(page: str) -> None:
    first, paper = PALETTES[page][0][0], PALETTES[page][1]
    ink = theme.INK if page == "light" else theme.DARK[theme.INK]
    mixed = [round(theme.DEEPEST * int(first[i : i + 2], 16) + (1 - theme.DEEPEST) * int(paper[i : i + 2], 16)) for i in (1, 3, 5)]
    assert contrast("#{:02x}{:02x}{:02x}".format(*mixed), ink) >= 4.5


def test_series_without_colour_differ_in_shape_and_dashes() -> None:
    assert len(set(theme.SHAPES)) == len(theme.SERIES) == len({tuple(d) for d in theme.DASHES})


def test_every_colour_has_a_name_in_light_and_dark() -> None:
    sheet = theme.css()
    for colour, name in theme.VARIABLES.items():
        assert f"{name}: {colour};" in sheet and f"{name}: {theme.DARK[colour]};" in sheet
