"""`cleancopy clean`: what comes out, in which form, and where it goes."""

from __future__ import annotations

import gzip
import json

import pytest

from cleancopy.render import read_ledger, read_record
from tests.cli.conftest import BINARIES, FEED, PAGE, STORY, said


def test_the_story_is_on_stdout_and_nothing_else_is_said(call):
    result = call("clean", "article.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "PARIS (AP) — French President Emmanuel Macron said that France’s position"
    )
    assert "Advertisement" not in result.stdout and "Jane Roe" not in result.stdout
    assert result.stdout.endswith("promised one.\n")
    assert result.stderr == ""


def test_a_dash_is_standard_input(call):
    assert call("clean", "-", stdin=STORY).stdout_bytes == STORY


def test_json_is_one_record_a_line(call):
    lines = call("clean", "--format", "json", "article.txt", "story.txt").stdout_bytes.splitlines()
    records = [read_record(line) for line in lines]
    assert [record.source for record in records] == ["article.txt", "story.txt"]
    assert records[0].captions[0].credit == "Jane Roe/Pool via AP"


def test_markdown_is_the_article_as_a_person_reads_it(call):
    assert (
        "> French President Emmanuel Macron speaks"
        in call("clean", "--format", "markdown", "article.txt").stdout
    )


def test_two_texts_are_parted_by_a_blank_line(call):
    result = call("clean", "story.txt", "story.txt")
    assert result.stdout_bytes == STORY + b"\n" + STORY


def test_output_goes_to_a_file_or_into_a_folder(call, folder):
    assert call("clean", "story.txt", "-o", "copy.txt").stdout == ""
    assert (folder / "copy.txt").read_bytes() == STORY
    assert call("clean", "story.txt", "article.txt", "-o", "copies/", "--format", "json").exit_code == 0
    assert sorted(path.name for path in (folder / "copies").iterdir()) == ["article.json", "story.json"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "article.txt",
        "copies",
        "copy.txt",
        "story.txt",
    ]


def test_ledgers_can_be_written_beside(call, folder):
    assert (
        call("clean", "article.txt", "-o", "copy.json", "--format", "json", "--ledger", "l.jsonl").exit_code
        == 0
    )
    ledger = read_ledger((folder / "l.jsonl").read_bytes())
    assert ledger.id == json.loads((folder / "copy.json").read_bytes())["id"]
    assert any(entry.before == "â€™" for entry in ledger.entries)


@pytest.mark.parametrize("target", ["story.txt", "./story.txt", "."])
def test_a_source_is_never_overwritten(call, folder, target):
    result = call("clean", "story.txt", "-o", target)
    assert result.exit_code == 2
    assert "sources are never changed" in said(result)[0]
    assert (folder / "story.txt").read_bytes() == STORY


def test_two_results_never_share_a_file(call, folder):
    (folder / "other").mkdir()
    (folder / "other" / "story.txt").write_bytes(STORY)
    result = call("clean", "story.txt", "other/story.txt", "-o", "out/")
    assert result.exit_code == 2
    assert "would become the same file, out/story.txt" in said(result)[0]


def test_an_output_that_cannot_be_written_is_named(call):
    result = call("clean", "story.txt", "-o", "article.txt/copy.txt")
    assert result.exit_code == 4
    assert said(result)[0].startswith("cleancopy: article.txt/copy.txt: ")


def test_one_bad_file_does_not_stop_the_others(call, folder):
    (folder / "picture.txt").write_bytes(BINARIES["picture.png"])
    result = call("clean", "picture.txt", "story.txt")
    assert result.exit_code == 3
    assert result.stdout_bytes == STORY
    assert said(result) == [
        "cleancopy: picture.txt: image/png, told from its first bytes; expected text or a web page"
    ]
    assert call("clean", "picture.txt", "gone.txt", "story.txt").exit_code == 4


def test_who_cleans_a_container_as_a_file_is_told_what_reads_it(call, folder):
    inside = "`cleancopy run` cleans the documents in it"
    (folder / "story.txt.gz").write_bytes(gzip.compress(STORY, mtime=0))
    result = call("clean", "story.txt.gz")
    assert result.exit_code == 3
    assert said(result) == [
        f"cleancopy: story.txt.gz: application/gzip, told from its first bytes; expected text or a web page; {inside}"
    ]
    (folder / "news.jsonl").write_bytes(b'{"text": "The council met on Monday."}\n')
    result = call("clean", "news.jsonl")
    assert result.exit_code == 0
    assert said(result) == [f"cleancopy: news.jsonl: cleaned as one text; {inside}"]


@pytest.mark.parametrize("name", BINARIES)
def test_a_binary_is_no_text(call, folder, name):
    (folder / name).write_bytes(BINARIES[name])
    result = call("clean", name)
    assert result.exit_code == 3
    assert len(said(result)) == 1 and name in result.stderr and "expected text" in result.stderr


def test_xml_that_is_no_page_gets_a_clear_word(call, folder):
    (folder / "feed.xml").write_bytes(FEED)
    result = call("clean", "feed.xml")
    assert result.exit_code == 3
    assert "feed.xml: XML that is no web page; expected text, HTML or XHTML" in said(result)[0]


def test_a_page_is_cleaned_and_its_kind_is_told(call, folder):
    (folder / "page.html").write_bytes(PAGE)
    result = call("clean", "page.html", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["provenance"]["media_type"] == "text/html"
    assert json.loads(result.stdout)["kind"] == "other"


@pytest.mark.parametrize("data", [b"", b" \n\n \t\n", b"\xef\xbb\xbf"])
def test_an_empty_source_is_told(call, data):
    result = call("clean", "-", stdin=data)
    assert result.exit_code == 3
    assert "expected text" in said(result)[0]


def test_what_cannot_be_read_is_told(call, folder):
    (folder / "folder.txt").mkdir()
    result = call("clean", "gone.txt", "folder.txt")
    assert result.exit_code == 4
    assert said(result) == [
        "cleancopy: gone.txt: there is no such file",
        "cleancopy: folder.txt: this is a directory; expected a file",
    ]


def test_a_source_over_the_limit_is_told(call):
    result = call("clean", "story.txt", "--set", "source.max_bytes=100")
    assert result.exit_code == 3
    assert "source.max_bytes allows 100" in said(result)[0]


def test_the_encoding_option_is_a_claim_about_the_source(call):
    text = "Der Müller fährt über die Brücke, und die Leute grüßen ihn, weil er jeden Tag früh aufsteht.\n"
    for encoding in ("latin-1", "windows-1252"):
        assert call("clean", "-", "-e", encoding, stdin=text.encode("cp1252")).stdout == text
    result = call("clean", "-", "-e", "latin-0", stdin=b"")
    assert result.exit_code == 2
    assert "'latin-0': expected the name of a text encoding" in said(result)[0]


def test_settings_and_presets_reach_the_cleaner(call, folder):
    assert "PARIS" not in call("clean", "article.txt", "--set", "story.dateline=cut").stdout
    assert "PARIS" not in call("clean", "article.txt", "--preset", "training").stdout
    (folder / "config.yaml").write_text("story: {dateline: cut}\n")
    assert "PARIS" not in call("clean", "article.txt").stdout
    (folder / "other.yaml").write_text("story: {dateline: keep}\n")
    assert call("clean", "article.txt", "-c", "other.yaml").stdout.startswith("PARIS")
