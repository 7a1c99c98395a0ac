"""How every chart looks: colours, letters, lines. One theme for all.

Here live the palette and the Vega-Lite configuration. Never here: data, or a mark.

The colours of series are four of Okabe and Ito ("Color Universal Design", 2008), the last one darkened, so that each has a
contrast of 3 to 1 or more against white (WCAG 2.1, 1.4.11); for dark pages there are four lighter ones. tests/results/charts hold
contrasts, and distances as people with each sort of colour blindness see them. In grey, and for whoever sees no colour, series
differ in dashes and shapes too.
"""

from typing import Any

INK, SOFT, RULE, PAPER = "#222222", "#5c6068", "#dcdcd8", "#ffffff"
SERIES = ("#0072b2", "#d55e00", "#009e73", "#b0568f")
QUIET = "#b4b4ae"                   # what stands behind: what is right, what did not change
DASHES: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 3], [9, 3, 2, 3])
SHAPES = ("circle", "square", "diamond", "triangle-up")
DEEPEST = 0.45                      # opacity of a cell of a matrix: letters on it stay legible, on paper and in the dark

DARK = {INK: "#eceae4", SOFT: "#a5a9b1", RULE: "#3a3f49", PAPER: "#1d2026", QUIET: "#5a5e66",
        SERIES[0]: "#56b4e9", SERIES[1]: "#f0a04b", SERIES[2]: "#3fc79c", SERIES[3]: "#e3a0c8"}
# What a colour is called in a page's style sheet, which decides; the colour itself stands where no sheet says otherwise.
VARIABLES = {INK: "--ink", SOFT: "--soft", RULE: "--rule", PAPER: "--card", QUIET: "--quiet",
             **{colour: f"--s{i}" for i, colour in enumerate(SERIES, 1)}}

FONT = "Liberation Sans, Helvetica, Arial, sans-serif"
LETTERS = 13                        # pixels of a chart that is 600 wide
WIDTH = 600


def css() -> str:
    """The variables for a page's style sheet: light, and dark where the reader prefers it."""
    light = " ".join(f"{name}: {colour};" for colour, name in VARIABLES.items())
    dark = " ".join(f"{name}: {DARK[colour]};" for colour, name in VARIABLES.items())
    return f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


def config() -> dict[str, Any]:
    """Of a Vega-Lite specification: no frame, thin grid, letters of one family."""
    letters = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": LETTERS - 1, "titleFontSize": LETTERS, "labelColor": INK,
               "titleColor": SOFT, "titleFontWeight": "normal"}
    return {
        "font": FONT,
        "background": PAPER,
        "padding": 6,
        "view": {"stroke": None},
        "title": {"font": FONT, "fontSize": LETTERS + 2, "fontWeight": "bold", "color": INK, "anchor": "start", "offset": 12,
                  "frame": "bounds",
                  "subtitleFont": FONT, "subtitleFontSize": LETTERS - 1, "subtitleColor": SOFT, "subtitlePadding": 5},
        "axis": {**letters, "gridColor": RULE, "domainColor": RULE, "tickColor": RULE, "labelLimit": 300, "titleLimit": 500,
                 "labelFlush": False},
        "axisY": {"domain": False, "ticks": False, "labelPadding": 8},
        "legend": {**letters, "orient": "top", "title": None, "symbolStrokeWidth": 2, "symbolSize": 90, "labelLimit": 300,
                   "symbolOpacity": 1, "columns": 3, "columnPadding": 24},
        "header": {**letters, "labelFontSize": LETTERS, "labelColor": SOFT, "labelAnchor": "start", "labelOrient": "top", "title": None,
                   "labelPadding": 4, "labelLimit": 500},
        "range": {"category": list(SERIES), "symbol": list(SHAPES)},
        "point": {"filled": True, "size": 70, "opacity": 1},
        "line": {"strokeWidth": 2.2},
        "rule": {"color": SOFT},
        "text": {"font": FONT, "fontSize": LETTERS - 1, "color": INK},
    }
