"""What axe-core finds in a page that a browser shows.

The script comes from the package axe-playwright-python, which carries it whole. It enters through
the debugger's protocol, so the page's own policy stays as it is.
"""

import json
from functools import cache
from importlib.resources import files

# Levels A and AA up to WCAG 2.2, and what Deque counts as good practice beyond.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A rule of WCAG 2.2 AA that axe leaves off by itself.
RULES = {"target-size": {"enabled": True}}
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": RULES,
    "resultTypes": ["violations"],
    # What stands in a frame is a page of its own, and judged where it is opened as one.
    "iframes": False,
}


@cache
def script() -> str:
    """axe-core's source."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def findings(page) -> list[str]:
    """What is wrong with the page as shown, a line for each element.

    Args:
        page: of Playwright, loaded.
    """
    session = page.context.new_cdp_session(page)
    try:
        if not page.evaluate("() => 'axe' in window"):
            _evaluate(session, script())
        options = json.dumps(OPTIONS)
        violations = _evaluate(session, f"axe.run(document, {options}).then(r => r.violations)")
    finally:
        session.detach()
    return [
        f"{violation['id']}: {node['target']} {node['html'][:160]} ({_reason(node)})"
        for violation in violations
        for node in violation["nodes"]
    ]


def _evaluate(session, expression: str):
    answer = session.send(
        "Runtime.evaluate",
        {"expression": expression, "awaitPromise": True, "returnByValue": True},
    )
    if "exceptionDetails" in answer:
        raise RuntimeError(answer["exceptionDetails"])
    return answer["result"].get("value")


def _reason(node: dict) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)
