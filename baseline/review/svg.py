"""The frame of a picture: SVG that needs no library and no font, and reads in light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

CHARACTER = 7.2
"""About how wide a character of the text is, in pixels; a little more than most fonts need."""

_STYLE = """
  .paper { fill: #ffffff } .ink { fill: #1f2328 } .soft { fill: #59636e }
  .band { fill: #f6f8fa } .line { stroke: #d1d9e0 }
  .here { fill: #0969da } .above { fill: #ffffff; stroke: #0969da; stroke-width: 1.5 }
  .box { fill: #f6f8fa; stroke: #8c959f } .key { fill: #fff8c5; stroke: #9a6700 }
  .arrow { stroke: #0969da; stroke-width: 1.5; fill: none } .head { fill: #0969da }
  .dashed { stroke: #9a6700; stroke-width: 1.5; stroke-dasharray: 4 3; fill: none }
  text { font: 12px system-ui, sans-serif } .theme { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } .ink { fill: #f0f6fc } .soft { fill: #9198a1 }
    .band { fill: #151b23 } .line { stroke: #3d444d }
    .here { fill: #4493f8 } .above { fill: #0d1117; stroke: #4493f8 }
    .box { fill: #151b23; stroke: #656c76 } .key { fill: #272115; stroke: #d29922 }
    .arrow { stroke: #4493f8 } .head { fill: #4493f8 } .dashed { stroke: #d29922 }
  }
"""


def picture(width: float, height: float, title: str, about: str, parts: Iterable[str]) -> str:
    """Put the parts of a picture into one document.

    Args:
        width: in pixels.
        height: in pixels.
        title: its name.
        about: what it shows, in words, for those who hear it.
        parts: its elements, painted one over the other.
    """
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" aria-labelledby="title about">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="about">{escape(about)}</desc>',
        f"<style>{_STYLE}</style>",
        '<rect class="paper" width="100%" height="100%"/>',
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"
