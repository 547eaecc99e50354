"""A bot over invented people, whose answers can be worked out by hand. Some of its texts try to break the page."""

from __future__ import annotations

import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from qabot.answers.answer import Answer, Citation
from qabot.errors import QabotError, QuestionError
from qabot.index.build import BuildReport, Skipped
from qabot.profiles.profile import Award, Degree, Paper, Position, Profile, Value
from qabot.settings import Settings
from qabot.sources.source import Source, Span

MAREN = """Maren Oduya
Doctoral researcher, Institute for Quiet Computing, Tromsø

About
I work on probabilistic cartography and on how maps say what they do not know. Before that I built weather
stations with the Northern Sensor Guild.

Education
PhD in Computer Science, University of Tromsø, 2021 – present. Advisor: Prof. Ilse Brandvold
MSc in Geoinformatics, Delft Polytechnic, 2019 – 2021

Papers
Maren Oduya, Harin Kim. Maps that admit doubt. Conference on Spatial Learning, 2024. Best Paper Award.
Maren Oduya. Contour lines without contours. Workshop on Visual Uncertainty, 2023.
Harin Kim, Maren Oduya, Ilse Brandvold. Sparse stations, dense fields. Journal of Invented Meteorology, 2022.

Awards
Aurora Fellowship, Northern Research Council, 2022
"""
HARIN = """김하린 (Harin Kim)
한빛대학교 컴퓨터공학과 박사과정

관심 분야
희소 센서에서 얻은 기상장을 베이지안 신경망으로 복원하는 방법을 연구합니다. 지도교수는 서도윤 교수입니다.

학력
한빛대학교 컴퓨터공학 박사과정, 2020 – 현재
한빛대학교 수학 학사, 2016 – 2020
"""
EVE = """Eve <script>window.pwned = 1</script> Ångström
<img src=x onerror="window.pwned = 2"> and ![beacon](http://evil.example/a.png)

Notes
[1]: http://evil.example/stolen
A *star*, an _underscore_, a | pipe |, a $x_1$ and $$y^2$$, a `tick`, <b>not bold</b> and a &lt; entity.
<iframe src="http://evil.example/frame"></iframe><style>body { display: none }</style>
<a href="javascript:window.pwned = 3">press</a> {{constructor}} ${window.pwned = 4}

# not a heading
<form action="http://evil.example/form"><input name=q></form><svg onload="window.pwned = 5"></svg>
"""
TEXTS = {"maren-oduya.md": MAREN, "harin-kim/cv.pdf": HARIN, "eve <b>.html": EVE}
_KEYS = {"maren": "maren-oduya.md", "harin": "harin-kim/cv.pdf", "하린": "harin-kim/cv.pdf", "eve": "eve <b>.html"}
_NAMES = {"maren-oduya.md": "Maren Oduya", "harin-kim/cv.pdf": "김하린", "eve <b>.html": "Eve <i>Ångström</i>"}


@dataclass(frozen=True, slots=True)
class ChatState:
    """Whom the conversation is about, and how long it is."""

    people: tuple[str, ...] = ()
    asked: int = 0
    scope: tuple[str, ...] = ()


def settings(**more: object) -> Settings:
    """Settings whose folders are new and empty; the corpus holds the files of TEXTS."""
    home = Path(tempfile.mkdtemp(prefix="qabot-test-"))
    for path, text in TEXTS.items():
        (home / "corpus" / path).parent.mkdir(parents=True, exist_ok=True)
        (home / "corpus" / path).write_text(text, encoding="utf-8")
    return Settings(corpus=home / "corpus", index=home / "index", feedback=home / "feedback", **more)


@dataclass
class FakeBot:
    settings: Settings = field(default_factory=lambda: settings())
    texts: dict[str, str] = field(default_factory=lambda: dict(TEXTS))
    gate: threading.Event = field(default_factory=threading.Event)  # "slow" questions wait for it
    rebuild_gate: threading.Event | None = None  # a rebuild waits for it
    rebuilds: int = 0
    grown: int = 0  # unfinished answers given

    def chat(self, state: ChatState | None = None) -> FakeChat:
        return FakeChat(self, state or ChatState())

    def ask(self, question: str) -> Answer:
        return self.chat().ask(question)

    def profiles(self) -> list[Profile]:
        return [_profile(path) for path in self.texts]

    def source(self, path: str) -> Source:
        if path not in self.texts:
            raise QabotError(f"There is no file {path}.")
        return Source(path, "text", self.texts[path], (), pages=(0, 40) if path.endswith(".pdf") else ())

    def warm(self) -> None:
        pass

    def rebuild(self, progress=None):
        for at, path in enumerate(self.texts):
            if progress:
                progress(at, len(self.texts), path)
            time.sleep(0.05)
        if self.rebuild_gate:
            self.rebuild_gate.wait(10)
        self.rebuilds += 1
        skipped = (
            Skipped("broken.pdf", "The file ends before its first page."),
            Skipped("<img src=x onerror=alert(1)>.md", "empty"),
        )
        return BuildReport(("new <b>person</b>",), (), ("gone",), tuple(self.texts), skipped, 3, 9, 2, 0.5)


@dataclass
class FakeChat:
    bot: FakeBot
    state: ChatState

    def ask(self, question: str) -> Answer:
        *_, answer = self.stream(question)
        return answer

    def stream(self, question: str) -> Iterator[Answer]:
        if not question.strip():
            raise QuestionError("The question is empty.", "Type a question about one of the profiles.")
        if len(question) > 2_000:
            found = f"The question has {len(question)} characters, more than 2,000."
            raise QuestionError(found, "Ask something shorter.")
        return self._grown(question)

    def _grown(self, question: str) -> Iterator[Answer]:
        """The answer; to a question that says "grow", sentence by sentence, each when the gate opens once more."""
        answer = self._whole(question)
        if "grow" in question:
            for end in [place.end() for place in re.finditer(r"\] ?", answer.text)][:-1]:
                self.bot.grown += 1
                yield replace(answer, text=answer.text[:end].strip())
                self.bot.gate.wait(20)
                self.bot.gate.clear()
        yield answer

    def _whole(self, question: str) -> Answer:
        words = question.lower()
        if "slow" in words:
            self.bot.gate.wait(20)
        if "crash" in words:
            raise RuntimeError("a fault in the program")
        said = tuple(path for name, path in _KEYS.items() if name in words)
        about = [path for path in self.state.people if not self.state.scope or path in self.state.scope]
        people = said[:1] or (*about, *self.state.scope)[:1]
        answer = _answer(
            words,
            next((name for name, path in _KEYS.items() if (path,) == people), ""),
            question,
            bool(self.state.scope),
        )
        if answer.status == "ambiguous":
            people = ("harin-kim/cv.pdf", "maren-oduya.md")
        self.state = replace(self.state, people=people, asked=self.state.asked + 1)
        return answer


def _answer(words: str, person: str, question: str, scoped: bool) -> Answer:
    if "weather" in words:
        return Answer("I answer questions about the people in these profiles.", (), "out_of_scope", question, (), False)
    if "hello" in words:
        return Answer("Hello. Ask me about one of three profiles.", (), "help", question)
    if "nobody" in words:
        return Answer("There is no profile of Nobody Atall.", (), "no_profile", question, (), False)
    if "phone" in words:
        text = "Maren Oduya's profile does not state a phone number."
        return Answer(text, (), "not_stated", question, ("Maren Oduya",), False)
    if "kim" in words.split() and not scoped:
        return Answer("Two people fit: 김하린 and Maren Oduya. Whom do you mean?", (), "ambiguous", question, (), False)
    if "list" in words:
        return _long(question)
    if person in ("harin", "하린"):
        return _cited(
            "김하린의 지도교수는 **서도윤 교수**입니다 [1].",
            "harin-kim/cv.pdf",
            ["지도교수는 서도윤 교수입니다"],
            question,
        )
    if person == "eve":
        hostile = (
            "She wrote <img src=http://evil.example/b.png onerror='window.pwned = 6'> ![x](http://evil.example/c.png) "
        )
        hostile += "[1], [press](javascript:window.pwned=7) and <script>window.pwned = 8</script> [2].\n\n"
        hostile += "[1]: http://evil.example/stolen\n\n<form action='http://evil.example/f'></form>"
        return _cited(hostile, "eve <b>.html", [EVE[EVE.index("A *star*") : EVE.index("# not")], EVE[:60]], question)
    if "where" in words:
        text = "She is at the University of Tromsø [1]; before that she was at Delft Polytechnic [2]."
        return _cited(
            text,
            "maren-oduya.md",
            ["University of Tromsø, 2021 – present", "Delft Polytechnic, 2019 – 2021"],
            "Where did Maren Oduya study?",
        )
    text = "Maren Oduya is advised by **Prof. Ilse Brandvold** [1]. She works on *probabilistic cartography* [2]."
    return _cited(
        text, "maren-oduya.md", ["Advisor: Prof. Ilse Brandvold", "I work on probabilistic cartography"], question
    )


def _long(question: str) -> Answer:
    lines = [line for line in MAREN.splitlines() if "20" in line]
    text = "Maren Oduya's page lists:\n\n" + "\n".join(
        f"- **{line.split('.')[0]}**: {line} [{at}]" for at, line in enumerate(lines * 4, 1)
    )
    return _cited(text, "maren-oduya.md", lines * 4, question)


def _cited(text: str, path: str, snippets: list[str], question: str) -> Answer:
    whole = TEXTS[path]
    spans = [(whole.index(snippet), snippet) for snippet in snippets]
    page = 1 if path.endswith(".pdf") else None
    cited = tuple(
        Citation(number, snippet, path, start, start + len(snippet), page, _section(whole, start), _NAMES[path])
        for number, (start, snippet) in enumerate(spans, 1)
    )
    return Answer(text, cited, "answered", question, (_NAMES[path],))


def _section(whole: str, start: int) -> str:
    heads = ("About", "Education", "Papers", "Awards", "Notes", "관심 분야", "학력")
    return max((whole.rfind(f"\n{head}\n", 0, start), head) for head in heads)[1] if start > 60 else ""


def _span(path: str, words: str) -> Span:
    start = TEXTS[path].index(words)
    return Span(path, start, start + len(words))


def _profile(path: str) -> Profile:
    return Profile(id=path, sources=(path,), name=_NAMES.get(path, path), **_FACTS.get(path, dict)())


def _maren() -> dict[str, object]:
    path = "maren-oduya.md"

    def paper(title: str, year: int, *authors: str) -> Paper:
        whole = next(line for line in MAREN.splitlines() if title in line)
        return Paper(title=title, span=_span(path, whole), year=year, authors=authors)

    role = "Doctoral researcher, Institute for Quiet Computing, Tromsø"
    current = Position(
        role="Doctoral researcher", organization="Institute for Quiet Computing", span=_span(path, role), current=True
    )
    phd = "PhD in Computer Science, University of Tromsø, 2021 – present"
    msc = "MSc in Geoinformatics, Delft Polytechnic, 2019 – 2021"
    return {
        "name_span": Span(path, 0, 11),
        "current": current,
        "positions": (current,),
        "education": (
            Degree(degree="PhD", field="Computer Science", organization="University of Tromsø", span=_span(path, phd),
                   start="2021", current=True),
            Degree(degree="MSc", field="Geoinformatics", organization="Delft Polytechnic", span=_span(path, msc),
                   start="2019", end="2021"),
        ),
        "papers": (
            paper("Maps that admit doubt", 2024, "Maren Oduya", "Harin Kim"),
            paper("Contour lines without contours", 2023, "Maren Oduya"),
            paper("Sparse stations, dense fields", 2022, "Harin Kim", "Maren Oduya", "Ilse Brandvold"),
        ),
        "advisors": (Value("Ilse Brandvold", _span(path, "Prof. Ilse Brandvold")),),
        "awards": (
            Award(title="Aurora Fellowship", organization="Northern Research Council", year=2022,
                  span=_span(path, "Aurora Fellowship, Northern Research Council, 2022")),
        ),
    }  # fmt: skip


def _harin() -> dict[str, object]:
    path = "harin-kim/cv.pdf"
    return {
        "name_span": Span(path, 0, 3),
        "aliases": (Value("Harin Kim", _span(path, "Harin Kim")),),
        "education": (
            Degree(degree="학사", organization="한빛대학교", span=_span(path, "한빛대학교 수학 학사, 2016 – 2020"),
                   start="2016", end="2020"),
        ),
        "interests": (Value("sparse sensors", _span(path, "희소 센서")),),
    }  # fmt: skip


_FACTS = {"maren-oduya.md": _maren, "harin-kim/cv.pdf": _harin}


if __name__ == "__main__":  # python tests/browser/fake_bot.py [port]: the page by hand
    from qabot.ui.server import serve

    serve(FakeBot(), host="127.0.0.1", port=int(sys.argv[1]) if len(sys.argv) > 1 else 0)
