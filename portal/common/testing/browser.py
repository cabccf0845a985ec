"""Chromium for tests: one for the whole run, a fresh profile per test, policies watched.

Tests that use these fixtures bear ``@pytest.mark.browser``. Names under ``localhost`` lead to
this machine in Chromium, so every host of a test is reached under its own name.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings as live_settings
from django.db import connections
from django.test import Client

from portal.accounts.models import User
from portal.common.testing.officers import sign_in
from portal.hosts.index import index, root_url

CHROMIUM = "/usr/bin/chromium"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Milliseconds that a page may take to show what a test waits for.
PATIENCE = 15_000
# Milliseconds that the server gets for what a page sends while it is being left.
LAST_REQUESTS = 500
WATCH = """
window.addEventListener("securitypolicyviolation", (event) => {
  console.error("POLICY " + event.effectiveDirective + " blocked " + event.blockedURI + " in "
    + event.documentURI + " " + event.sourceFile + ":" + event.lineNumber + " " + event.sample);
}, true);
window.addEventListener("w-unsaved:watch-edits", () => { window.editsAreWatched = true; });
"""


@dataclass
class Window:
    """A browser window with a profile of its own, and what went wrong in it."""

    page: object
    base_url: str
    violations: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, path: str):
        """Goes to a path of the window's host, or to a full address; returns the answer."""
        address = path if path.startswith("http") else self.base_url + path
        return self.page.goto(address, wait_until="load")

    def wait_for_editor(self) -> None:
        """Waits until the page editor holds what is typed against what it was loaded with.

        It looks at its form two seconds after it was loaded, and saves nothing by itself of
        what stands there by then.
        """
        self.page.wait_for_function("() => window.editsAreWatched")

    def _note(self, message) -> None:
        if message.text.startswith("POLICY ") or "Content Security Policy" in message.text:
            self.violations.append(message.text)
        elif message.type == "error":
            self.faults.append(message.text)


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """The browser, started once."""
    playwright = pytest.importorskip("playwright.sync_api")
    # Playwright runs a loop of its own in this thread, which Django takes for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings) -> None:
    """Takes a file for the test database of SQLite where a browser's requests run in threads."""
    database = live_settings.DATABASES["default"]
    if "sqlite" not in database["ENGINE"]:
        return
    if any(item.get_closest_marker("browser") for item in request.session.items):
        name = Path(tempfile.gettempdir()) / f"portal-test-{os.getpid()}.sqlite3"
        for test in (database["TEST"], connections["default"].settings_dict["TEST"]):
            test["NAME"] = str(name)


@pytest.fixture
def portal_server(live_server, settings) -> str:
    """The running portal, with links that lead to it; gives the admin host's address."""
    port = int(live_server.url.rsplit(":", 1)[1])
    settings.PUBLIC_SCHEME = "http"
    settings.PUBLIC_PORT = port
    settings.WAGTAILADMIN_BASE_URL = root_url(settings.ADMIN_HOST)
    settings.CSRF_TRUSTED_ORIGINS = [settings.WAGTAILADMIN_BASE_URL]
    index.forget()
    return settings.WAGTAILADMIN_BASE_URL


@pytest.fixture
def open_window(chromium, portal_server) -> Iterator[Callable[..., Window]]:
    """Makes windows: ``open_window()`` on the admin host, ``open_window("a.test.localhost")``."""
    contexts = []

    def make(host_name: str = live_settings.ADMIN_HOST, user: User | None = None) -> Window:
        context = chromium.new_context(viewport={"width": 1280, "height": 1000}, locale="vi-VN")
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(WATCH)
        window = Window(page=context.new_page(), base_url=root_url(host_name))
        context.on("console", window._note)
        window.page.on("pageerror", lambda error: window.faults.append(str(error)))
        if user:
            context.add_cookies([_session_cookie(user, window.base_url)])
        return window

    yield make
    for context in contexts:
        # Leaving a page sends a last request, which must be answered before tables are emptied.
        context.pages[0].goto("about:blank")
        context.pages[0].wait_for_timeout(LAST_REQUESTS)
        context.close()


@pytest.fixture
def officer_window(open_window) -> Callable[[User], Window]:
    """Makes a window on the admin host in which a person is signed in."""
    return lambda user: open_window(user=user)


def _session_cookie(user: User, base_url: str) -> dict:
    client = Client(SERVER_NAME=live_settings.ADMIN_HOST)
    sign_in(client, user)
    name = live_settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": base_url}
