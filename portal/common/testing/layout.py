"""Whether a page fits its window."""

# Elements whose right edge stands outside, the outermost first, unless they scroll inside a box.
_OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const found = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > width + 1);
  return ["scrolls to " + document.documentElement.scrollWidth + " of " + width + " px",
    ...found.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))];
}"""


def outside(page) -> list[str]:
    """What makes the page scroll sideways; empty when it fits.

    Args:
        page: of Playwright, loaded, in the window's size to be judged.
    """
    return page.evaluate(_OUTSIDE)
