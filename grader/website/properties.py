"""Names of CSS properties: which exist, which are inherited, which stand for several, and where they begin."""

from __future__ import annotations


def _named(text: str) -> frozenset[str]:
    """The names that stand in a text, with space between them."""
    return frozenset(text.split())


INHERITED = _named(
    """
    border-collapse border-spacing caption-side color color-scheme cursor direction empty-cells font-family
    font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-variant font-weight
    hyphens letter-spacing line-break line-height list-style-image list-style-position list-style-type orphans
    overflow-wrap pointer-events quotes tab-size text-align text-align-last text-indent text-shadow text-transform
    text-underline-offset text-underline-position visibility white-space widows word-break word-spacing word-wrap
    writing-mode accent-color caret-color fill stroke stroke-width text-wrap
    """
)

SIDES = ("top", "right", "bottom", "left")
CORNERS = ("top-left", "top-right", "bottom-right", "bottom-left")

# Shorthands that `shorthands.py` takes apart, and the properties they set.
SHORTHANDS: dict[str, tuple[str, ...]] = {
    "margin": tuple(f"margin-{side}" for side in SIDES),
    "padding": tuple(f"padding-{side}" for side in SIDES),
    "inset": SIDES,
    "border-width": tuple(f"border-{side}-width" for side in SIDES),
    "border-style": tuple(f"border-{side}-style" for side in SIDES),
    "border-color": tuple(f"border-{side}-color" for side in SIDES),
    **{f"border-{side}": tuple(f"border-{side}-{part}" for part in ("width", "style", "color")) for side in SIDES},
    "border": tuple(f"border-{side}-{part}" for part in ("width", "style", "color") for side in SIDES),
    "outline": ("outline-width", "outline-style", "outline-color"),
    "border-radius": tuple(f"border-{corner}-radius" for corner in CORNERS),
    "background": (
        "background-color",
        "background-image",
        "background-repeat",
        "background-attachment",
        "background-position",
        "background-size",
        "background-origin",
        "background-clip",
    ),
    "font": (
        "font-style",
        "font-variant",
        "font-weight",
        "font-stretch",
        "font-size",
        "line-height",
        "font-family",
    ),
    "list-style": ("list-style-type", "list-style-position", "list-style-image"),
    "text-decoration": (
        "text-decoration-line",
        "text-decoration-style",
        "text-decoration-color",
        "text-decoration-thickness",
    ),
    "flex": ("flex-grow", "flex-shrink", "flex-basis"),
    "flex-flow": ("flex-direction", "flex-wrap"),
    "gap": ("row-gap", "column-gap"),
    "overflow": ("overflow-x", "overflow-y"),
}
LONGHANDS = frozenset(name for names in SHORTHANDS.values() for name in names)

# What a property is where nobody sets it; the others begin with what the browser likes.
INITIAL: dict[str, str] = {
    "color": "black",
    "background-color": "transparent",
    "background-image": "none",
    "background-repeat": "repeat",
    "background-attachment": "scroll",
    "background-position": "0% 0%",
    "background-size": "auto",
    "background-origin": "padding-box",
    "background-clip": "border-box",
    "display": "inline",
    "position": "static",
    "float": "none",
    "opacity": "1",
    "visibility": "visible",
    "font-size": "medium",
    "font-weight": "400",
    "font-style": "normal",
    "font-variant": "normal",
    "font-stretch": "normal",
    "font-family": "serif",
    "line-height": "normal",
    "text-align": "start",
    "text-transform": "none",
    "text-decoration-line": "none",
    "text-decoration-style": "solid",
    "text-decoration-color": "currentcolor",
    "text-decoration-thickness": "auto",
    "list-style-type": "disc",
    "list-style-position": "outside",
    "list-style-image": "none",
    "flex-grow": "0",
    "flex-shrink": "1",
    "flex-basis": "auto",
    "flex-direction": "row",
    "flex-wrap": "nowrap",
    "row-gap": "normal",
    "column-gap": "normal",
    "overflow-x": "visible",
    "overflow-y": "visible",
    "outline-width": "medium",
    "outline-style": "none",
    "outline-color": "currentcolor",
    **{f"margin-{side}": "0" for side in SIDES},
    **{f"padding-{side}": "0" for side in SIDES},
    **dict.fromkeys(SIDES, "auto"),
    **{f"border-{side}-width": "medium" for side in SIDES},
    **{f"border-{side}-style": "none" for side in SIDES},
    **{f"border-{side}-color": "currentcolor" for side in SIDES},
    **{f"border-{corner}-radius": "0" for corner in CORNERS},
    "width": "auto",
    "height": "auto",
    "max-width": "none",
    "max-height": "none",
    "min-width": "auto",
    "min-height": "auto",
    "letter-spacing": "normal",
    "word-spacing": "normal",
    "box-shadow": "none",
    "text-shadow": "none",
    "transform": "none",
    "filter": "none",
    "mix-blend-mode": "normal",
    "z-index": "auto",
    "box-sizing": "content-box",
}

_OTHERS = """
    accent-color align-content align-items align-self all animation animation-delay animation-direction
    animation-duration animation-fill-mode animation-iteration-count animation-name animation-play-state
    animation-timing-function appearance aspect-ratio backdrop-filter backface-visibility background-blend-mode
    background-position-x background-position-y block-size border-block border-block-color border-block-end
    border-block-start border-block-style border-block-width border-collapse border-end-end-radius
    border-end-start-radius border-image border-image-outset border-image-repeat border-image-slice
    border-image-source border-image-width border-inline border-inline-color border-inline-end border-inline-start
    border-inline-style border-inline-width border-spacing border-start-end-radius border-start-start-radius
    box-decoration-break box-shadow box-sizing break-after break-before break-inside caption-side caret-color clear
    clip clip-path color-scheme column-count column-fill column-rule column-rule-color column-rule-style
    column-rule-width column-span column-width columns contain container container-name container-type content
    content-visibility counter-increment counter-reset counter-set cursor direction empty-cells fill filter float
    font-display font-feature-settings font-kerning font-language-override font-optical-sizing font-size-adjust
    font-synthesis font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric
    font-variation-settings grid grid-area grid-auto-columns grid-auto-flow grid-auto-rows grid-column
    grid-column-end grid-column-gap grid-column-start grid-gap grid-row grid-row-end grid-row-gap grid-row-start
    grid-template grid-template-areas grid-template-columns grid-template-rows hanging-punctuation hyphens
    image-orientation image-rendering inline-size inset-block inset-block-end inset-block-start inset-inline
    inset-inline-end inset-inline-start isolation justify-content justify-items justify-self letter-spacing
    line-break margin-block margin-block-end margin-block-start margin-inline margin-inline-end
    margin-inline-start mask mask-border mask-clip mask-composite mask-image mask-mode mask-origin mask-position
    mask-repeat mask-size mask-type max-block-size max-inline-size min-block-size min-inline-size mix-blend-mode
    object-fit object-position offset offset-anchor offset-distance offset-path offset-rotate order orphans
    outline-offset overflow-anchor overflow-wrap overscroll-behavior overscroll-behavior-x overscroll-behavior-y
    padding-block padding-block-end padding-block-start padding-inline padding-inline-end padding-inline-start
    page-break-after page-break-before page-break-inside paint-order perspective perspective-origin place-content
    place-items place-self pointer-events position print-color-adjust quotes resize rotate scale scroll-behavior
    scroll-margin scroll-margin-block scroll-margin-bottom scroll-margin-inline scroll-margin-left
    scroll-margin-right scroll-margin-top scroll-padding scroll-padding-bottom scroll-padding-left
    scroll-padding-right scroll-padding-top scroll-snap-align scroll-snap-stop scroll-snap-type scrollbar-color
    scrollbar-gutter scrollbar-width shape-image-threshold shape-margin shape-outside stroke stroke-width tab-size
    table-layout text-align-last text-combine-upright text-decoration-skip-ink text-emphasis text-emphasis-color
    text-emphasis-position text-emphasis-style text-indent text-justify text-orientation text-overflow
    text-rendering text-size-adjust text-underline-offset text-underline-position text-wrap touch-action
    transform-box transform-origin transform-style transition transition-delay transition-duration
    transition-property transition-timing-function translate unicode-bidi user-select vertical-align
    view-transition-name white-space white-space-collapse widows will-change word-break word-spacing word-wrap
    writing-mode zoom
"""
KNOWN = frozenset({*_OTHERS.split(), *INHERITED, *SHORTHANDS, *LONGHANDS, *INITIAL})
