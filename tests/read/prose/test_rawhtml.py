"""Raw HTML of a site's owner: kept, and what it points at is checked like any link."""

import pytest

from tests.read.prose.typed import typed


def test_raw_html_stays_and_its_local_links_become_references() -> None:
    read = typed('<div class="note"><a href="../prices.pdf">Prices</a> <b>"now"</b></div>')
    assert read.html == '<div class="note"><a href="{0}">Prices</a> <b>"now"</b></div>'
    assert (read.targets, read.told) == (["../prices.pdf"], [])


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<a href=x.pdf>x</a>", '<a href="{0}">x</a>'),
        ("<A HREF = 'x.pdf' CLASS=y>x</A>", '<A HREF="{0}" CLASS=y>x</A>'),
        ('<video src="x.pdf" poster="y.jpg" controls></video>', None),
        ('<audio src="x.pdf"></audio>', '<audio src="{0}"></audio>'),
        ('<a href="x.pdf" title="a > b [c] {d} # e">x</a>', None),
    ],
)
def test_however_an_attribute_is_written_its_slot_stands_in_quotes(
    html: str, shown: str | None
) -> None:
    read = typed(f"Look: {html}.")
    assert read.targets[0] == "x.pdf"
    assert read.told == []
    expected = html.replace("x.pdf", "{0}").replace("y.jpg", "{1}") if shown is None else shown
    assert read.html == f"<p>Look: {expected}.</p>"


def test_each_candidate_of_a_srcset_is_checked() -> None:
    read = typed('<picture><source srcset="a.webp 1x, https://e.com/b.webp 2x, c.webp"></picture>')
    assert 'srcset="{0} 1x, https://e.com/b.webp 2x, {1}"' in read.html
    assert read.targets == ["a.webp", "c.webp"]


def test_an_img_of_a_local_picture_would_publish_the_original() -> None:
    read = typed('Look: <img src="../a.jpg" alt="x" srcset="b.jpg 2x">')
    assert read.told == [
        "1:12 raw-picture: an <img> tag would publish the original photo",
        "1:35 raw-picture: an <img> tag would publish the original photo",
    ]
    assert read.hints == ["write ![…](../a.jpg)", "write ![…](b.jpg)"]


def test_external_addresses_stay() -> None:
    html = '<p><img src="https://example.com/x.png?a&amp;b" alt="x"></p>'
    assert (typed(html).html, typed(html).told) == (html, [])


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "&#106;avascript:x", "//evil.example", "\\\\evil.example", "data:,"],
)
def test_an_address_that_runs_code_is_an_error_with_its_place(target: str) -> None:
    read = typed(f'One\n<b class="x"><a id="i" href="{target}">z</a></b>')
    assert [line.split(": ")[0] for line in read.told] == ["2:24 link-scheme"]
    assert target not in read.html


def test_ids_of_raw_html_are_anchors_and_must_be_unlike_others() -> None:
    read = typed('## One\n\n<div id="two"></div>\n<a name="old"></a><p id="one">x</p>')
    assert read.prose.anchors == ("one", "two", "old")
    assert read.told == ['4:22 id-duplicate: another thing has the id "one" already']


def test_markdown_goes_on_inside_where_it_is_asked_to() -> None:
    text = '<details markdown="1">\n<summary>How</summary>\n\n*Both* [ways](x.md)\n\n</details>'
    read = typed(text)
    assert '<p><em>Both</em> <a href="{0}">ways</a></p>' in read.html
    assert "markdown" not in read.html


def test_scripts_of_the_owner_stay_as_they_are() -> None:
    html = '<script>\nif (a < b && "[x](y)" <!--c-->) { "it\'s" }\n</script>'
    assert typed(html).html == html


def test_content_that_is_lost_for_want_of_an_end_tag_is_told() -> None:
    read = typed("Before.\n\n<div markdown=1>\n<div markdown=1>\nLost.")
    message = "<div> is not published, for something in it is never closed"
    assert read.html == "<p>Before.</p>"
    assert read.told == [f"{line}:1 ?html-unbalanced: {message}" for line in (3, 4)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<div>\n\nText", "1:1 ?html-unbalanced: <div> is never closed"),
        ("Some <b>bold text.", "1:6 ?html-unbalanced: <b> is never closed"),
        ("<ul><li>One</ul>", None),
        ("Text</span>.", "1:5 ?html-unbalanced: </span> closes what is not open"),
        ("<hr>\n\nA<br>b<wbr>c<img src='https://e.com/x' alt=''>", None),
        ("<svg><path d='M1 1'/></svg>", None),
        ("`<div markdown=1>` is how", None),
        ("<!-- <div markdown=1> -->\n\nText", None),
        (
            "<div markdown=1></div>\n\n<div markdown=1>\nText",
            None,  # Python-Markdown closes it
        ),
    ],
)
def test_a_tag_that_would_swallow_the_page_is_told(text: str, told: str | None) -> None:
    assert typed(text).told == ([told] if told else [])
