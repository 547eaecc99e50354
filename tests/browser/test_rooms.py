"""People, kept chats, suggestions, the corpus, languages: each in a real Chromium over the fake bot."""

from __future__ import annotations

import json
import time

import pytest
from fake_bot import MAREN, FakeBot, settings
from visits import SHOTS, Site, expect, get

pytestmark = pytest.mark.browser

SIZES = [(1440, 900), (768, 1024), (390, 844)]
TABS = {"people": "people-tab", "corpus": "corpus-tab", "chat": "chat"}


def go(visit, tab: str) -> None:
    visit.page.click(f"button[data-tab-id={TABS[tab]}]")


def offered(visit) -> list[str]:
    """What is offered below the answer, once it is there."""
    visit.page.locator("#after .chip").first.wait_for()
    return visit.page.locator("#after .chip").all_inner_texts()


# --- people


def test_people_are_found_by_name_role_organization_or_topic(visit):
    go(visit, "people")
    rows = visit.page.locator("#people-table tbody tr")
    assert [row.split("\t")[:5] for row in rows.all_inner_texts()] == [
        ["Eve <i>Ångström</i>", "", "", "0", ""],
        ["Maren Oduya", "Doctoral researcher", "Institute for Quiet Computing", "3", ""],
        ["김하린", "", "", "0", "sparse sensors"],
    ]
    for wanted, found in [("quiet", "Maren Oduya"), ("SPARSE", "김하린"), ("angstrom", "Eve <i>Ångström</i>")]:
        visit.page.fill("#people-search :is(input, textarea)", wanted)
        expect(rows).to_have_count(1)
        expect(rows.locator("th")).to_have_text(found)
    visit.page.fill("#people-search :is(input, textarea)", "nobody at all")
    expect(visit.page.locator("#people-table")).to_contain_text("Nobody fits these words.")


def test_a_persons_page_shows_each_fact_with_its_words_by_keyboard(visit):
    go(visit, "people")
    visit.page.locator("#people-table a", has_text="Maren Oduya").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#person h2")).to_be_focused()
    expect(visit.page.locator("#people-table")).to_be_hidden()
    heads = [head.split(" ")[0] for head in visit.page.locator("#person h3").all_inner_texts()]
    assert heads == ["Papers", "Timeline", "Names", "Positions", "Education", "Advisors", "Papers", "Awards"]
    assert visit.page.locator("#person .years li").all_inner_texts() == ["1\n2022", "1\n2023", "1\n2024"]
    bars = visit.page.locator("#person .timeline .bar")
    assert bars.all_inner_texts() == ["2019–2021", "2021–"]
    assert bars.first.get_attribute("colspan") == "3"
    fact = visit.page.locator("#person summary", has_text="Sparse stations")
    fact.focus()
    visit.page.keyboard.press("Enter")
    mark = visit.page.locator("#person details[open] mark")
    whole = next(line for line in MAREN.splitlines() if "Sparse stations" in line)
    assert mark.text_content() == whole
    visit.page.keyboard.press("Tab")  # to "Whole source"
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("dialog#whole mark")).to_be_focused()
    assert visit.page.locator("dialog#whole .whole-text").text_content() == MAREN
    assert visit.page.locator("dialog#whole mark").text_content() == whole
    expect(visit.page.locator("dialog#whole mark")).to_be_in_viewport()
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("dialog#whole")).to_be_hidden()
    expect(visit.page.locator("#person details[open] a.whole")).to_be_focused()
    visit.page.click("#person .acts a >> nth=0")
    expect(visit.page.locator("#people-table")).to_be_visible()
    expect(visit.page.locator("#people-search :is(input, textarea)")).to_be_focused()


def test_a_chat_about_one_person_means_this_one(visit):
    go(visit, "people")
    visit.page.locator("#people-table tr", has_text="김하린").locator("a.ask-about").click()
    expect(visit.page.locator("#scope .scoped")).to_have_text("김하린")
    expect(visit.page.locator("#question textarea")).to_be_focused()
    visit.ask("Who advises you?")
    assert visit.last().startswith("김하린의 지도교수는")
    steps = visit.page.locator("#log .steps dd")
    assert steps.nth(1).text_content() == "1 of 3"
    go(visit, "people")
    visit.page.locator("#people-table tr", has_text="Maren").locator("a.ask-about").click()
    expect(visit.page.locator("#scope .scoped")).to_have_count(2)
    visit.page.click("#scope .scoped >> nth=0")
    expect(visit.page.locator("#scope .scoped")).to_have_count(1)
    expect(visit.page.locator("#scope .scoped")).to_have_text("Maren Oduya")
    visit.ask("Who advises you?")
    assert visit.last().startswith("Maren Oduya is advised by")
    visit.page.click("#scope a >> text=Everyone")
    expect(visit.page.locator("#scope")).to_contain_text("About everyone")


def test_the_graph_is_drawn_zoomed_and_chosen_by_keyboard(visit):
    go(visit, "people")
    svg = visit.page.locator("#graph svg")
    svg.wait_for()
    assert sorted(visit.page.locator("#graph text").all_text_contents()) == ["Ilse Brandvold", "Maren Oduya", "김하린"]
    assert visit.page.locator("#graph rect").count() == 2  # those with a profile are squares
    assert visit.page.locator("#graph circle").count() == 1
    assert sorted(visit.page.locator("#graph line title").all_text_contents()) == [
        "Maren Oduya – Ilse Brandvold: 1", "Maren Oduya – 김하린: 2", "김하린 – Ilse Brandvold: 1",
    ]  # fmt: skip
    before = svg.get_attribute("viewBox")
    visit.page.locator("#graph .tools button").first.click()
    assert float(svg.get_attribute("viewBox").split()[2]) < float(before.split()[2])
    visit.page.get_by_label("Whole graph").click()
    assert svg.get_attribute("viewBox") == before
    visit.page.locator("#graph summary").click()
    rows = visit.page.locator("#graph tbody tr").all_inner_texts()
    assert rows[0] == "Maren Oduya\t김하린 (2), Ilse Brandvold (1)"
    owner = visit.page.locator("#graph g[role=link]", has_text="Maren Oduya").first
    assert owner.get_attribute("aria-label") == "Maren Oduya, has a profile, 2 co-authors"
    owner.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#person h2")).to_have_text("Maren Oduya")


# --- conversations


def test_a_chat_outlives_a_reload_and_a_restart(chromium):
    from visits import Visit

    bot = FakeBot()
    site = Site(bot)
    visit = Visit(site, chromium)
    visit.ask("Who advises Maren?")
    visit.ask("And where did she study?")
    port = site.port
    site.close()
    again = Site(bot, port=port)
    visit.page.reload()
    expect(visit.page.locator("#log .question")).to_have_text(["Who advises Maren?", "And where did she study?"])
    assert "Delft Polytechnic [2]" in visit.last()
    visit.page.click('#log a[href="#src-1-1"]')
    expect(visit.page.locator("#src-1-1")).to_be_focused()
    visit.ask("Where was that?")  # the state came back, too: it is still about her
    assert visit.last().startswith("She is at the University of Tromsø")
    visit.close()
    again.close()


def slow(monkeypatch, name: str, seconds: float) -> None:
    """Let a handler of the conversation take its time."""
    from qabot.ui.talk import Talk

    quick = getattr(Talk, name)

    def handler(self, *given):
        time.sleep(seconds)
        return quick(self, *given)

    handler.__name__ = name
    monkeypatch.setattr(Talk, name, handler)


@pytest.mark.parametrize("typed", [True, False])
def test_what_is_asked_before_a_chat_is_back_goes_on_with_it(chromium, monkeypatch, typed):
    from visits import Visit

    slow(monkeypatch, "opened", 1.0)  # a long chat, or a slow line
    site = Site()
    visit = Visit(site, chromium)
    visit.ask("Who advises Maren?")
    visit.ask("When?")
    visit.page.reload()
    visit.page.wait_for_function("() => window.qabot?.words?.close")
    visit.page.evaluate("qabot.wish('scope', '+harin-kim/cv.pdf')")
    if typed:
        visit.page.fill("#question textarea", "Who advises you?")
        visit.page.press("#question textarea", "Enter")
    else:
        visit.page.evaluate("qabot.wish('ask', 'Who advises you?')")
    questions = visit.page.locator("#log .question")
    expect(questions).to_have_text(["Who advises Maren?", "When?", "Who advises you?"])
    expect(visit.page.locator("#log .answer").last).to_contain_text("김하린의 지도교수는")
    expect(visit.page.locator("#scope .scoped")).to_have_text("김하린")
    assert visit.page.input_value("#question textarea") == ""
    visit.page.reload()
    expect(questions).to_have_count(3)  # and the browser kept all of it
    visit.close()
    site.close()


def test_words_typed_before_a_chat_is_back_stay(chromium, monkeypatch):
    from visits import Visit

    slow(monkeypatch, "opened", 1.0)
    site = Site()
    visit = Visit(site, chromium)
    visit.ask("Who advises Maren?")
    visit.page.reload()
    visit.page.wait_for_function("() => window.qabot?.words?.close")
    visit.page.fill("#question textarea", "And who adv")
    expect(visit.page.locator("#log .question")).to_have_count(1)
    assert visit.page.input_value("#question textarea") == "And who adv"
    visit.close()
    site.close()


def test_a_new_chat_wished_before_the_old_one_is_back_is_new(chromium, monkeypatch):
    from visits import Visit

    slow(monkeypatch, "opened", 1.0)
    site = Site()
    visit = Visit(site, chromium)
    visit.ask("Who advises Maren?")
    visit.page.reload()
    visit.page.wait_for_function("() => window.qabot?.words?.close")
    visit.page.click("#new")
    visit.page.evaluate("qabot.wish('scope', '+harin-kim/cv.pdf')")
    visit.page.evaluate("qabot.wish('ask', 'Who advises you?')")
    expect(visit.page.locator("#log .question")).to_have_text(["Who advises you?"])
    expect(visit.page.locator("#log .answer")).to_contain_text("김하린의 지도교수는")
    visit.close()
    site.close()


def test_a_person_chosen_while_an_answer_comes_is_asked_about_next(visit):
    visit.site.bot.gate.clear()
    visit.page.fill("#question textarea", "slow")
    visit.page.press("#question textarea", "Enter")
    expect(visit.page.locator("#stop")).to_be_visible()
    visit.page.evaluate("qabot.wish('scope', '+harin-kim/cv.pdf')")
    visit.site.bot.gate.set()
    expect(visit.page.locator("#scope .scoped")).to_have_text("김하린")
    visit.turns = 1
    visit.ask("Who advises you?")
    assert visit.last().startswith("김하린의 지도교수는")


def test_several_chats_are_listed_opened_renamed_and_deleted(visit):
    visit.ask("Who advises Maren?")
    visit.page.click("#new")
    expect(visit.page.locator("#log .question")).to_have_count(0)
    visit.turns = 0
    visit.ask("Who advises Harin?")
    menu = visit.page.locator("details.chats")
    menu.locator("summary").click()
    assert menu.locator("button.title").all_inner_texts() == ["Who advises Harin?", "Who advises Maren?"]
    menu.locator("button.title").nth(1).click()
    expect(visit.page.locator("#log .question")).to_have_text(["Who advises Maren?"])
    menu.locator("summary").click()
    menu.get_by_label("Rename: Who advises Maren?").click()
    visit.page.keyboard.type("About Maren <b>")
    visit.page.keyboard.press("Enter")
    expect(menu.locator("button.title").nth(1)).to_have_text("About Maren <b>")
    remove = menu.get_by_label("Delete: Who advises Harin?")
    remove.click()
    expect(remove).to_have_text("Really delete?")
    remove.click()
    expect(menu.locator("button.title")).to_have_text(["About Maren <b>"])
    visit.page.reload()
    expect(visit.page.locator("#log .question")).to_have_text(["Who advises Maren?"])


def test_edit_retry_and_undo_put_the_state_back(visit):
    log = visit.page.locator("#log .question")
    visit.ask("Who advises Harin?")
    visit.ask("Who advises Maren?")
    visit.page.click("#after a >> text=Retry")
    expect(visit.page.locator("#ask")).to_be_visible()
    expect(log).to_have_text(["Who advises Harin?", "Who advises Maren?"])
    visit.page.locator("#after a >> text=Undo").click()
    expect(log).to_have_text(["Who advises Harin?"])
    expect(visit.page.locator("#question textarea")).to_have_value("Who advises Maren?")
    visit.turns = 1
    visit.ask("Who advises that person?")
    assert visit.last().startswith("김하린")  # not Maren, who was undone
    visit.page.locator("#log .edit a").first.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#question textarea")).to_have_value("Who advises Harin?")
    expect(visit.page.locator("#after")).to_contain_text("You are changing question 1")
    visit.page.fill("#question textarea", "Who advises Maren?")
    visit.page.press("#question textarea", "Enter")
    expect(log).to_have_text(["Who advises Maren?"])
    offered(visit)
    visit.page.reload()
    expect(log).to_have_text(["Who advises Maren?"])  # what was kept followed


def test_a_link_asks_its_question_again(visits):
    visit = visits(path="?q=Who+advises+Harin%3F")
    expect(visit.page.locator("#log .question")).to_have_text(["Who advises Harin?"])
    expect(visit.page.locator("#log .answer")).to_have_count(1)
    assert visit.page.locator("#after a.link").get_attribute("href") == "?q=Who+advises+Harin%3F"
    assert visit.page.url == visit.site.url  # a reload does not ask again
    scoped = visits(path="?q=Who+advises+you%3F&about=harin-kim%2Fcv.pdf")
    expect(scoped.page.locator("#scope .scoped")).to_have_text("김하린")
    expect(scoped.page.locator("#log .answer")).to_contain_text("김하린의 지도교수는")
    both = visits(path="?q=Who+advises+you%3F&about=harin-kim%2Fcv.pdf%0Amaren-oduya.md")
    expect(both.page.locator("#scope .scoped")).to_have_text(["김하린", "Maren Oduya"])
    expect(both.page.locator("#log .question")).to_have_count(1)


def test_a_copied_link_is_said(visits):
    visit = visits(permissions=["clipboard-read", "clipboard-write"])
    visit.ask("Who advises Maren?")
    visit.page.click("#after a.link")
    expect(visit.page.locator("#qa-say")).to_have_text("Link copied.")
    assert visit.page.evaluate("navigator.clipboard.readText()") == visit.site.url + "?q=Who+advises+Maren%3F"


def test_a_conversation_is_exported_with_its_references(visit, tmp_path):
    visit.ask("Who advises Maren?")
    visit.ask("Who advises Harin?")
    visit.ask("Who advises Maren?")
    got = {}
    for kind in ("Markdown", "JSON"):
        visit.page.locator("details.export summary").click()
        with visit.page.expect_download() as download:
            visit.page.locator("details.export button", has_text=kind).click()
        download.value.save_as(tmp_path / kind)
        got[kind] = (download.value.suggested_filename, (tmp_path / kind).read_text(encoding="utf-8"))
    name, text = got["Markdown"]
    assert name == "qabot.md"
    assert text.startswith("# A conversation with qabot\n\n## Who advises Maren?\n\nMaren Oduya is advised by")
    assert "서도윤 교수**입니다 [3]." in text  # numbered through the conversation
    assert text.endswith(
        "## References\n\n1. Maren Oduya, maren-oduya.md, Education: “Advisor: Prof. Ilse Brandvold”\n"
        "2. Maren Oduya, maren-oduya.md, About: “I work on probabilistic cartography”\n"
        "3. 김하린, harin-kim/cv.pdf, page 1, 관심 분야: “지도교수는 서도윤 교수입니다”\n"
    )
    name, text = got["JSON"]
    whole = json.loads(text)
    assert name == "qabot.json"
    assert [turn["question"] for turn in whole["turns"]] == ["Who advises Maren?", "Who advises Harin?"] + [
        "Who advises Maren?"
    ]
    assert [cited["number"] for cited in whole["references"]] == [1, 2, 3]
    first = whole["references"][0]
    assert MAREN[first["start"] : first["end"]] == first["snippet"]


def test_feedback_stays_here_and_leaves_out_the_conversation(visit):
    file = visit.site.bot.settings.feedback / "feedback.jsonl"
    file.unlink(missing_ok=True)
    visit.ask("Who advises Harin?")
    visit.ask("Who advises Maren?")
    visit.page.click("#after a >> text=Helpful")
    expect(visit.page.locator("#after")).to_contain_text("Noted on this computer")
    visit.page.click('#log a[href="#src-2-2"]')
    visit.page.locator("#src-2-2 a.judge").click()
    expect(visit.page.locator("#qa-say")).to_contain_text("Noted")
    until = time.monotonic() + 5
    while len(file.read_text(encoding="utf-8").splitlines()) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [(row["verdict"], row["question"]) for row in rows] == [
        ("helpful", "Who advises Maren?"),
        ("citation", "Who advises Maren?"),
    ]
    assert [cited["snippet"] for cited in rows[1]["citations"]] == ["I work on probabilistic cartography"]
    assert "Harin" not in file.read_text(encoding="utf-8")


MANY = """() => {
  const key = Object.keys(localStorage).find((key) => key.startsWith('qabot.v1.chat.'));
  const kept = JSON.parse(localStorage.getItem(key));
  kept.turns = Array.from({ length: 100 }, (_, at) => ({ ...kept.turns[at % kept.turns.length] }));
  localStorage.setItem(key, JSON.stringify(kept));
}"""
FIRST_WORD = """() => {
  window.__first = null;
  const start = performance.now();
  const look = () => {
    if (document.querySelector('#live .answer')?.innerText.trim()) window.__first = performance.now() - start;
    else requestAnimationFrame(look);
  };
  look();
}"""


def first_word(visit) -> float:
    """Milliseconds from Enter to the first words of the answer."""
    visit.page.fill("#question textarea", "list Maren's papers")
    visit.page.evaluate(FIRST_WORD)
    visit.page.press("#question textarea", "Enter")
    until = time.monotonic() + 10
    while visit.page.evaluate("window.__first") is None and time.monotonic() < until:
        time.sleep(0.02)
    expect(visit.page.locator("#ask")).to_be_visible()
    offered(visit)
    return visit.page.evaluate("window.__first")


def test_a_hundred_turns_are_no_slower_than_one(visit):
    visit.ask("Who advises Maren?")
    offered(visit)
    short = min(first_word(visit) for _ in range(3))
    visit.page.evaluate(MANY)
    visit.page.reload()
    expect(visit.page.locator("#log .earlier")).to_have_text("80 earlier questions")
    offered(visit)
    visit.page.click("#log .earlier a")
    expect(visit.page.locator("#log .earlier")).to_have_text("60 earlier questions")
    long = min(first_word(visit) for _ in range(3))
    assert short < 300
    assert long < 300


# --- below an answer


def test_the_steps_of_the_search_can_be_unfolded(visit):
    visit.ask("And where did Maren study?")
    visit.page.locator("#log .steps summary").focus()
    visit.page.keyboard.press("Enter")
    steps = visit.page.locator("#log .steps")
    said = dict(zip(steps.locator("dt").all_inner_texts(), steps.locator("dd").all_inner_texts(), strict=True))
    assert said.pop("Time").endswith(" ms")
    assert said == {
        "Question as understood": "Where did Maren Oduya study?",
        "Profiles looked at": "3",
        "About": "Maren Oduya",
        "Quoted": "2 passages, 1 file",
    }


def test_only_questions_that_are_answered_are_suggested(visit):
    visit.ask("Who advises Maren?")
    assert offered(visit) == ["Where does Maren Oduya work?"]  # every other one gets the same answer from this bot
    visit.page.locator("#after .chip").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#log .question")).to_have_text(["Who advises Maren?", "Where does Maren Oduya work?"])


def test_what_is_not_stated_comes_with_what_is(visit):
    visit.ask("What is Maren's phone number?")
    assert offered(visit)
    expect(visit.page.locator("#after .label")).to_have_text("What the profile does say")


def test_an_ambiguous_name_comes_with_a_choice(visit):
    visit.ask("Where is Kim ?")
    assert offered(visit) == ["Maren Oduya · Institute for Quiet Computing", "김하린"]
    visit.page.locator("#after .chip").nth(1).focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#log .question")).to_have_count(2)
    expect(visit.page.locator("#log .answer")).to_have_count(2)
    assert visit.last().startswith("김하린의 지도교수는")


# --- the corpus


def test_files_are_checked_previewed_added_and_deleted(visits, tmp_path):
    visit = visits()
    corpus = visit.site.bot.settings.corpus
    go(visit, "corpus")
    given = {
        "new person.md": b"# Nora Quist\n",
        "maren-oduya.md": MAREN.encode() + b"\nMore.\n",
        "tool.exe": b"MZ\x00",
        "fake.pdf": b"not a PDF",
        "empty.txt": b"",
    }
    for name, data in given.items():
        (tmp_path / name).write_bytes(data)
    visit.page.locator("#add").wait_for()
    visit.page.set_input_files("#corpus input[type=file]", [tmp_path / name for name in given if name != "tool.exe"])
    planned = visit.page.locator("#planned")
    expect(planned.locator("h3").first).to_have_text("When you apply this")
    shown = planned.inner_text().split("\n")
    assert shown[shown.index("Added 1") + 1] == "new person.md"
    assert "maren-oduya.md: a profile of this name was put into the corpus by hand; change it there" in shown
    assert "fake.pdf: not what its ending says" in shown
    assert "empty.txt: empty" in shown
    assert not (corpus / "new person.md").exists()  # nothing is done yet
    visit.page.locator("#profiles tr", has_text="Eve").locator("a").click()
    expect(planned).to_contain_text("Removed 1")
    expect(visit.page.locator("#rebuild")).to_have_text("Apply and rebuild")
    visit.page.click("#rebuild")
    expect(visit.page.locator("#report dl")).to_be_visible()
    assert (corpus / "uploads" / "new person.md").read_bytes() == given["new person.md"]
    assert (corpus / "maren-oduya.md").read_bytes() != given["maren-oduya.md"]
    assert not (corpus / "eve <b>.html").exists()
    assert sorted(path.name for path in corpus.iterdir()) == ["harin-kim", "maren-oduya.md", "uploads"]
    expect(visit.page.locator("#rebuild")).to_have_text("Rebuild")


@pytest.mark.parametrize(("host", "more"), [("0.0.0.0", {}), ("127.0.0.1", {"edit": False})])
def test_nothing_is_added_where_it_is_switched_off(chromium, host, more):
    from visits import Visit

    site = Site(FakeBot(settings(**more)), host=host)
    visit = Visit(site, chromium)
    go(visit, "corpus")
    expect(visit.page.locator("#lock-note")).to_contain_text("switched off")
    expect(visit.page.locator("#rebuild")).to_be_hidden()
    assert visit.page.locator("#profiles a").count() == 0
    assert upload(site) == 403
    visit.close()
    site.close()


def test_a_password_opens_the_corpus_and_a_wrong_one_does_not(chromium):
    from visits import Visit

    site = Site(FakeBot(settings(password="quiet-maps")), host="0.0.0.0")
    visit = Visit(site, chromium)
    go(visit, "corpus")
    assert upload(site) == 403
    for word, note in (("loud-maps", "That is not the password."), ("quiet-maps", "")):
        visit.page.fill("#password input", word)
        visit.page.press("#password input", "Enter")
        expect(visit.page.locator("#lock-note")).to_have_text(note)
    expect(visit.page.locator("#rebuild")).to_be_visible()
    key = next(cookie for cookie in visit.context.cookies() if cookie["name"] == "qabot_key")
    assert key["sameSite"] == "Strict"
    assert upload(site, Cookie=f"qabot_key={key['value']}") == 200
    assert upload(site, Cookie="qabot_key=guess") == 403
    visit.page.reload()
    visit.page.locator("#question textarea").wait_for()
    go(visit, "corpus")
    expect(visit.page.locator("#rebuild")).to_be_visible()
    assert visit.faults == []
    visit.close()
    site.close()


def upload(site: Site, **headers: str) -> int:
    import http.client

    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\n# A\r\n--x--\r\n'
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    connection.request(
        "POST", "/gradio_api/upload", body, {"Content-Type": "multipart/form-data; boundary=x", **headers}
    )
    status = connection.getresponse().status
    connection.close()
    return status


# --- languages, looks, access


def test_the_page_speaks_korean_to_those_who_read_it_and_can_be_switched(visits):
    visit = visits(locale="ko-KR")
    expect(visit.page.locator("#ask")).to_have_text("묻기")
    expect(visit.page.locator("button[data-tab-id=people-tab]")).to_have_text("사람들")
    assert visit.page.evaluate("document.documentElement.lang") == "ko"
    assert visit.page.locator("#question textarea").get_attribute("placeholder") == "질문을 입력하세요"
    visit.ask("What is Maren's phone number?")
    expect(visit.page.locator("#log .status")).to_have_text("프로필에 없음")
    visit.page.click("#header a >> text=English")
    expect(visit.page.locator("#ask")).to_have_text("Ask")
    expect(visit.page.locator("details.chats summary")).to_have_text("Chats")
    expect(visit.page.locator("#after .label")).to_have_text("What the profile does say")
    visit.page.wait_for_timeout(500)  # what is still on its way would say that it was cut off
    visit.page.reload()
    expect(visit.page.locator("button[data-tab-id=people-tab]")).to_have_text("People")
    expect(visit.page.locator("#log .status")).to_have_text("Not stated in the profile")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["chat", "people", "person", "corpus"])
def test_axe_finds_nothing(visits, tab, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    visit = visits(color_scheme=scheme, reduced_motion="reduce")
    if tab == "chat":
        visit.ask("Who advises Maren?")
        visit.ask("Where is Kim ?")
        offered(visit)
        visit.page.locator("#log .steps summary").last.click()
        visit.page.click('#log a[href="#src-1-2"]')
        expect(visit.page.locator("#src-1-2")).to_be_focused()
        visit.page.locator("details.chats summary").click()
    elif tab == "corpus":
        go(visit, "corpus")
        visit.page.locator("#profiles tr", has_text="Eve").locator("a").click()
        expect(visit.page.locator("#planned")).to_contain_text("Removed 1")
    else:
        go(visit, "people")
        visit.page.locator("#graph svg").wait_for()
    if tab == "person":
        visit.page.locator("#people-table a", has_text="Maren Oduya").click()
        visit.page.locator("#person summary").nth(1).click()
    visit.page.wait_for_timeout(200)
    found = axe.Axe().run(visit.page).response["violations"]
    assert [(fault["impact"], fault["id"], [node["html"][:160] for node in fault["nodes"]]) for fault in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_other_rooms_at_every_size(visits, width, height, scheme):
    visit = visits(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce", locale="ko-KR"
    )
    SHOTS.mkdir(exist_ok=True)
    sideways = "document.documentElement.scrollWidth - innerWidth"

    def shot(name: str) -> None:
        visit.page.screenshot(path=str(SHOTS / f"{width}-{scheme}-{name}.png"), full_page=True)
        assert visit.page.evaluate(sideways) <= 0

    visit.ask("Where is Kim ?")
    offered(visit)
    shot("5-choice")
    go(visit, "people")
    visit.page.locator("#graph svg").wait_for()
    visit.page.wait_for_timeout(150)
    shot("6-people")
    visit.page.locator("#people-table a", has_text="Maren Oduya").click()
    visit.page.locator("#person summary", has_text="PhD").click()
    shot("7-person")
    go(visit, "corpus")
    visit.page.locator("#profiles tr", has_text="Eve").locator("a").click()
    expect(visit.page.locator("#planned")).to_contain_text("삭제")
    shot("8-plan")


def test_the_scripts_are_served_and_no_others(site):
    for name in ("page.js", "chats.js", "graph.js"):
        assert get(site, f"/{name}").headers["Content-Type"].startswith("text/javascript")
    assert get(site, "/other.js").status == 404
