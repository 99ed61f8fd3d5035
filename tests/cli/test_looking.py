"""The commands that show what cleaning does: explain, diff, check, repair."""

from __future__ import annotations

import json

import pytest

from cleancopy.clean import Cleaner
from cleancopy.cli.explaining import Look, explained
from tests.cli.conftest import ARTICLE, STORY, said

# The damage, and where it stands in its line.
DAMAGE = "â€™"
COLUMN = ARTICLE.decode().splitlines()[2].index(DAMAGE) + 1

TORN = (
    b"A line of text in which one byte is lost: caf\xe9 society \xe2\x80\x94 na\xc3\xafve people said so.\n"
)


def test_explain_shows_each_change_with_rule_and_source_bytes(call):
    result = call("explain", "article.txt")
    assert result.exit_code == 0
    assert "France[-â€™-]{+’+}s position" in result.stdout
    assert "(C3 A2 E2 82 AC E2 84 A2)" in result.stdout
    assert "removed: boilerplate" in result.stdout and "Advertisement" in result.stdout
    assert "set apart: caption" in result.stdout and "Jane Roe/Pool via AP" in result.stdout
    assert "      7  story" in result.stdout  # the line in the source
    assert "\x1b" not in result.stdout


def test_explain_of_a_sound_story_is_short(call):
    lines = call("explain", "story.txt").stdout.splitlines()
    assert lines[0] == "story.txt"
    assert lines[-1].split() == ["1-3", "story", "2", "blocks,", "as", "they", "were"]


def test_explain_in_colour_marks_repairs_without_brackets():
    lines = "\n".join(explained(Cleaner().clean(ARTICLE, name="x"), Look(100, colour=True)))
    assert "\x1b[31m" in lines and "[-" not in lines


def test_explain_never_sends_a_control_character_of_the_source(call):
    data = STORY.replace(b"library", b"lib\x1b[31mrary\xe2\x80\xae")
    out = call("explain", "--full", "-", stdin=data).stdout
    assert "\x1b" not in out and "\u202e" not in out
    assert "\\x1b[31m" in out and "\\u202e" in out


def test_explain_full_shows_every_text_whole(call):
    out = call("explain", "--full", "article.txt").stdout
    assert "by the end of the week, and that most had promised one." in out


def test_explain_shows_malformed_bytes(call):
    out = call("explain", "-", stdin=TORN + STORY).stdout
    assert "\\xE9" in out and "(E9)" in out


def test_diff_is_unified_and_exit_code_1_when_not_empty(call):
    result = call("diff", "article.txt")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[:2] == ["--- article.txt", "+++ article.txt (clean)"]
    assert "-Advertisement" in lines
    assert any(line.startswith("+PARIS (AP) — French") and "France’s" in line for line in lines)


def test_diff_of_a_clean_copy_is_empty(call):
    clean = call("clean", "article.txt").stdout_bytes
    result = call("diff", "-", stdin=clean)
    assert (result.exit_code, result.stdout) == (0, "")


def test_check_lists_findings_with_line_and_column(call):
    result = call("check", "article.txt", "story.txt")
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.startswith(f"article.txt:3:{COLUMN}: warning: ‹â€™› should be ‹’›: ")
    assert second.startswith(
        "article.txt:5:1: note: ‹Advertisement› is boilerplate, not part of the article ["
    )


@pytest.mark.parametrize("kind", ["text", "json", "github"])
def test_check_of_a_sound_file_says_nothing(call, kind):
    result = call("check", "story.txt", "--format", kind)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_check_as_json_gives_the_source_bytes(call):
    finding = json.loads(call("check", "article.txt", "--format", "json").stdout.splitlines()[0])
    start, end = finding["source"]
    assert ARTICLE[start:end].decode() == "â€™"
    assert (finding["file"], finding["line"], finding["column"]) == ("article.txt", 3, COLUMN)


def test_check_for_github_escapes_what_would_end_a_command(call, folder):
    (folder / "a,b:100%.txt").write_bytes(ARTICLE)
    line = call("check", "a,b:100%.txt", "--format", "github").stdout.splitlines()[0]
    assert line.startswith(f"::warning file=a%2Cb%3A100%25.txt,line=3,col={COLUMN},title=")


def test_check_as_sarif_is_one_log_for_all_files(call, folder):
    (folder / "two words.txt").write_bytes(ARTICLE)
    result = call("check", "article.txt", "two words.txt", "story.txt", "--format", "sarif")
    assert result.exit_code == 1
    run = json.loads(result.stdout)["runs"][0]
    uris = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]]
    assert uris == ["article.txt", "article.txt", "two%20words.txt", "two%20words.txt"]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(ids[each["ruleIndex"]] == each["ruleId"] for each in run["results"])
    assert json.loads(call("check", "story.txt", "--format", "sarif").stdout)["runs"][0]["results"] == []


def test_check_goes_on_after_a_file_that_cannot_be_read(call):
    result = call("check", "gone.txt", "article.txt")
    assert result.exit_code == 4
    assert "‹Advertisement›" in result.stdout
    assert said(result) == ["cleancopy: gone.txt: there is no such file"]


def test_repair_undoes_damage_and_nothing_else(call):
    result = call("repair", "article.txt")
    assert result.exit_code == 0
    assert result.stdout_bytes == ARTICLE.replace("â€™".encode(), "’".encode())
    assert result.stderr == ""


def test_repair_tells_what_it_did_when_asked(call):
    (line,) = said(call("repair", "-v", "article.txt"))
    assert line.startswith("cleancopy: article.txt:3: 'â€™' → '’' (")


def test_repair_takes_any_text_and_refuses_binaries(call, folder):
    assert call("repair", "-", stdin="<p>Itâ€™s</p>".encode()).stdout == "<p>It’s</p>"
    assert call("repair", "-", stdin=b"").stdout_bytes == b""
    result = call("repair", "-", stdin=b"\x89PNG\r\n\x1a\n\x00")
    assert result.exit_code == 3
    assert "standard input: image/png" in said(result)[0]
    assert call("repair", "article.txt", "-o", "mended.txt").stdout == ""
    assert "France’s" in (folder / "mended.txt").read_text("utf-8")


def test_repair_follows_the_configuration(call):
    assert call("repair", "article.txt", "--set", "repair.enabled=no").stdout_bytes == ARTICLE
