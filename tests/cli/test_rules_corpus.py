"""Rules and whole corpora: proposals that hold, what a change would do, which rules never speak."""

from __future__ import annotations

import json

import pytest

from tests.corpus.test_corpus_runs import FOOT, article


@pytest.fixture
def corpus(folder, call):
    """Thirty articles of one paper, cleaned into `out`."""
    rows = ({"text": article(n), "url": f"https://gazette.org/{n}"} for n in range(30))
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert call("run", "a.jsonl", "-o", "out", "--workers", "1", "-q").exit_code == 0
    return folder


def test_a_repeated_line_becomes_a_rule_that_keeps_its_examples_and_does_what_the_corpus_did(corpus, call):
    mined = call("rules", "mine", "out", "-o", "mined.yaml")
    assert mined.exit_code == 0
    text = (corpus / "mined.yaml").read_text("utf-8")
    assert f'lines: ["{FOOT}"]' in text and "Stands in 30 documents of out, first in a.jsonl#offset=0" in text
    assert "where: {zone: [tail, beside]}" in text
    assert call("rules", "test", "mined.yaml").stdout.endswith("1 rules, 3 examples: all kept\n")
    (corpus / "one.txt").write_text(article(99), "utf-8")
    assert FOOT in call("clean", "one.txt").stdout
    (corpus / "config.yaml").write_text("rules: {own: [mined.yaml]}\n")
    assert FOOT not in call("clean", "one.txt").stdout
    again = call("rules", "mine", "out", "-o", "mined.yaml")
    assert again.exit_code == 4 and "exists" in again.stderr


def test_a_line_that_begins_as_no_story_line_does_becomes_a_rule_too(folder, call):
    foot = "Gazette readers keep their folding bicycles dry"
    rows = ({"text": article(n, foot), "url": f"https://gazette.org/{n}"} for n in range(30))
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert call("run", "a.jsonl", "-o", "out", "--workers", "1", "-q").exit_code == 0
    mined = call("rules", "mine", "out", "-o", "mined.yaml")
    assert mined.exit_code == 0 and "1 rule proposed" in mined.stderr
    assert f'lines: ["{foot}"]' in (folder / "mined.yaml").read_text("utf-8")
    assert call("rules", "test", "mined.yaml").stdout.endswith("1 rules, 3 examples: all kept\n")


def test_what_stands_in_few_documents_is_not_proposed(corpus, call):
    mined = call("rules", "mine", "out", "--least", "31")
    assert mined.stdout == "" and "0 rules proposed" in mined.stderr


def test_impact_names_the_documents_that_a_rule_would_change(corpus, call):
    call("rules", "mine", "out", "-o", "mined.yaml")
    (corpus / "other.txt").write_text(article(99, ""), "utf-8")
    told = call("rules", "impact", "mined.yaml", "a.jsonl", "other.txt")
    assert told.exit_code == 1
    lines = told.stdout.splitlines()
    assert lines[0] == "a.jsonl#offset=0"
    assert (
        lines[1]
        == f"  - {FOOT}  [body by story-by-default → boilerplate by mined-the-millbrook-gazette-has-been]"
    )
    assert (
        lines[-1]
        == "30 of 31 documents would change: 30 lines leave the story, 0 come back, 0 change otherwise"
    )
    none = call("rules", "impact", "mined.yaml", "other.txt")
    assert none.exit_code == 0 and none.stdout.startswith("0 of 1 documents would change")
    assert call("rules", "impact", "no-such-rule", "other.txt").exit_code == 2


def test_impact_tells_what_a_rule_is_good_for_by_leaving_it_out(corpus, call):
    (corpus / "two.txt").write_text(f"{article(5, '')}\nAdvertisement\n\n{article(6, '')}", "utf-8")
    rules = [
        json.loads(line)["id"]
        for line in call("rules", "list", "--format", "json").stdout.splitlines()
        if json.loads(line)["role"] == "boilerplate"
    ]
    record = json.loads(call("clean", "two.txt", "--format", "json").stdout)
    (rule,) = {block["rule"] for block in record["blocks"] if block.get("text") == "Advertisement"}
    assert rule in rules
    told = call("rules", "impact", rule, "two.txt")
    assert "two.txt" in told.stdout and "Advertisement" in told.stdout


def test_coverage_counts_rules_and_names_those_that_never_speak(corpus, call):
    told = call("rules", "coverage", "out").stdout
    assert "       30        30  repeated-in-corpus" in told.splitlines()
    assert "  captions: caption-credit-agency" in told.splitlines()
    assert call("rules", "coverage", "nowhere").exit_code == 4
