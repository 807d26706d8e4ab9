"""Dates in text: every form against the report's day, ranges before days, and nothing ever raised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract.anniversaries import find_anniversaries, find_durations
from communique.extract.datelines import report_day
from communique.extract.dates import find_dates, shift_day

WEDNESDAY = "2025-11-12"


def read(text: str, published: str = WEDNESDAY) -> list[tuple[str, str, str]]:
    return [(d.value, d.end_value, d.kind) for d in find_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("held talks on October 9 morning", "2025-10-09"),
        ("met on 9 October", "2025-10-09"),
        ("met on the 9th of October 2024", "2024-10-09"),
        ("Posted On: 12 NOV 2025 7:42PM", "2025-11-12"),
        ("Wednesday, April 15th 2026 - 10:24 UTC", "2026-04-15"),
        ("on Monday (9 June)", "2025-06-09"),
        ("on Thursday, September 25, 2025", "2025-09-25"),
        ("signed on 2025-11-12", "2025-11-12"),
        ("Date: 14/06/2025 | Source", "2025-06-14"),
        ("printed 25.12.2024 in the capital", "2024-12-25"),
        ("arrived on Monday", "2025-11-10"),
        ("arrived on Wednesday night", "2025-11-12"),
        ("will travel on Saturday", "2025-11-15"),
        ("On Saturday he will travel on", "2025-11-15"),
        ("by telephone last Friday", "2025-11-07"),
        ("next Monday", "2025-11-17"),
        ("received today", "2025-11-12"),
        ("this morning", "2025-11-12"),
        ("received him yesterday evening", "2025-11-11"),
        ("leaves tomorrow", "2025-11-13"),
        ("met two days ago", "2025-11-10"),
        ("on the 5th, the two sides met", "2025-11-05"),
        ("visited in July 2016", "2016-07"),
        ("in August of 2024", "2024-08"),
        ("visited in June last year", "2024-06"),
        ("in April this year", "2025-04"),
        ("visited Laos last November", "2024-11"),
        ("visited Laos last September", "2025-09"),
        ("to be signed next June", "2026-06"),
        ("this October", "2025-10"),
        ("the visit in March", "2025-03"),
        ("will come in February", "2026-02"),
        ("in early 2024", "2024"),
        ("in late March 2024", "2024-03"),
        ("neutral ground earlier this month", "2025-11"),
        ("took office last month", "2025-10"),
        ("will host it next year", "2026"),
        ("had met two years ago", "2023"),
        ("since 2019", "2019"),
        ("the 2018 treaty", "2018"),
        ("to be signed in spring 2026", "2026"),
        ("last summer", "2025"),
        ("next spring", "2026"),
        ("2026 marks a jubilee", "2026"),
    ],
)
def test_a_date_is_as_exact_as_its_words(text: str, value: str) -> None:
    assert [v for v, _, _ in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("from May 12 to 15", "2025-05-12", "2025-05-15"),
        ("on Oct. 28–31", "2025-10-28", "2025-10-31"),
        ("on October 9-11", "2025-10-09", "2025-10-11"),
        ("October 11-12, 2022", "2022-10-11", "2022-10-12"),
        ("from 10-13 November 2025", "2025-11-10", "2025-11-13"),
        ("from 19 to 22 August", "2025-08-19", "2025-08-22"),
        ("from September 30 to October 1, 2024", "2024-09-30", "2024-10-01"),
        ("from 30 December to 2 January 2025", "2024-12-30", "2025-01-02"),
        ("on October 8 and 9", "2025-10-08", "2025-10-09"),
        ("stayed from Monday to Wednesday", "2025-11-10", "2025-11-12"),
        ("is visiting from Saturday to Thursday", "2025-11-08", "2025-11-13"),
        ("consultations for 2026–2027", "2026", "2027"),
        ("in 2024-25", "2024", "2025"),
    ],
)
def test_ranges_are_read_before_days(text: str, first: str, last: str) -> None:
    assert read(text) == [(first, last, "range")]


@pytest.mark.parametrize(
    "text",
    [
        "(October 10, 1945 – October 10, 2025)",
        "(December 2, 1975 - December 2, 2025)",
        "(March 22, 1955 – 2025)",
    ],
)
def test_the_two_ends_of_an_anniversary_are_history(text: str) -> None:
    assert [kind for _, _, kind in read(text)] == ["history"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on the same day", "2025-11-10"),
        ("the same afternoon", "2025-11-10"),
        ("the following day", "2025-11-11"),
        ("the day before", "2025-11-09"),
        ("two days later", "2025-11-12"),
        ("the following Tuesday", "2025-11-11"),
        ("later in the day", "2025-11-10"),
    ],
)
def test_a_day_told_from_the_event_before_it(text: str, day: str) -> None:
    (mention,) = find_dates(text, WEDNESDAY)
    assert mention.kind == "same"
    assert mention.resolve("2025-11-10") == day


@pytest.mark.parametrize(
    "text",
    [
        "an order worth 2025 people", "US$2000 billion", "No. 173/2025", "may march on", "at 10:30", "12,000 MW",
        "The sun sat in March Street", "Order 8-September 5 billion",
    ],
)  # fmt: skip
def test_no_day_where_there_is_none(text: str) -> None:
    assert not [d for d in find_dates(text, WEDNESDAY) if d.exact]


def test_without_a_day_of_the_report_only_full_dates_have_values() -> None:
    text = "On Monday, on 9 October and on 9 October 2024"
    assert [d.value for d in find_dates(text)] == ["", "", "2024-10-09"]
    assert [d.value for d in find_dates(text, "2023")] == ["", "2023-10-09", "2024-10-09"]


def test_numeric_dates_are_day_first_unless_the_report_is_of_the_other_day() -> None:
    assert read("on 12/11/2025", "2025-12-11")[0][0] == "2025-12-11"
    assert read("on 12/11/2025", "2025-11-12")[0][0] == "2025-11-12"


def test_a_year_can_be_told_from_the_one_before() -> None:
    text = "Since 2019 there is a treaty, signed on October 25 of that year."
    assert [v for v, _, _ in read(text)] == ["2019", "2019-10-25"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lima, Feb. 8.\n\nX met Y.\n\nPublished: 2/8/2019", "2019-02-08"),
        ("Lima, Feb. 8.\n\nX met Y.\n\nPublicado: 8/2/2019", "2019-02-08"),
        ("00:01 | Quito (Ecuador), Dec. 4.\n\nX met Y.\n\nPublished: 12/4/2019", "2019-12-04"),
        ("02/08/2019\n\nHANOI, Aug 2 (VNA) - X met Y.", "2019-08-02"),
        ("X met Y.\n\nPublished: 2/8/2019", "2019-08-02"),
    ],
)
def test_a_dateline_tells_which_number_is_the_month(text: str, day: str) -> None:
    assert report_day(text) == day


def test_datelines_are_marked() -> None:
    marks = [d.dateline for d in find_dates("HANOI, Oct 9 (VNA) - They met on October 8.", WEDNESDAY)]
    assert marks == [True, False]


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("the 75th anniversary of diplomatic relations in 2025", "1950"),
        ("the 50th anniversary of the National Day (December 2, 1975 - December 2, 2025)", "1975-12-02"),
        ("the 70th anniversary of their diplomatic ties on Aug. 1 this year", "1955-08-01"),
        ("to mark 75 years of diplomatic relations", "1950"),
        ("2026 marks the 105th anniversary of the establishment of relations", "1921"),
        ("the thirtieth anniversary of ties", "1995"),
        ("the 30th anniversary of ties, established on 15 May 1995", "1995-05-15"),
        ("The two celebrated 50 years of ties in September", "1975"),
        ("as they prepared for it after celebrating 50 years of ties in September 2024", "1974"),
    ],
)
def test_an_anniversary_tells_the_beginning(text: str, since: str) -> None:
    (found,) = find_anniversaries(text, WEDNESDAY)
    assert found.since == since


def test_an_anniversary_to_come_is_of_this_year() -> None:
    (ahead,) = find_anniversaries("as they prepare to celebrate 50 years of ties in September", "2025-03-26")
    (past,) = find_anniversaries("they celebrated 50 years of ties in September", "2025-03-26")
    assert (ahead.since, past.since) == ("1975", "1974")


def test_durations() -> None:
    assert [d.days for d in find_durations("a four-day visit, then 2 days of talks, two days ago")] == [4, 2]


def test_shift_day() -> None:
    assert shift_day("2025-02-28", 1) == "2025-03-01"
    assert shift_day("2025-02", 1) == "2025-02"


PHRASES = (
    "on from to the of 9 31 30 2025 February October Oct. Monday next last this year month week and - – , . ( ) same day"
    " until 1945 in morning today 12/11/2025 following ago two anniversary 75th of"
)
WORDS = st.sampled_from(PHRASES.split())


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)), st.dates())
def test_any_text_gives_spans_in_order_and_valid_values(text: str, day: object) -> None:
    before = 0
    for found in find_dates(text, str(day), offset=7):
        assert before <= found.start - 7 < found.end - 7 <= len(text)
        assert text[found.start - 7 : found.end - 7] == found.text
        assert len(found.value) in (0, 4, 7, 10)
        before = found.end - 7
    find_anniversaries(text, str(day))
