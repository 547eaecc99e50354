"""What bounds the page, without a browser: places to be answered in, growing answers, what is kept, and headers."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
import time
from pathlib import Path

import pytest

from qabot.answers.answer import Answer
from qabot.ui import headers
from qabot.ui.growing import Growing
from qabot.ui.turnstile import Turnstile

sys.path.append(str(Path(__file__).parent / "browser"))
from fake_bot import FakeBot  # noqa: E402 - it lies beside the tests that need it most
from visits import Site, get  # noqa: E402

# --- places


def order(places: int, wanted: list[str], *, cancelled: tuple[int, ...] = ()) -> list[str]:
    """Who is let in, in order, when all come at once and each stays until all who can be in are."""
    entered: list[str] = []

    async def visit(turnstile: Turnstile, who: str) -> None:
        async with turnstile.place(who):
            entered.append(who)
            await asyncio.sleep(0.01)

    async def run() -> None:
        turnstile = Turnstile(places)
        tasks = [asyncio.create_task(visit(turnstile, who)) for who in wanted]
        await asyncio.sleep(0)
        for number in cancelled:
            tasks[number].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert turnstile._taken.total() == 0 and turnstile._waiting == []

    asyncio.run(run())
    return entered


def test_one_visitor_never_has_every_place():
    assert order(3, ["a", "a", "a", "a", "b"]) == ["a", "a", "b", "a", "a"]


def test_who_has_fewest_places_comes_next_else_who_came_first():
    assert order(4, ["a", "a", "a", "b", "c", "d"])[:4] == ["a", "a", "a", "b"]
    assert order(1, ["a", "b", "a"]) == ["a", "b", "a"]


def test_who_leaves_the_line_or_the_place_gives_it_up():
    assert order(2, ["a", "a", "a", "b"], cancelled=(1,)) == ["a", "b", "a"]  # out of the line
    assert order(1, ["a", "b"], cancelled=(0,)) == ["a", "b"]  # out of the place


# --- answers as they come


def growing(parts: list[str], gate: threading.Event | None = None, closed: list[bool] | None = None):
    try:
        for part in parts:
            yield Answer(part, (), "answered", "q")
            if gate:
                gate.wait(5)
    finally:
        if closed is not None:
            closed.append(True)


def test_the_last_answer_is_the_whole_one():
    async def run(gate):
        seen = []
        async with Growing(growing(["A.", "A. B."], gate)) as answers:
            async for answer, whole in answers:
                seen.append((answer.text, whole))
                if gate:
                    gate.set()
        return seen

    assert asyncio.run(run(None)) == [("A. B.", True)]  # too quick to be shown growing
    assert asyncio.run(run(threading.Event())) == [("A.", False), ("A. B.", True)]


def test_whoever_stops_an_answer_ends_the_work_behind_it():
    gate, closed = threading.Event(), []

    async def run() -> None:
        async def read() -> None:
            async with Growing(growing(["A.", "B.", "C."], gate, closed)) as answers:
                async for _ in answers:
                    pass

        task = asyncio.create_task(read())
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    gate.set()  # the model's call comes back, and is the last
    until = time.monotonic() + 5
    while not closed and time.monotonic() < until:
        time.sleep(0.01)
    assert closed == [True]


def test_an_error_of_a_stream_comes_out():
    def broken():
        yield Answer("A.", (), "answered", "q")
        raise RuntimeError("a fault")

    async def run() -> None:
        async with Growing(broken()) as answers:
            async for _ in answers:
                pass

    with pytest.raises(RuntimeError, match="a fault"):
        asyncio.run(run())


# --- headers


def test_only_the_scripts_of_the_page_itself_may_run():
    rules = headers.policy(b"<script>one()</script><script src=x></script><script type=module>two()</script>", "'none'")
    scripts = next(rule for rule in rules.split("; ") if rule.startswith("script-src"))
    assert scripts.count("'sha256-") == 2
    assert "unsafe" not in scripts


def test_a_page_of_a_space_may_be_framed_there_alone(monkeypatch):
    assert headers.common(headers.framed_by())["X-Frame-Options"] == "DENY"
    monkeypatch.setitem(os.environ, "SPACE_ID", "a/b")
    assert headers.framed_by() == "https://huggingface.co"
    assert "X-Frame-Options" not in headers.common(headers.framed_by())


# --- a server


@pytest.fixture(scope="module")
def site():
    found = Site(FakeBot())
    yield found
    found.close()


@pytest.mark.parametrize(
    ("path", "given", "status"),
    [
        ("/", {}, 200),
        ("/", {"Host": "attacker.example"}, 400),
        ("/gradio_api/file=/etc/hostname", {}, 404),
        ("/gradio_api/run/ask", {}, 404),
        ("/gradio_api/component_server", {}, 404),
        ("/static/../../settings.py", {}, 404),
        ("/monitoring", {}, 404),
    ],
)
def test_nothing_but_the_page_is_served_and_every_answer_has_its_headers(site, path, given, status):
    answer = get(site, path, **given)
    assert answer.status == status
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_a_question_from_another_site_is_not_taken(site):
    import http.client

    for more in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
        body = '{"data": ["Who advises Maren?"]}'
        connection.request("POST", "/gradio_api/call/ask", body, {"Content-Type": "application/json", **more})
        assert connection.getresponse().status == 403
        connection.close()


def test_one_address_keeps_so_many_requests_open_and_no_more(site, monkeypatch):
    import http.client

    from qabot.ui import guard

    monkeypatch.setattr(guard, "OPEN_AT_ONCE", 3)
    connections = [http.client.HTTPConnection("127.0.0.1", site.port, timeout=10) for _ in range(5)]
    statuses = []
    for number, connection in enumerate(connections):
        connection.request("GET", f"/gradio_api/heartbeat/page{number}")
        statuses.append(connection.getresponse().status)
    assert statuses == [200, 200, 200, 429, 429]
    for connection in connections:
        connection.close()
    until = time.monotonic() + 5
    while get(site, "/").status != 200 and time.monotonic() < until:
        time.sleep(0.05)
    assert get(site, "/").status == 200


def test_what_visitors_leave_is_let_go():
    from qabot.ui.guard import Guard

    site = Site(FakeBot())
    guard: Guard = site.server.config.app
    page, kept = guard.page, guard.kept
    holder, queue = page.state_holder, page._queue
    call, open_, closed = "0" * 32, "abc", "xyz"
    for session in (call, open_, closed):
        assert holder[session].config_values
        queue.pending_event_ids_session[session] = set()
        kept.seen(session, "127.0.0.1")
    with kept.page_of(open_):
        now = time.time()
        kept.tidy(now)
        assert sorted(holder.session_data) == [open_, closed]  # a call needs its answer, no state
        assert set(queue.pending_event_ids_session) == {call, open_, closed}
        assert not any(state.config_values for state in holder.session_data.values())
        kept.tidy(now + 61)
        assert set(queue.pending_event_ids_session) == {open_, closed}
        kept.tidy(now + 1_801)
        assert list(holder.session_data) == [open_]
        kept.tidy(now + 86_401)
        assert not holder.session_data and not queue.pending_event_ids_session and not kept._owners
    assert not kept.open
    for number in range(205):
        holder[f"own{number}"]
        kept.seen(f"own{number}", "127.0.0.1")
    assert len(holder.session_data) == 200 and "own5" in holder.session_data and "own4" not in holder.session_data
    site.close()


def sent(site, path, body):
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    connection.request("POST", f"/gradio_api/{path}", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    told = answer.status, json.loads(answer.read())
    connection.close()
    return told


def wished(site, data, session="abc", name="ask"):
    page = site.server.config.app.page
    number = next(number for number, fn in page.fns.items() if fn.fn.__name__ == name)
    body = json.dumps({"data": data, "fn_index": number, "session_hash": session})
    return sent(site, "queue/join", body)[0]


@pytest.mark.parametrize(
    ("data", "session", "status"),
    [
        (["Who?", None, None], "abc", 200),
        ([None, None, None], "a-b_c" * 12, 200),
        (["Who?", None, None], "abc" * 22, 400),
        (["Who?", None, None], "a/b", 400),
        (["Who?", None, None], ["abc"], 400),
        (["Who?"], "abc", 400),
        (["Who?", None, None, None], "abc", 400),
        ([5, None, None], "abc", 400),
        ([{"a": "Who?"}, None, None], "abc", 400),
        ({"a": "Who?"}, "abc", 400),
        (None, "abc", 400),
    ],
)
def test_a_function_is_given_what_it_takes_by_a_session_with_a_name(site, data, session, status):
    site.server.config.app._rates.clear()
    assert wished(site, data, session) == status


def test_half_a_letter_is_a_question_mark(site):
    status, event = sent(site, "call/ask", '{"data": ["Who advises Maren \\ud83d? \\ud83d\\ude42 \\udfff"]}')
    assert status == 200
    told = get(site, f"/gradio_api/call/ask/{event['event_id']}").text
    assert "event: complete" in told
    answer = json.loads(told.partition("data: ")[2].split("\n")[0])[0]
    assert answer["question"] == "Who advises Maren ?? 🙂 ?"


def test_conversations_that_one_address_has_reopened_weigh_so_much(monkeypatch):
    from qabot.ui import housekeeping

    site = Site(FakeBot())
    kept = site.server.config.app.kept
    holder = kept.page.state_holder
    monkeypatch.setattr(housekeeping, "HEAVY", 100)
    for session, address, size in (
        ("a", "127.0.0.1", 5), ("b", "127.0.0.1", 60), ("c", "127.0.0.2", 90), ("d", "127.0.0.1", 40), ("a", "127.0.0.1", 30),
        ("a", "127.0.0.1", 3),
    ):  # fmt: skip
        holder[session]
        kept.seen(session, address, size)
    assert list(holder.session_data) == ["c", "d", "a"]  # "b" was the oldest of the first address by then
    site.close()
