"""Dates as people write them: what they mean, and exactly which words say so."""

import pytest

from qabot.profiles.dates import read_dates

ONE = [
    ("Sep. 2022 - Present", "2022-09", None, True),
    ("2020.03 ~ 2022.02", "2020-03", "2022-02", False),
    ("2020.03.01 ~ 2022.02.25", "2020-03", "2022-02", False),
    ("2023.02.13 ~ 현재", "2023-02", None, True),
    ("2022/10 – present", "2022-10", None, True),
    ("07-11/2008", "2008-07", "2008-11", False),
    ("10/15-08/18", "2015-10", "2018-08", False),
    ("2009–2010", "2009", "2010", False),
    ("2020–22", "2020", "2022", False),
    ("2022 -", "2022", None, True),
    ("2018.03-", "2018-03", None, True),
    ("since 2020", "2020", None, True),
    ("seit 2020", "2020", None, True),
    ("2026.09 - 至今", "2026-09", None, True),
    ("с 2019 по настоящее время", "2019", None, True),
    ("2016年4月～現在", "2016-04", None, True),
    ("2016년 3월 ~ 2020년 2월", "2016-03", "2020-02", False),
    ("Mar.2021-Sep.2025", "2021-03", "2025-09", False),
    ("June - August 2019", "2019-06", "2019-08", False),
    ("November - March 2020", "2019-11", "2020-03", False),
    ("August, 2021 - May, 2022", "2021-08", "2022-05", False),
    ("2016 bis 2018", "2016", "2018", False),
    ("From 2017 to 2020", "2017", "2020", False),
]


@pytest.mark.parametrize(("words", "start", "end", "current"), ONE)
def test_a_range_and_its_words(words: str, start: str, end: str | None, current: bool):
    text = f"Researcher, {words}, Some Town"
    (date,) = read_dates(text)
    assert (date.start, date.end, date.current, date.single) == (start, end, current, False)
    assert words in text[date.begin : date.stop] or text[date.begin : date.stop] in words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("11.02.2013", "2013-02"),
        ("June 2019", "2019-06"),
        ("3 March 2020", "2020-03"),
        ("March 3, 2020", "2020-03"),
        ("2016-09-01", "2016-09"),
        ("Fall 2020", "2020"),
        ("WS 2019/20", "2019"),
        ("Juli 2000", "2000-07"),
        ("2017年6月", "2017-06"),
        ("Expected 2026", "2026"),
        ("于2022年获得", "2022"),
    ],
)
def test_a_single_date(words: str, value: str):
    (date,) = read_dates(words)
    assert (date.start, date.end, date.single) == (value, value, True)


def test_several_dates_in_order():
    assert [d.start for d in read_dates("2014, 2016 and Spring 2021")] == ["2014", "2016", "2021"]
    two = read_dates("2017-2018, 2020-2021")
    assert [(d.start, d.end) for d in two] == [("2017", "2018"), ("2020", "2021")]


@pytest.mark.parametrize("words", ["arXiv:2019.12345", "pp. 1999", "https://x.org/2019/", "No. 2020", "2000 citations"])
def test_numbers_that_are_no_dates(words: str):
    assert read_dates(words) == []


def test_positions_count_in_the_whole_text():
    text = "In 1999 nobody knew. Since 2001 all do."
    (date,) = read_dates(text, 20, len(text))
    assert text[date.begin : date.stop] == "Since 2001"
