"""What users say to "is it solved? are you satisfied?"."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.answer_codes import comes_to, said_by
from support.answer_learning import LEARNED_FROM, WEIGHTS, digest_of_samples, learned, samples
from support.answer_samples import SETS, coded_lines, set_names
from support.answers import figures, judge, read_set
from support.cost import check_linear, within

from parsers.answer_model import Model, letters_of, read_model, shipped_model, stored_model
from parsers.answers import MAX_READ, Answer, is_yes_or_no, read_answer, read_answer_subject
from parsers.phrases.answers import PREPARED

# The share of right answers in each set, at least, and how many of the sure are wrong, at most. The weights are learned
# from these very sets, so that this shows only that nothing is lost; what holds for others is in docs/quality.md.
RIGHT, WRONG = 0.96, 0
UNSEEN_RIGHT = 0.78  # of answers that the weights have not seen
MEGABYTE = 1_000_000
MOST_OF_WEIGHTS = 1_500_000  # bytes, compressed
UNSEEN = sorted(f"unseen/{path.name}" for path in (SETS / "unseen").glob("*.toml"))
SAMPLES = [labelled.text for path in sorted(SETS.glob("*.toml")) for labelled in read_set(path.name)]


@pytest.mark.parametrize("name", sorted(path.name for path in SETS.glob("*.toml")))
def test_nearly_all_answers_are_read_right_and_next_to_nothing_sure_is_wrong(name: str) -> None:
    judged = [judge(labelled) for labelled in read_set(name)]

    assert sum(one.wrong for one in judged) <= WRONG, figures(judged)
    assert sum(one.right for one in judged) >= RIGHT * len(judged), figures(judged)


@pytest.mark.parametrize("name", UNSEEN)
def test_of_answers_that_nothing_is_learned_from_none_closes_what_is_not_solved(name: str) -> None:
    judged = [judge(labelled) for labelled in read_set(name)]
    closed = [one.labelled.text for one in judged if one.answer.sure and one.answer.solved]

    assert set(closed) <= {one.labelled.text for one in judged if one.labelled.solved}, figures(judged)
    assert sum(one.right for one in judged) >= UNSEEN_RIGHT * len(judged), figures(judged)


@pytest.mark.parametrize("name", sorted(path.name for path in SETS.glob("*.toml")))
def test_no_answer_reads_as_solved_and_satisfied_that_is_not(name: str) -> None:
    """By which a ticket would be closed over somebody's head."""
    closing = [one for one in map(judge, read_set(name)) if one.answer.sure and one.answer.solved]

    assert not [one.labelled.text for one in closing if one.labelled.solved is not True]
    assert not [
        one.labelled.text for one in closing if one.labelled.satisfied is False and one.answer.satisfied is not False
    ]


@pytest.mark.parametrize("name", sorted(path.name for path in SETS.glob("*.toml")))
def test_a_set_has_both_languages_and_all_kinds_of_answers(name: str) -> None:
    labelled = read_set(name)
    chinese = sum(not one.text.isascii() for one in labelled)

    assert chinese >= 60 and len(labelled) - chinese >= 35
    assert {one.solved for one in labelled} == {one.satisfied for one in labelled} == {True, False, None}
    assert any(one.new_problem for one in labelled)


@pytest.mark.parametrize(
    ("text", "solved", "satisfied", "reason"),
    [
        ("没问题了", True, None, ""),
        ("还是不行", False, None, "not_removed"),
        ("已解决，但是太慢了", True, False, "too_slow"),
        ("Solved, but the technician was rude", True, False, "attitude"),
        ("己解决，很满意", True, True, ""),
        ("no problem any more", True, None, ""),
        ("doesn't work anymore", False, None, "not_removed"),
    ],
)
def test_a_clear_answer_is_sure(text: str, solved: bool | None, satisfied: bool | None, reason: str) -> None:
    assert read_answer(text) == Answer(solved, satisfied, reason=reason, words=text, sure=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "谢谢",
        "👍",
        "等我明天试一下",
        "will test tomorrow",
        "如果再出现再找你们",
        "If the backup runs through tonight we can close it.",
        "您好，只要明天还正常就算解决了",
        "is it done?",
        "不是不行",
        "一般",
        "yes but",
    ],
)
def test_thanks_questions_and_promises_are_never_sure(text: str) -> None:
    assert not read_answer(text).sure


@pytest.mark.parametrize(
    "text",
    [
        "大概是上午十点左右开始的，之前一直正常。",
        "上周还能用",
        "本来能用的",
        "It was working fine until yesterday",
        "It used to work.",
    ],
)
def test_what_worked_once_may_work_no_more(text: str) -> None:
    answer = read_answer(text)

    assert not (answer.sure and answer.solved)


@pytest.mark.parametrize("text", ["上午就好了", "之前不行，现在正常了", "昨天下午试了，可以了"])
def test_what_has_become_right_before_is_solved(text: str) -> None:
    assert read_answer(text).sure and read_answer(text).solved


def test_another_problem_is_told_in_the_users_own_words() -> None:
    answer = read_answer("好了，谢谢。另外打印机也连不上了")

    assert answer.solved and answer.sure
    assert answer.new_problem == "打印机也连不上了"


@pytest.mark.parametrize(
    "text",
    ["好了。还有，谢谢小李", "好了。另外，速度也快多了", "It works. Also thanks to Tom!", "没解决，另外报错变成了E02"],
)
def test_more_on_the_same_matter_is_no_other_problem(text: str) -> None:
    assert read_answer(text).new_problem == ""


@pytest.mark.parametrize(
    ("text", "score"), [("5分", 5), ("4/5", 4), ("给五星", 5), ("★★☆☆☆", 2), ("8/10", 4), ("5分钟就好了", None)]
)
def test_scores_are_read_as_steps_of_five(text: str, score: int | None) -> None:
    assert read_answer(text).score == score


def test_two_scores_are_not_sure() -> None:
    assert not read_answer("3分，5分").sure


def test_a_score_against_the_words_is_not_sure() -> None:
    assert not read_answer("没解决，5分").sure


@pytest.mark.parametrize("language", PREPARED)
def test_every_prepared_subject_is_a_sure_answer(language: str) -> None:
    words = PREPARED[language]

    assert read_answer_subject(words["satisfied"]) == Answer(True, True, words=words["satisfied"], sure=True)
    assert read_answer_subject(words["not_satisfied"]) == Answer(
        None, False, reason="other", words=words["not_satisfied"], sure=True
    )
    assert read_answer_subject(words["solved"]) == Answer(True, words=words["solved"], sure=True)
    assert read_answer_subject(words["not_solved"]) == Answer(
        False, reason="not_removed", words=words["not_solved"], sure=True
    )


@pytest.mark.parametrize("root", ["Satisfied 5", "满意 5", "滿意5", "5", "satisfied: 5/5"])
def test_a_prepared_subject_may_have_a_score(root: str) -> None:
    answer = read_answer_subject(root)

    assert answer and answer.sure and (answer.satisfied, answer.score) == (True, 5)


@pytest.mark.parametrize(
    "root", ["", "打印机不能用", "系统不满意了", "Not satisfied with the printer", "Problem solved 2025", "55"]
)
def test_any_other_subject_is_no_answer(root: str) -> None:
    assert read_answer_subject(root) is None


def test_a_prepared_subject_answers_for_an_empty_text() -> None:
    assert read_answer("", "不满意").satisfied is False
    assert read_answer("", "打印机不能用") == Answer()


def test_the_text_gives_the_reason_to_a_prepared_subject() -> None:
    answer = read_answer("等了三天", "不满意")

    assert answer == Answer(None, False, reason="too_slow", words="等了三天", sure=True)


def test_a_text_against_its_prepared_subject_is_not_sure() -> None:
    assert not read_answer("还是不行", "满意").sure


def test_what_is_sure_says_something() -> None:
    for text in SAMPLES:
        answer = read_answer(text)

        assert answer.words == text.strip()
        assert not answer.sure or answer.solved is not None or answer.satisfied is False, text
        assert not answer.reason or answer.satisfied is False or answer.solved is False, text
        assert all(line in text for line in answer.new_problem.splitlines()), text


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: re.sub(r"[，。！!,.；;：:~～]+", " ", text),
        lambda text: re.sub(r"[，。,.] ?", "\n", text),
        lambda text: text.upper() + "!!!",
        lambda text: f"您好，\n{text}\n祝好\n李明",
    ],
    ids=["without punctuation", "a line each", "shouted", "in a letter"],
)
def test_no_other_form_of_bad_news_closes_a_ticket(changed: Callable[[str], str]) -> None:
    bad = [
        one
        for name in set_names()
        for one in read_set(f"{name}.toml")
        if not (one.solved and one.satisfied is not False)
    ]
    read = [(one.text, read_answer(changed(one.text))) for one in bad]

    assert not [text for text, answer in read if answer.sure and answer.solved and answer.satisfied is not False]


def test_the_shipped_weights_were_learned_from_the_labelled_answers_as_they_are() -> None:
    """Run `PYTHONPATH=.:tests python -m support.answers --train` after a change to what is learned from."""
    assert LEARNED_FROM.read_text().strip() == digest_of_samples()
    assert WEIGHTS.stat().st_size <= MOST_OF_WEIGHTS


@pytest.mark.soak
def test_learned_anew_the_weights_are_the_shipped_ones() -> None:
    """A minute of learning."""
    anew, shipped = learned(samples()), shipped_model()
    both = anew.weights.keys() & shipped.weights.keys()
    apart = [abs(a - b) for gram in both for a, b in zip(anew.weights[gram], shipped.weights[gram], strict=True)]

    assert len(both) >= 0.98 * len(shipped.weights)  # another processor may round the lightest to nothing
    assert sum(apart) < 0.25 * len(apart)  # steps


def test_what_its_clauses_come_to_is_what_the_writer_of_an_answer_meant() -> None:
    some = coded_lines()[::8]
    apart = [sample.text for code, sample in some if comes_to(sample) != said_by(code)]

    assert len(apart) <= 0.001 * len(some), apart


def test_weights_are_read_as_they_were_stored() -> None:
    model = Model({"好了": letters_of([1.0] * 10), "\\t": letters_of([-0.5] * 10)}, letters_of([0.25] * 10))

    assert read_model(stored_model(model)) == model


@pytest.mark.parametrize(
    "unit", ["没", "另外", "但是", "5分 ", "好了。", "still the ", "了谢谢", "，", "e\u0301 ", "?"]
)
def test_four_times_the_text_takes_no_more_than_about_four_times_as_long(unit: str) -> None:
    check_linear(read_answer, unit, MAX_READ // 4, times=4)


def test_the_end_of_a_long_story_is_not_guessed() -> None:
    assert not read_answer("已解决。" + "昨天王工来过。" * 1000).sure


@given(
    st.lists(st.one_of(st.sampled_from(SAMPLES), st.text(max_size=30)), max_size=6).map("".join), st.text(max_size=30)
)
def test_any_text_gets_an_answer(text: str, subject: str) -> None:
    answer = read_answer(text, subject)

    assert answer.score is None or 1 <= answer.score <= 5


@pytest.mark.parametrize(
    "unit",
    ["没", "另外", "还", "但是", "1.", "not ", "really ", "a", "，", "\n", "? ", "5分 ", "好了。", "İ", "still the "],
)
def test_a_megabyte_is_read_in_linear_time(unit: str) -> None:
    text = (unit * (MEGABYTE // len(unit) + 1))[:MEGABYTE]

    within(3.0, lambda: read_answer(text, text))  # under 0.35 on one core


@pytest.mark.parametrize("text", ["No, all good", "没有，都好了", "算了", "one of the two works"])
def test_who_gives_up_or_says_no_to_something_else_is_asked_back(text: str) -> None:
    assert not read_answer(text).sure


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("Yes, thanks", True), ("好的，谢谢", True), ("没有", True), ("Yes, it works", False), ("好了", False)],
)
def test_a_mere_yes_or_no_says_nothing_but_that(text: str, is_one: bool) -> None:
    assert is_yes_or_no(text) == is_one
