"""The shapes of the marks of a life: one for each sort, so that shape tells as much as colour.

Here live paths around 0, 0, in CSS pixels. Never here: a colour (the page's style sheet has it), or where a mark lies.
"""

from markupsafe import Markup

SHAPES = {
    "ahead": '<circle r="4.2" class="full"/>',
    "not": '<circle r="3.9" class="hollow"/>',
    "silent": '<circle r="4.9" class="hollow"/><path d="M-3 0h6" class="stroke"/>',
    "spoke": '<path d="M0-5.5 5 4H-5z" class="full"/>',
    "gate": '<circle r="5" class="hollow"/><path d="M-2.4-2.4l4.8 4.8m0-4.8l-4.8 4.8" class="stroke"/>',
    "detained": '<path d="M-4.5-4.5h9v9h-9zM-1.5-4.5v9M1.5-4.5v9" class="hollow"/>',
    "right": '<path d="M0-5.6 5.6 0 0 5.6-5.6 0z" class="full"/>',
    "misattributed": '<path d="M0-6 6 0 0 6-6 0z" class="hollow"/><path d="M-3 3 3-3" class="stroke"/>',
    "nothing": '<path d="M0-6 6 0 0 6-6 0z" class="hollow"/><circle r="1.5" class="full"/>',
    "paid": '<path d="M0 5.5-5.4-4.2H5.4z" class="full"/>',
    "granted": '<path d="M-4 0-1 3.2 4.4-3.4" class="stroke"/>',
    "privileged": '<path d="M-4.5 0h9M0-4.5v9" class="stroke"/>',
    "refused": '<path d="M-4-4h8v8h-8z" class="hollow"/>',
    "denied": '<path d="M-5-5h10v10h-10z" class="full"/><path d="M-2.3-2.3l4.6 4.6m0-4.6l-4.6 4.6" class="cross"/>',
    "worse": '<path d="M-5-3 0 2 5-3M-5 1 0 6 5 1" class="stroke"/>',
    "better": '<path d="M-5 3 0-2 5 3M-5-1 0-6 5-1" class="stroke"/>',
    "black": '<path d="M-4-6.5H6L3.4-2.8 6 1H-4z" class="full"/><path d="M-4 6.5V-6.5" class="stroke"/>',
    "red": '<path d="M-4 6.5V-6.5H6L3.4-2.8 6 1H-4" class="hollow"/>',
    "off": '<path d="M0 6V-5M-4.5-1 0-5.8 4.5-1M-5.5 6h11" class="stroke"/>',
    "spared": '<path d="M-4 6.5V-6.5H6L3.4-2.8 6 1H-4" class="hollow"/><path d="M-6 6 6-6" class="stroke"/>',
    "lodged": '<path d="M-5.5-4h11v8h-11zM-5.5-4 0 1 5.5-4" class="hollow"/>',
    "decided": '<path d="M-5.5-4h11v8h-11z" class="full"/><path d="M-5.5-4 0 1 5.5-4" class="cross"/>',
    "consequence": '<path d="M-3-5.4h6L6 0 3 5.4h-6L-6 0z" class="full"/><path d="M0-3v3.2M0 2.2v.6" class="cross"/>',
    "fear": '<path d="M-6 2.5-3-3 0 2.5 3-3 6 2.5" class="stroke"/>',
    "cut": '<path d="M-6 0h3.6M2.4 0H6M-2.8 4.2-.4-4.2M.4 4.2 2.8-4.2" class="stroke"/>',
    "company": '<path d="M-4.5 0h9" class="stroke"/><circle cx="-4.5" r="2" class="full"/><circle cx="4.5" r="2" class="full"/>',
}


def definitions() -> Markup:
    """All shapes, to be referred to by the drawing and the legend."""
    return Markup("<defs>" + "".join(f'<g id="s-{name}">{shape}</g>' for name, shape in SHAPES.items())
                  + '<pattern id="listed" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
                  '<path d="M0 0v7" class="hatch"/></pattern></defs>')
