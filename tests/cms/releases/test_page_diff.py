"""The difference of one page between two releases is told in words, not in tags."""

from cms.releases.page_diff import page_diff, page_text

PAGE = "<html><body><header>报头</header><main><h1>{}</h1><p>会议<b>听取</b>了报告。</p><p>{}</p></main></body></html>"


def page(title: str, text: str) -> bytes:
    return PAGE.format(title, text).encode()


def test_only_the_main_part_counts_and_inline_tags_part_no_words():
    assert page_text(page("开会", "一。")) == "开会\n会议听取了报告。\n一。\n"
    assert page_text(b"") == ""


def test_a_changed_word_is_shown_between_what_stayed():
    pieces = page_diff(page("开会", "有三件草案。"), page("开会", "有四件草案。"))
    assert [p.text.strip() for p in pieces if p.op == "del"] != []
    assert "".join(p.text for p in pieces if p.op != "del").endswith("有四件草案。\n")
    assert "".join(p.text for p in pieces if p.op != "add").endswith("有三件草案。\n")


def test_long_stretches_that_are_the_same_are_cut():
    long = "这一段没有变。" * 200
    pieces = page_diff(page("旧", long), page("新", long))
    assert sum(len(p.text) for p in pieces) < 300


def test_a_page_that_is_only_in_one_release_is_all_new_or_all_gone():
    assert {p.op for p in page_diff(b"", page("开会", "一。"))} == {"add"}
    assert {p.op for p in page_diff(page("开会", "一。"), b"")} == {"del"}
