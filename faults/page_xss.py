"""Put scripts and beacons wherever text reaches the page, in a real Chromium: none runs, nothing is fetched.

    python faults/page_xss.py [--long] [--rows both escaping policy] [--without layers]

130 payloads (payloads.py) stand in names, aliases, titles, co-authors, organizations, awards, links, sections, front
matter, file names, questions, share links and a forged chat; a listener on loopback is the site they turn to. There are
two layers, and each must hold alone: `escaping` switches the policy of the headers off, `policy` switches escaping, nh3
and Gradio's own sanitiser off. `--without layers` switches both off: then scripts run and beacons are fetched.
Every payload has a number of its own, so many are shown at once. Short, 20 s: where escaping alone holds every place is
visited, where the policy alone holds every payload once; `--long`, 13 min: both together, too, every payload is a
question of its own, and every person is asked about. Needs chromium and playwright.

Last long run: escaping 244 s, policy 253 s, both 256 s: of 130 payloads none ran and nothing was fetched in any row; where
text is escaped, all 130 were shown as the text they are.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from types import SimpleNamespace
from urllib.parse import urlencode

from findings import Control, Tally, main
from payloads import Payload, payloads, refresh
from serving import Listener, Served, made, running

from qabot.profiles.profile import Profile

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --autoplay-policy=no-user-gesture-required"
).split()
GROUP = 44  # payloads in one profile
ASKED, SHOWN = 1_900, 600  # characters of a question that are read, and that the conversation repeats
FILED = "Io Lund"  # whose files have payloads for names
LISTEN = "window.ran = (number) => { (window.hits ||= []).push(number); };"
# What a user might do next: unfold, focus, point at, press.
STIR = """() => {
  document.querySelectorAll('details').forEach((one) => { one.open = true; });
  document.querySelectorAll('[onmouseover]').forEach((one) => one.dispatchEvent(new MouseEvent('mouseover')));
  document.querySelectorAll('a[href]').forEach((one) => {
    if (one.hasAttribute('ping')) one.href = '#';
    if (/^\\s*(javascript|data):/i.test(one.href) || one.hasAttribute('ping')) one.click();
  });
  return document.body.innerText + '\\n' + document.body.textContent;
}"""
INSIDE = (
    "main :is(img, picture, video, audio, iframe, object, embed, form, style:not(defs *), base, meta, link, script)"
)
AWAY = """() => [...document.querySelectorAll('main a[href]')].map((one) => one.getAttribute('href'))
  .filter((href) => !/^(#|\\?q=)/.test(href))"""


def both(long: bool) -> Tally:
    """As it is served."""
    return _visit(long, _Look.round, strict=True) if long else Tally(skipped="each layer holds alone")


def escaping(long: bool) -> Tally:
    """Escaping and nh3 alone."""
    with without_policy():
        return _visit(long, _Look.round, strict=True)


def policy(long: bool) -> Tally:
    """The headers' policy alone. Where a payload stands is nothing to it."""
    with without_escaping():
        return _visit(long, _Look.round if long else _Look.once, strict=False)


STAGE = ExitStack()  # what all rows share: the other site, a browser, an index of every payload


@cache
def _stage():
    from playwright.sync_api import sync_playwright

    other = STAGE.enter_context(Listener())
    playwright = STAGE.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
    STAGE.callback(browser.close)
    tried = payloads(other.url)
    return other, browser, tried, STAGE.enter_context(made(corpus(tried, other.url), rate=0))


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def _visit(long: bool, visit: Callable[[_Look, bool], None], *, strict: bool) -> Tally:
    """Show every payload. `strict`: they must show as the text they are, too."""
    if not _chromium():
        return Tally(skipped="chromium is not installed")
    other, browser, tried, bot = _stage()
    other.paths.clear()
    with running(bot) as site:
        context = browser.new_context(viewport={"width": 1200, "height": 900})
        try:
            look = _Look(site, context, other, tried)
            visit(look, long)
            return look.judge(strict)
        finally:
            context.close()


class _Look:
    """One visitor who opens everything."""

    def __init__(self, site: Served, context, other: Listener, tried: list[Payload]) -> None:
        self.site, self.other, self.tried = site, other, tried
        self.text = {one.number: one.text for one in tried}
        context.add_init_script(LISTEN)
        self.page = context.new_page()
        self.page.on("dialog", lambda dialog: dialog.dismiss())
        self.tally = Tally()
        self.shown, self.hits, self.inside, self.away = "", set[int](), 0, set[str]()
        self.own = 0  # such elements that are Gradio's

    def round(self, long: bool) -> None:
        """Every place in turn."""
        profiles = self.site.bot.profiles()
        self.open("")
        some = profiles if long else [one for one in profiles if one.name != FILED]
        self.people(some)
        for profile in some if long else some[::3]:  # of JSON and of HTML
            self.open("") if long else None  # the page goes on with the chat that it showed
            self.anew()
            self.wish("scope", f"+{profile.id}", "() => document.querySelector('#scope .chip')")
            for question in ("List your papers", "Who are your co-authors?", "Who are you?")[: 3 if long else 2]:
                self.ask(question)
        self.page.evaluate("document.querySelector('#sources a.whole')?.click()")
        self.look(300)
        self.open("") if long else self.anew()
        for some in [[one] for one in self.tried] if long else _packed(self.tried, ASKED):
            self.ask(" ".join(one.text for one in some))
        self.tab("corpus-tab", "#profiles section")
        self.page.evaluate("document.querySelector('#rebuild').click()")
        self.page.locator("#report dl, #report .problem").first.wait_for(state="attached", timeout=60_000)
        self.look(100)
        self.kept()
        links = [[one] for one in self.tried] if long else [self.tried[::9], self.tried[4::9]]
        for some in links:
            words = " ".join(one.text for one in some)
            self.open("?" + urlencode({"q": words, "about": words}))
            self.look(300)
        self.led()

    def once(self, long: bool) -> None:
        """Every payload, where there is most."""
        self.open("")
        self.people([one for one in self.site.bot.profiles() if one.name.startswith("Ada")])
        self.ask(" ".join(one.text for one in self.tried[::9]))
        self.led()

    def people(self, some: Sequence[Profile]) -> None:
        """People, one by one."""
        self.tab("people-tab", "#graph code, #graph .note")
        for profile in some:
            self.page.evaluate("id => qabot.openPerson(id)", profile.id)
            self.page.wait_for_function("() => !document.querySelector('#person').classList.contains('pending')")
            self.page.locator("#person h2").first.wait_for(state="attached")
            self.look(40)

    def led(self) -> None:
        """A text that would lead the page elsewhere."""
        self.page.evaluate("words => qabot.wish('ask', words)", refresh(self.other.url))
        self.page.wait_for_timeout(600)

    def open(self, path: str) -> None:
        """Open the page."""
        self.page.goto(self.site.url + path)
        self.page.locator("#question textarea").wait_for(state="attached")
        self.page.wait_for_function("() => window.qabot?.words?.close")
        if not path:
            self.own = max(self.own, self.page.locator(INSIDE).count())

    def tab(self, name: str, there: str) -> None:
        """Open a tab and wait for what is in it."""
        self.page.evaluate("name => qabot.tab(name)", name)
        self.page.locator(there).first.wait_for(state="attached")
        self.look(200)

    def ask(self, question: str) -> None:
        """Ask and wait for the answer."""
        before = self.page.locator("#log [data-testid=bot]").count()
        if before >= 10:  # the page shows no more than the last ones
            self.anew()
            before = 0
        self.wish("ask", question, f"() => document.querySelectorAll('#log [data-testid=bot]').length > {before}")
        self.look(40)
        if self.page.locator("#log .problem").count():
            self.tally.saw(f"no answer to {question[:60]!r}", fault=True)

    def wish(self, name: str, argument: str, until: str) -> None:
        """Wish for something, and wait until it is there."""
        self.page.evaluate("([name, argument]) => qabot.wish(name, argument)", [name, argument])
        self.page.wait_for_function(until, timeout=30_000)

    def anew(self) -> None:
        """Begin a conversation."""
        self.page.evaluate("document.querySelector('#new').click()")
        self.page.wait_for_function("() => sessionStorage.getItem('qabot.v1.now') === null")
        self.page.wait_for_function("() => !document.querySelector('#log [data-testid=bot]')")
        self.page.wait_for_function("() => !document.querySelector('#scope .chip')")

    def kept(self) -> None:
        """A chat that somebody else put into this browser."""
        text = " ".join(one.text for one in self.tried)
        cited = {"number": 1, "snippet": text, "source": text, "start": 0, "end": 9, "page": 1, "section": text,
                 "person": text}  # fmt: skip
        answer = {"text": text + " [1]", "citations": [cited], "status": "answered", "question": text}
        turn = {"asked": text, "answer": answer, "said": "", "seconds": 0, "judged": "", "state": None}
        asked = [" ".join(one.text for one in some) for some in _packed(self.tried, SHOWN)]
        told = [{**turn, "asked": words, "answer": None, "said": text} for words in asked]
        chat = json.dumps({"id": "forged", "scope": [], "turns": [*told, turn]})
        self.page.evaluate(
            """([chat, title]) => {
              localStorage.setItem('qabot.v1.chat.forged', chat);
              localStorage.setItem('qabot.v1.chats', JSON.stringify([{ id: 'forged', title, at: 0 }]));
              sessionStorage.setItem('qabot.v1.now', 'forged');
            }""",
            [chat, text],
        )
        self.open("")
        self.page.locator("#log [data-testid=bot]").first.wait_for(state="attached")
        self.look(300)
        self.page.evaluate("sessionStorage.clear(); localStorage.clear()")

    def look(self, wait: int) -> None:
        """Read what is shown and what came of it."""
        self.shown += self.page.evaluate(STIR)
        if wait:
            self.page.wait_for_timeout(wait)
        for number in set(self.page.evaluate("window.hits ?? []")) - self.hits:
            self.hits.add(number)
            self.tally.saw(f"ran: {self.text[number][:60]}", fault=True)
        self.inside = max(self.inside, self.page.locator(INSIDE).count() - self.own)
        self.away |= set(self.page.evaluate(AWAY))

    def judge(self, strict: bool) -> Tally:
        """What came of it all."""
        tally = self.tally
        fetched = {int(number) for path in self.other.paths if (number := path.strip("/").split("/")[0]).isdecimal()}
        for one in self.tried:
            if one.number in fetched:
                tally.saw(f"fetched: {one.text[:60]}", fault=True)
            elif one.number not in self.hits:
                tally.saw("did nothing")
        if any("refresh" in path for path in self.other.paths) or self.other.url in self.page.url:
            tally.saw("led the page elsewhere (a refresh, which no policy stops)", fault=strict)
        if strict:
            folded = re.sub(r"\s+", "", self.shown)
            shown = sum(re.sub(r"\s+", "", one.text) in folded for one in self.tried)
            tally.notes.append(f"{shown} shown as the text they are")
            if shown < 100:
                tally.saw("too few shown to tell", fault=True)
            for what, count in (("elements from a text", self.inside), ("links elsewhere", len(self.away))):
                if count:
                    tally.saw(f"{count} {what} {sorted(self.away)[:3]}", fault=True)
        return tally


def _packed(tried: Sequence[Payload], most: int) -> list[list[Payload]]:
    """The payloads in groups of so many characters."""
    groups, size = [[]], 0
    for one in tried:
        if size + len(one.text) >= most and groups[-1]:
            groups.append([])
            size = 0
        groups[-1].append(one)
        size += len(one.text) + 1
    return groups


def corpus(tried: list[Payload], other: str) -> dict[str, str]:
    """Profiles that hold every payload, as JSON (where text stands as it is) and as HTML (where it is escaped)."""
    files = {}
    for at in range(0, len(tried), GROUP):
        texts = [one.text for one in tried[at : at + GROUP]]
        files[f"json-{at}.json"] = _json(at, texts, other)
        files[f"page-{at}.html"] = _html(at, texts)
    for one in tried[::6]:
        named = re.sub(r"[/\0]", "∕", one.text)[:80]
        files[f"{named}.md"] = (
            f"---\ntitle: {json.dumps(one.text)}\nauthor: {json.dumps(one.text)}\n---\n# {FILED}\n\nNorth.\n"
        )
        files[f"{named} gone.md"] = ""  # is left out, and the report says so
    return files


def _json(at: int, texts: list[str], other: str) -> str:
    person = f"Ada{chr(97 + at // GROUP % 26)} Berg"
    bare, texts = " ".join(texts), [html.escape(text) for text in texts]  # a reader drops the tags of bare HTML
    papers = [
        {"name": f"On {text} and salt", "publisher": f"Journal of {text}", "releaseDate": f"{2001 + n % 20}",
         "url": f"{other}/link", "summary": text, "authors": [person, f"Bo {text}", "Cy Dahl"]}
        for n, text in enumerate(texts)
    ]  # fmt: skip
    return json.dumps(
        {
            "basics": {"name": f"{person} {texts[0]}", "label": texts[1], "summary": bare,
                       "url": f"{other}/home", "email": f"a@x.test{texts[0]}", "alternateName": texts},
            "publications": papers,
            "work": [{"name": text, "position": f"Keeper {text}", "startDate": "2019", "summary": text} for text in texts],
            "education": [{"institution": text, "area": text, "studyType": "PhD", "startDate": "2010"} for text in texts],
            "awards": [{"title": f"Prize {text}", "awarder": text, "date": "2011"} for text in texts],
            "interests": [{"name": text, "keywords": texts[::9]} for text in texts],
        }
    )  # fmt: skip


def _html(at: int, texts: list[str]) -> str:
    person = f"Ida{chr(97 + at // GROUP % 26)} Moe"
    body = "".join(
        f"<h2>{html.escape(text)}</h2><p>{html.escape(text)} I study ice {html.escape(text)}.</p>"
        f'<p><a href="{html.escape(text)}">press</a></p>'
        for text in texts
    )
    papers = "".join(
        f"<li>{person}, Bo {html.escape(text)}. <b>On {html.escape(text)} and ice.</b> ICML, {2001 + n % 20}.</li>"
        for n, text in enumerate(texts)
    )
    return f"<html><head><title>{html.escape(texts[0])}</title></head><body><h1>{person}</h1>{body}<h2>Publications</h2><ul>{papers}</ul></body></html>"


@contextmanager
def without_policy() -> Iterator[None]:
    """Every source may be loaded, every script run."""
    from qabot.ui import headers

    usual = headers.policy
    headers.policy = lambda *_: "default-src * data: blob: 'unsafe-inline' 'unsafe-eval'"
    try:
        yield
    finally:
        headers.policy = usual


@contextmanager
def without_escaping() -> Iterator[None]:
    """Text goes into the page as it is, and Gradio leaves it so. (Messages to the page's own script stay JSON.)"""
    import gradio as gr

    from qabot.ui import markup

    usual = markup.text, markup.nh3, gr.Markdown, gr.Chatbot, dict(markup._MARKDOWN.renderer.rules)

    def raw(words: str) -> str:
        return usual[0](words) if words.startswith(('{"do"', '{"nodes"')) else words

    def lax(component: Callable) -> Callable:
        return lambda *given, **named: component(*given, **{**named, "sanitize_html": False})

    markup.text, markup.nh3 = raw, SimpleNamespace(clean=lambda markup, **_: markup)
    markup._MARKDOWN.add_render_rule("text", lambda _, tokens, at, *__: tokens[at].content)
    gr.Markdown, gr.Chatbot = lax(gr.Markdown), lax(gr.Chatbot)
    try:
        yield
    finally:
        markup.text, markup.nh3, gr.Markdown, gr.Chatbot, rules = usual
        markup._MARKDOWN.renderer.rules.clear()
        markup._MARKDOWN.renderer.rules.update(rules)


@contextmanager
def without_layers() -> Iterator[None]:
    """Neither, whatever the row leaves."""
    with without_policy(), without_escaping():
        yield


ROWS = {"both": both, "escaping": escaping, "policy": policy}
CONTROLS = {"layers": Control(without_layers, {"policy": "ran: "})}

if __name__ == "__main__":
    with STAGE:
        sys.exit(main(__doc__ or "", ROWS, CONTROLS))
