"""A bot over invented people, whose answers can be worked out by hand. Some of its texts try to break the page."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass, field, replace

from qabot.answers.answer import Answer, Citation
from qabot.errors import QabotError, QuestionError
from qabot.index.build import BuildReport, Skipped
from qabot.profiles.profile import Degree, Paper, Profile, Value
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
_NAMES = {"maren-oduya.md": "Maren Oduya", "harin-kim/cv.pdf": "김하린", "eve <b>.html": "Eve <i>Ångström</i>"}


@dataclass(frozen=True, slots=True)
class ChatState:
    """What the conversation is about, and how long it is."""

    person: str = ""
    asked: int = 0


@dataclass
class FakeBot:
    settings: Settings = field(default_factory=Settings)
    texts: dict[str, str] = field(default_factory=lambda: dict(TEXTS))
    gate: threading.Event = field(default_factory=threading.Event)  # "slow" questions wait for it
    rebuild_gate: threading.Event | None = None  # a rebuild waits for it
    rebuilds: int = 0

    def chat(self, state: ChatState | None = None) -> FakeChat:
        return FakeChat(self, state or ChatState())

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
        words = question.lower()
        if not words.strip():
            raise QuestionError("The question is empty.", "Type a question about one of the profiles.")
        if len(words) > 2_000:
            raise QuestionError(f"The question has {len(words)} characters, more than 2,000.", "Ask something shorter.")
        if "slow" in words:
            self.bot.gate.wait(20)
        if "crash" in words:
            raise RuntimeError("a fault in the program")
        person = next((name for name in ("maren", "harin", "eve") if name in words), self.state.person)
        self.state = replace(self.state, person=person, asked=self.state.asked + 1)
        return _answer(words, person, question)


def _answer(words: str, person: str, question: str) -> Answer:
    if "weather" in words:
        return Answer("I answer questions about the people in these profiles.", (), "out_of_scope", question, (), False)
    if "hello" in words:
        return Answer("Hello. Ask me about one of three profiles.", (), "help", question)
    if "nobody" in words:
        return Answer("There is no profile of Nobody Atall.", (), "no_profile", question, (), False)
    if "phone" in words:
        return Answer("Maren Oduya's profile does not state a phone number.", (), "not_stated", question, (), False)
    if "kim" in words.split():
        return Answer("Two people fit: Harin Kim and Hana Kim. Whom do you mean?", (), "ambiguous", question, (), False)
    if "list" in words:
        return _long(question)
    if person == "harin":
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


def _profile(path: str) -> Profile:
    where = Span(path, 0, 5)
    more: dict[str, object] = {}
    if path.startswith("maren"):
        more = {
            "papers": (Paper(title="Maps that admit doubt", span=where, year=2024),),
            "advisors": (Value("Ilse Brandvold", where),),
        }
    if path.startswith("harin"):
        more = {
            "education": (Degree(degree="학사", organization="한빛대학교", span=where),),
            "interests": (Value("sparse sensors", where),),
        }
    return Profile(id=path, sources=(path,), name=_NAMES.get(path, path), **more)


if __name__ == "__main__":  # python tests/browser/fake_bot.py [port]: the page by hand
    from qabot.ui.server import serve

    serve(FakeBot(), host="127.0.0.1", port=int(sys.argv[1]) if len(sys.argv) > 1 else 0)
