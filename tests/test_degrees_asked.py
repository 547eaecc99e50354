"""Questions about several degrees at once, about what was before or after one, and about what one was on."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.sources.markdown import read_markdown

ADA = """# Ada Lund

I am a research engineer. I like boats. Places I lived: Bergen, Caen (France), Oslo

## Education

- 2016 - 2020: PhD in Marine Biology, University of Bergen. Supervisor: Hanna Moe
- 2014 - 2016: MSc in Biology, University of Bergen. Supervisor: Kurt Dahl
- 2011 - 2014: BSc in Biology, University of Oslo. Supervisor: Siri Vik

My PhD focused on the songs of whales.

## Experience

- 08/2022 - 12/2023: Analyst, Oslo Harbour Office
- 08/2020 - 07/2022: Data Engineer, The Fjordlab Group
- 2013: Intern, Havn Bank

## Research interests

- whale songs
- kelp
- ferries

## Awards

- Sundt Prize, 2015
- Kvalen Medal, 2018
"""
BO = """# Bo Stern

## Education

- 2020 - present: PhD in Physics, University of Oslo
- 2018 - 2020: MSc in Physics, University of Oslo
"""


def talk() -> Talk:
    sources = [read_markdown(path, page) for path, page in {"ada.md": ADA, "bo.md": BO}.items()]
    return Talk(*((make_profile(source.path, [source]), source) for source in sources))


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("What are Ada Lund's PhD and master's degrees?", ["PhD", "MSc"], ["BSc"]),
        ("Where did Ada Lund do her bachelor's and her master's?", ["Oslo", "Bergen"], ["PhD"]),
        ("Wo hat Ada Lund Bachelor und Master gemacht?", ["Oslo", "Bergen"], ["PhD"]),
        ("Who advised Ada Lund's master's and bachelor's?", ["Dahl", "Vik"], ["Moe"]),
        ("Does Ada Lund have a master's and a PhD?", ["Yes"], ["No"]),
        ("Does Bo Stern have a master's and a PhD?", ["No"], ["Yes"]),
        ("Did Ada Lund do her master's and her PhD at the same university?", ["Yes"], ["No."]),
        ("Did Ada Lund do her bachelor's and her PhD at the same university?", ["No"], ["Yes"]),
        ("Did Bo Stern do his bachelor's and his master's at the same place?", [], ["Yes", "No."]),
        ("Did Ada Lund work at a bank before her PhD?", ["Yes", "Havn"], []),
        ("Did Ada Lund work at Fjordlab before her PhD?", ["No", "2020"], ["Yes"]),
        ("Did Ada Lund work at Fjordlab?", ["Yes"], ["No."]),
        ("Did Ada Lund win the Sundt Prize after her master's?", ["2015"], ["Yes"]),
        ("Did Ada Lund win the Sundt Prize before her PhD?", ["Yes", "2015"], []),
        ("What job did Ada Lund have in October 2022?", ["Harbour"], ["Fjordlab"]),
        ("What job did Ada Lund have in May 2022?", ["Fjordlab"], ["Harbour"]),
        ("What three things is Ada Lund working on?", ["kelp", "ferries"], []),
        ("Where has Ada Lund worked since getting the PhD?", ["Fjordlab", "Harbour"], ["Havn"]),
        ("Which prizes did Ada Lund win as a PhD student?", ["Kvalen"], ["Sundt"]),
        ("Which prizes did Ada Lund win during her master's?", ["Sundt"], ["Kvalen"]),
        ("Did Ada Lund win the Kvalen Medal as an undergraduate?", ["No", "2018"], ["Yes"]),
        ("Did Ada Lund win the Kvalen Medal as a PhD student?", ["Yes"], ["No."]),
        ("Where did Ada Lund intern during her bachelor's?", ["Havn"], []),
        ("What did Bo Stern do before his PhD?", ["MSc"], ["PhD"]),
        ("Where did Bo Stern work before his PhD?", [], ["MSc"]),
        ("What was Ada Lund's doctoral work about?", ["whales"], []),
        ("Has Ada Lund ever lived in France?", ["Caen"], ["No."]),
        ("Has Ada Lund ever lived in Spain?", [], ["No.", "Yes"]),
        ("Has Ada Lund ever lived in Bergen?", ["Bergen"], ["No."]),
    ],
)
def test_degrees(question: str, said: list[str], unsaid: list[str]):
    text = talk().ask(question).text
    assert all(word in text for word in said), text
    assert not any(word in text for word in unsaid), text
