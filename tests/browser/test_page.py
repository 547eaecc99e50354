"""The page in a real Chromium, over a bot whose answers are known: what a user sees, clicks and is safe from."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fake_bot import EVE, MAREN
from visits import SHOTS, Visit, expect, get

MEASURE_JUMPS = """() => {
  window.__seen = [];
  const look = () => {
    const asked = [...document.querySelectorAll('#log .question')].at(-1);
    const turns = document.querySelector('#turns');
    if (asked) {
      window.__seen.push([asked.getBoundingClientRect().top - turns.getBoundingClientRect().top, turns.scrollHeight]);
    }
    requestAnimationFrame(look);
  };
  look();
}"""

FOCUSED = """() => {
  const here = document.activeElement;
  if (here === document.body) return ['', true];
  const style = getComputedStyle(here);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return [(here.innerText || here.placeholder || '').trim(), ring];
}"""
INJECT = """() => {
  const hole = document.createElement('div');
  document.body.append(hole);
  hole.innerHTML = '<img src=http://evil.example/x.png onerror="window.pwned = 1">'
    + '<iframe srcdoc="<script>parent.pwned = 2</script>"></iframe>';
  const code = document.createElement('script');
  code.textContent = 'window.pwned = 3';
  document.body.append(code);
}"""


pytestmark = pytest.mark.browser


def test_an_answer_comes_with_the_exact_words(visit):
    visit.ask("Who advises Maren?")
    assert (
        visit.last()
        == "Maren Oduya is advised by Prof. Ilse Brandvold [1]. She works on *probabilistic cartography* [2]."
    )
    assert visit.page.locator("#log strong").all_inner_texts() == ["Prof. Ilse Brandvold"]
    cards = visit.page.locator("#sources .card")
    expect(cards).to_have_count(2)
    assert cards.locator("mark").all_text_contents() == [
        "Advisor: Prof. Ilse Brandvold",
        "I work on probabilistic cartography",
    ]
    first = cards.first
    assert first.locator(".number").inner_text() == "1"
    assert visit.page.locator("#sources h3").all_inner_texts() == ["Maren Oduya"]  # both stand in one group
    assert first.locator(".section").inner_text() == "Education"
    dated = time.strftime("%Y-%m-%d")
    assert visit.page.locator("#sources .group > .where").inner_text() == f"maren-oduya.md\nfile of {dated}"
    quote = first.locator("blockquote").text_content()
    assert quote.strip("…") in MAREN
    assert len(quote.split("Advisor: Prof. Ilse Brandvold")[0]) in range(160, 202)


def test_a_page_number_is_shown_where_there_is_one(visit):
    visit.ask("Who advises Harin?")
    assert visit.page.locator("#sources mark").all_text_contents() == ["지도교수는 서도윤 교수입니다"]
    assert visit.page.locator("#sources .group > .where").inner_text().startswith("harin-kim/cv.pdf")
    assert visit.page.locator("#sources .who").inner_text().split("\n") == ["1", "관심 분야", "page 1"]


def test_an_answer_streams_in_one_place_without_jumps(visit):
    visit.ask("hello")
    visit.page.evaluate(MEASURE_JUMPS)
    visit.page.evaluate(
        "() => { window.__live = new Set(); new MutationObserver(() => window.__live.add("
        "document.querySelector('#live').innerText)).observe(document.querySelector('#live'), "
        "{subtree: true, childList: true, characterData: true}); }"
    )
    visit.ask("list her papers")
    live = [text for text in visit.page.evaluate("[...window.__live]") if text.startswith("Maren")]
    assert len(live) >= 5
    assert sorted(live, key=len) == live
    assert visit.page.locator("#live").inner_text() == ""
    seen = visit.page.evaluate("window.__seen")
    asked = [top for top, _ in seen][-1]
    heights = [height for top, height in seen if abs(top - asked) < 0.5]  # from the question's first frame on
    assert len(heights) > 5
    assert all(later >= earlier - 2 for earlier, later in zip(heights, heights[1:], strict=False))


def test_an_answer_of_a_model_shows_as_it_grows(visit):
    bot = visit.site.bot
    bot.gate.clear()
    before = bot.grown
    visit.page.fill("#question textarea", "grow: list Maren's papers")
    visit.page.press("#question textarea", "Enter")
    live = visit.page.locator("#live .answer")
    expect(live).to_contain_text("[1]")
    expect(live).not_to_contain_text("[2]")
    expect(visit.page.locator("#ask")).to_be_hidden()
    for number in (2, 3):
        bot.gate.set()
        expect(live).to_contain_text(f"[{number}]")
    assert bot.grown == before + 3
    visit.page.click("#stop")
    expect(visit.page.locator("#log .notice")).to_have_text("Stopped.")
    bot.gate.set()
    visit.turns = 1
    visit.ask("Who advises Harin?")
    assert bot.grown <= before + 4  # the sentence that was on its way; the rest was never made
    visit.page.wait_for_timeout(300)
    assert visit.page.locator("#live").inner_text() == ""


def test_a_long_answer_leaves_its_question_in_view(visit):
    visit.ask("Who advises Maren?")
    visit.ask("Who advises Harin?")
    visit.ask("list Maren's papers")
    top = visit.page.evaluate(
        "[...document.querySelectorAll('#log .question')].at(-1).getBoundingClientRect().top"
        " - document.querySelector('#talk').getBoundingClientRect().top"
    )
    assert 0 <= top <= 60


def test_markers_open_their_source_by_mouse_and_by_keyboard(visit):
    visit.ask("Who advises Maren?")
    visit.page.locator("#log a.cite").nth(1).click()
    assert visit.focus() == "src-1-2"
    assert visit.page.locator("#sources [aria-current]").get_attribute("id") == "src-1-2"
    expect(visit.page.locator("#src-1-2")).to_be_in_viewport()
    marker = visit.page.locator("#log a.cite").nth(0)
    assert marker.get_attribute("aria-label") == "Source 1"
    marker.focus()
    visit.page.keyboard.press("Enter")
    assert visit.focus() == "src-1-1"
    visit.page.keyboard.press("Escape")
    assert visit.page.evaluate("document.activeElement.getAttribute('href')") == "#src-1-1"
    assert visit.page.url == visit.site.url


def test_markers_of_an_older_turn_bring_back_its_sources(visit):
    visit.ask("Who advises Maren?")
    visit.ask("Who advises Harin?")
    visit.ask("What is her phone number?")
    assert visit.page.locator("#sources .card").count() == 0
    visit.page.click('#log a[href="#src-1-2"]')
    expect(visit.page.locator("#src-1-2")).to_be_focused()
    assert visit.page.locator("#sources mark").all_text_contents()[1] == "I work on probabilistic cartography"
    visit.page.locator('#log a[href="#src-2-1"]').focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#src-2-1")).to_be_focused()
    visit.page.click("#src-2-1 a.back")
    assert visit.page.evaluate("document.activeElement.getAttribute('href')") == "#src-2-1"
    visit.page.click('#log a[href="#src-1-1"]')  # and once more
    expect(visit.page.locator("#src-1-1")).to_be_focused()


def test_a_follow_up_keeps_the_conversation_and_the_focus(visit):
    visit.ask("Who advises Maren?")
    visit.ask("And where did she study?")
    assert visit.last() == "She is at the University of Tromsø [1]; before that she was at Delft Polytechnic [2]."
    assert "Where did Maren Oduya study?" in visit.page.locator("#sources .note").inner_text()
    expect(visit.page.locator("#question textarea")).to_be_focused()
    visit.page.fill("#question textarea", "hello")
    visit.page.click("#ask")
    expect(visit.page.locator("#log [data-testid=bot]")).to_have_count(3)
    expect(visit.page.locator("#question textarea")).to_be_focused()
    expect(visit.page.locator("#question textarea")).to_have_value("")


def test_two_visitors_do_not_share_a_conversation(visits):
    one, other = visits(), visits()
    one.ask("Who advises Maren?")
    other.ask("Who advises Harin?")
    one.ask("Who advises that person?")
    assert one.last().startswith("Maren Oduya")
    assert other.page.locator("#log .question").all_inner_texts() == ["Who advises Harin?"]


def test_new_chat_begins_anew(visit):
    visit.ask("Who advises Harin?")
    visit.page.click("#new")
    expect(visit.page.locator("#log [data-testid=bot]")).to_have_count(0)
    expect(visit.page.locator("#welcome")).to_be_visible()
    assert visit.page.locator("#sources .card").count() == 0
    visit.turns = 0
    visit.ask("Who advises that person?")
    assert visit.last().startswith("Maren Oduya")  # what the bot says when it remembers nobody
    visit.page.click('#log a[href="#src-1-1"]')
    expect(visit.page.locator("#src-1-1")).to_be_focused()


def test_an_example_asks_itself(visit):
    labels = visit.page.locator("#examples button:visible").all_inner_texts()
    assert labels == [
        "What is Maren Oduya's latest paper?",
        "Who works on sparse sensors?",
        "Who is Eve <i>Ångström</i>?",
        "Where did Maren Oduya study?",
    ]
    visit.page.click("#examples button >> nth=0")
    expect(visit.page.locator("#log [data-testid=bot]")).to_have_count(1)
    assert visit.page.locator("#log .question").inner_text() == labels[0]
    expect(visit.page.locator("#welcome")).to_be_hidden()
    expect(visit.page.locator("#question textarea")).to_be_focused()


@pytest.mark.parametrize(
    ("question", "status", "text"),
    [
        (
            "What is Maren's phone number?",
            "Not stated in the profile",
            "Maren Oduya's profile does not state a phone number.",
        ),
        ("Who is Nobody Atall?", "No such profile", "There is no profile of Nobody Atall."),
        ("Where is Kim ?", "Several people fit", "Two people fit: 김하린 and Maren Oduya. Whom do you mean?"),
        ("How is the weather?", "Not about the profiles", "I answer questions about the people in these profiles."),
        ("hello", "", "Hello. Ask me about one of three profiles."),
    ],
)
def test_an_honest_no_is_said_plainly(visit, question, status, text):
    visit.ask(question)
    assert visit.last().split("\n") == [part for part in (status, text) if part]
    assert visit.page.locator("#sources .note").inner_text() == "This answer quotes no profile."


def test_what_a_user_can_put_right_is_said_with_its_hint(visit):
    visit.ask("x" * 100_000)
    assert visit.last().split("\n") == [
        "The question has 100000 characters, more than 2,000.",
        "Ask something shorter.",
    ]
    assert len(visit.page.locator("#log .question").inner_text()) < 700
    visit.page.press("#question textarea", "Enter")
    expect(visit.page.locator("#log [data-testid=bot]")).to_have_count(2)
    assert visit.last().startswith("The question is empty.")
    assert "Traceback" not in visit.page.content()


def test_a_fault_in_the_program_leaves_a_page_that_works(site, chromium):
    visit = Visit(site, chromium)
    visit.ask("crash")
    assert visit.last().startswith("No answer came back.")
    assert "fault in the program" not in visit.page.content()
    visit.ask("hello")
    assert visit.last().startswith("Hello")
    visit.close()


def test_hostile_text_shows_and_does_nothing(visit):
    visit.ask("<img src=http://evil.example/q onerror='window.pwned=9'> eve <script>window.pwned=10</script>")
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate("window.pwned") is None
    marks = visit.page.locator("#sources mark").all_text_contents()
    assert marks == [EVE[EVE.index("A *star*") : EVE.index("# not")], EVE[:60]]
    assert visit.page.locator("#log .question").inner_text().startswith("<img src=http://evil.example/q")
    shown = visit.last()
    for words in ("<img src=http://evil.example/b.png", "![x](http://evil.example/c.png)", "<form action="):
        assert words in shown
    assert (
        visit.page.locator("#room-chat img, #room-chat form, #room-sources :is(img, form, iframe, style, svg)").count()
        == 0
    )
    hrefs = visit.page.locator("#rooms a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    known = r"#(src|answer)-1-\d|#wish-[a-z]+=[^<>\"' ]*|\?q=[^<>\"' ]*"
    assert all(re.fullmatch(known, href) for href in hrefs)
    visit.page.click("button[data-tab-id=corpus-tab]")
    assert "Eve <i>Ångström</i>" in visit.page.locator("#profiles").inner_text()


def test_inline_script_is_refused_even_where_cleaning_failed(site, chromium):
    visit = Visit(site, chromium)
    visit.page.evaluate(INJECT)
    visit.page.wait_for_timeout(500)
    assert visit.page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in fault for fault in visit.faults)
    visit.close()


def test_stop_ends_an_answer_on_its_way(visit):
    visit.site.bot.gate.clear()
    visit.page.fill("#question textarea", "slow question about Maren")
    visit.page.press("#question textarea", "Enter")
    expect(visit.page.locator("#live")).to_contain_text("Looking in the profiles")
    expect(visit.page.locator("#ask")).to_be_hidden()
    visit.page.click("#stop")
    expect(visit.page.locator("#log [data-testid=bot]")).to_have_count(1)
    assert visit.last() == "Stopped."
    assert visit.page.locator("#log .question").inner_text() == "slow question about Maren"
    visit.turns = 1
    visit.ask("Who advises Harin?")
    visit.site.bot.gate.set()
    visit.page.wait_for_timeout(700)
    assert visit.page.locator("#log [data-testid=bot]").count() == 2
    assert visit.page.locator("#live").inner_text() == ""
    visit.ask("And who advises them?")
    assert visit.last().startswith("김하린")


def test_rebuild_reports_while_the_chat_goes_on(visit):
    bot = visit.site.bot
    bot.rebuild_gate, before = threading.Event(), bot.rebuilds
    visit.page.click("button[data-tab-id=corpus-tab]")
    rows = visit.page.locator("#profiles tbody tr")
    assert [row.split("\t") for row in rows.all_inner_texts()][0] == ["Maren Oduya", "maren-oduya.md", "Delete"]
    visit.page.click("#rebuild")
    expect(visit.page.locator("#report")).to_contain_text("eve <b>.html")  # its progress
    visit.page.click("button[data-tab-id=chat]")
    visit.ask("Who advises Maren?")
    assert bot.rebuilds == before
    bot.texts["zoe.md"] = "Zoe Quill"
    bot.rebuild_gate.set()
    visit.page.click("button[data-tab-id=corpus-tab]")
    report = visit.page.locator("#report")
    expect(report.locator("dl")).to_be_visible()
    assert report.locator("dl").inner_text().split() == "Added 1 Changed 0 Removed 1 Unchanged 4 Skipped 2".split()
    assert [row.split("\t") for row in report.locator("tbody tr").all_inner_texts()] == [
        ["broken.pdf", "The file ends before its first page."],
        ["<img src=x onerror=alert(1)>.md", "empty"],
    ]
    report.locator("summary").first.click()
    expect(report.get_by_text("new <b>person</b>")).to_be_visible()
    expect(rows).to_have_count(4)
    del bot.texts["zoe.md"]
    bot.rebuild_gate = None


def test_everything_can_be_reached_by_keyboard_and_shows_its_focus(visit):
    visit.ask("Who advises Maren?")
    visit.page.evaluate("document.activeElement.blur()")
    reached, outside = [], visit.page.evaluate(FOCUSED)
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        here = visit.page.evaluate(FOCUSED)
        if here not in reached and here != outside:
            reached.append(here)
    names = [name for name, _ in reached]
    for name in ("Chat", "Corpus", "[1]", "[2]", "Ask a question", "Ask", "New chat"):
        assert name in names
    assert [name for name, seen in reached if name and not seen] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (768, 1024), (390, 844)])
def test_every_size_and_scheme(visits, width, height, scheme):
    visit = visits(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
    SHOTS.mkdir(exist_ok=True)
    shot = lambda name: visit.page.screenshot(path=str(SHOTS / f"{width}-{scheme}-{name}.png"))  # noqa: E731
    sideways = "document.documentElement.scrollWidth - innerWidth"
    visit.page.wait_for_timeout(200)
    shot("1-welcome")
    visit.ask("Who advises Maren?")
    visit.ask("Who advises Harin?")
    visit.ask("What is their phone number?")
    visit.ask("list Maren's papers " + "x" * 300)
    shot("2-long")
    assert visit.page.evaluate(sideways) <= 0
    visit.page.locator('#log a[href="#src-1-2"]').click()
    expect(visit.page.locator("#src-1-2")).to_be_in_viewport()
    shot("3-source")
    assert visit.page.evaluate(sideways) <= 0
    talk, sources = (visit.page.locator(room).bounding_box() for room in ("#room-chat", "#room-sources"))
    if width >= 900:
        assert sources["x"] >= talk["x"] + talk["width"]
        assert visit.page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
    else:
        assert sources["y"] >= talk["y"] + talk["height"]
    ground = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(246, 247, 249)", "dark": "rgb(18, 22, 31)"}[scheme]
    visit.page.click("button[data-tab-id=corpus-tab]")
    visit.page.click("#rebuild")
    expect(visit.page.locator("#report dl")).to_be_visible()
    visit.page.mouse.move(5, 5)
    visit.page.wait_for_timeout(100)
    shot("4-corpus")
    assert visit.page.evaluate(sideways) <= 0
    assert visit.page.locator("h1").all_inner_texts() == ["qabot"]


def test_headers_keep_the_page_to_itself(site):
    page = get(site, "/")
    assert page.status == 200
    rules = dict(rule.strip().split(" ", 1) for rule in page.headers["Content-Security-Policy"].split(";"))
    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    for path in ("/", "/page.js", "/chats.js", "/config", "/gradio_api/info"):
        answer = get(site, path)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert get(site, "/", Host="attacker.example").status == 400


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/monitoring", "/gradio_api/file=/etc/hostname"])
def test_nothing_else_is_served(site, path):
    answer = get(site, path)
    assert answer.status in (403, 404) or "monitoring" in path and "disabled" in answer.text.lower()


def test_ask_can_be_called_as_an_api(site):
    from gradio_client import Client

    client = Client(site.url, verbose=False)
    names = json.loads(get(site, "/gradio_api/info").text)["named_endpoints"]
    assert list(names) == ["/ask"]
    answer = client.predict("Who advises Maren?", api_name="/ask")
    assert answer["status"] == "answered"
    assert answer["text"].startswith("Maren Oduya is advised by **Prof. Ilse Brandvold** [1].")
    first = answer["citations"][0]
    assert MAREN[first["start"] : first["end"]] == first["snippet"] == "Advisor: Prof. Ilse Brandvold"
    assert (first["number"], first["source"], first["section"]) == (1, "maren-oduya.md", "Education")
    with pytest.raises(Exception, match="The question is empty. Type a question about one of the profiles."):
        client.predict(" ", api_name="/ask")


def test_the_server_says_where_it_is_and_ends_when_told():
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("fake_bot.py"))],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    line = next(line for line in process.stderr if line.startswith("qabot is at "))
    connection = http.client.HTTPConnection(urlsplit(line.split()[-1]).netloc, timeout=20)
    connection.request("GET", "/")
    assert connection.getresponse().status == 200
    connection.close()
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) in (0, -signal.SIGTERM)
    process.stderr.close()


def test_a_port_in_use_is_said_with_a_way_out(site):
    from qabot.errors import SettingsError
    from qabot.ui.server import serve

    with pytest.raises(SettingsError, match=f"port {site.port}: Address already in use. Set QABOT_PORT"):
        serve(site.bot, host="127.0.0.1", port=site.port)
