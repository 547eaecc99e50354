"""What the browser tests share: one server, one Chromium, and visits that are checked at their end."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from visits import CHROMIUM, FLAGS, Site, Visit


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.close()


@pytest.fixture(scope="module")
def chromium():
    if not CHROMIUM and "CI" not in os.environ:
        pytest.skip("chromium is not installed (in CI this is a failure)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM or None, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visits(site, chromium):
    """Opens visits; afterwards none of them has turned to another machine or met an error."""
    opened: list[Visit] = []

    def visit(**look: object) -> Visit:
        opened.append(Visit(site, chromium, **look))
        return opened[-1]

    yield visit
    for one in opened:
        one.close()
    for one in opened:
        assert one.hosts <= {f"127.0.0.1:{site.port}", "inline"}
        assert one.faults == []
    assert site.reached <= {"127.0.0.1", "localhost", "::1"}


@pytest.fixture
def visit(visits) -> Visit:
    return visits()
