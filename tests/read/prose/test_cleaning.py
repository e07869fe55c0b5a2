"""The texts of contributors: nothing runs, nothing impersonates the page, and all of it is told."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carblog.read.prose.cleaning import _TAGS
from tests.read.prose.typed import typed

# Published payloads: those of the XSS filter evasion sheet, of mutation XSS and of the Hugo CVEs.
PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x` onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><script>alert(1)</script></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src onerror=x&gt;">',
    "<math><annotation-xml encoding='text/html'><img src=x onerror=x></annotation-xml></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<style>@import '//evil.example';</style>",
    "<style><img src=x onerror=alert(1)></style>",
    '<iframe src="javascript:alert(1)"></iframe>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='//evil.example'>",
    "<form action='//evil.example'><input name=password autofocus onfocus=alert(1)></form>",
    "<template><script>alert(1)</script></template>",
    "<base href='//evil.example/'>",
    "<link rel=stylesheet href='//evil.example'>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='  jAvA&#x09;ScRiPt&colon;alert(1)'>x</a>",
    "<a href='data:text/html,x' onclick=alert(1)>x</a>",
    "<div style='position:fixed;inset:0' class='x\" onclick=y' id=location>x</div>",
    "<div onmouseover=alert(1) markdown=1>*x*</div>",
    "<details open ontoggle=alert(1)>x</details>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<!--><script>alert(1)</script>-->",
    "<!--!><script>alert(1)</script>",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<?xml ?><script>alert(1)</script>",
    "<b <script>alert(1)</script>>x</b>",
    "<<script>alert(1)//<</script>",
    "<a title='`' href='x' a=`>` onclick=alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](&#x6A;avascript&#58;alert(1))",
    "![x](x.jpg\"onerror=\"alert(1))",
    '![" onerror="alert(1)](x.jpg)',
    '[x](y "a\\" onclick=\\"alert(1)")',
    "[x](y){onclick=alert(1) href=javascript:alert(1)}",
    "<javascript:alert(1)>",
    "<javascript://%0aalert(1)>",
    "```js\"><script>alert(1)</script>\nx\n```",
    "# <script>alert(1)</script> {#\"><script>alert(1)</script>}",
    "x[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: y",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "x\n: <script>alert(1)</script>",
    "*[x]: \"><script>alert(1)</script>\n\nx",
    "[x]: javascript:alert(1)\n\n[x] ![x]",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7*7 }}{% include 'x' %}",
]  # fmt: skip
ELEMENT = re.compile(r"<([a-z0-9]+)((?: [a-z-]+(?:=\"[^\"<>]*\")?)*)>|</([a-z0-9]+)>")
ATTRIBUTE = re.compile(r" ([a-z-]+)(?:=\"([^\"]*)\")?")


def live(html: str) -> list[str]:
    """What a browser would run, load or be sent to, were this HTML a page."""
    found = [sign for sign in ELEMENT.sub("", html) if sign in "<>"]
    for name, attributes, end in ELEMENT.findall(html):
        found += [tag for tag in (name, end) if tag and tag not in _TAGS]
        for key, value in ATTRIBUTE.findall(attributes):
            if key.startswith("on") or key in {"style", "src", "srcset", "name", "action"}:
                found.append(key)
            safe = r"|\{\d+\}|#[^:]*|https?://[^/].*|mailto:.*"
            if key == "href" and not re.fullmatch(safe, value):
                found.append(f"{key}={value}")
    return found


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("text", ["{}", "Words {} words.", "> - {}", "<b>\n\n{}"])
def test_nothing_of_a_payload_is_live(payload: str, text: str) -> None:
    assert live(typed(text.replace("{}", payload), contributors=True).html) == []


@given(st.lists(st.sampled_from([*PAYLOADS, "\n\n", " ", "`", "</div>", "<b>", "*"]), max_size=6))
@example(["`", "<script>alert(1)</script>"])
def test_payloads_together_are_no_livelier(payloads: list[str]) -> None:
    assert live(typed("".join(payloads), contributors=True).html) == []


@pytest.mark.parametrize("payload", [p for p in PAYLOADS[:12] if "`" not in p])
def test_the_same_is_live_where_the_owner_writes_it(payload: str) -> None:
    assert live(typed(payload).html)


def test_harmless_html_stays() -> None:
    html = '<details open class="how"><summary>How</summary>Hold <kbd>−</kbd> &amp; wait.</details>'
    read = typed(html, contributors=True)
    assert (read.html, read.told) == (html.replace("open class", 'open="" class'), [])


def test_what_markdown_makes_survives_cleaning() -> None:
    text = (
        "## A *b* {#c .wide}\n\n| x | y |\n|--:|---|\n| 1[^1] | ~ |\n\n    code\n\n[^1]: Note.\n\n"
        "Term\n: Definition <https://e.com> **s** [l](m.md) ![p](q.jpg)\n\n*[x]: ex\n\n3. c"
    )
    mine, theirs = typed(text), typed(text, contributors=True)
    plain = theirs.html.replace(' rel="noopener nofollow"', "")
    assert plain.replace("&nbsp;", "&#160;").replace("↩︎", "&#8617;&#xFE0E;") == mine.html
    assert theirs.prose.references == mine.prose.references
    assert theirs.told == []


def test_links_out_earn_nothing_and_links_in_stay() -> None:
    html = typed("[out](https://e.com) [in](x.md)", contributors=True).html
    assert '<a rel="noopener nofollow" href="https://e.com">' in html
    assert '<a href="{0}">' in html


def test_everything_taken_out_is_told_with_its_place() -> None:
    read = typed('A <font>b</font>\n<i onclick="x" id="y" class="z">c</i>', contributors=True)
    assert read.html == '<p>A b\n<i class="z">c</i></p>'
    why = "is not published: contributors cannot use it"
    assert read.told == [
        f"1:3 ?html-removed: <font> {why}",
        f'2:4 ?html-removed: the attribute "onclick" of <i> {why}',
        f'2:16 ?html-removed: the attribute "id" of <i> {why}',
    ]


def test_an_id_of_markdown_stays_and_a_raw_one_goes() -> None:
    read = typed('## Same\n\n<p id="same">x</p> <b id="fn:1">y</b>', contributors=True)
    assert re.findall(r'id="([^"]+)"', read.html) == ["same"]
    assert read.prose.anchors == ("same",)


def test_a_raw_picture_goes_even_from_elsewhere() -> None:
    assert "img" not in typed("<img src=https://e.com/pixel.gif>", contributors=True).html


def test_markdown_in_html_is_for_owners() -> None:
    assert "*x*" in typed('<div markdown="1">*x*</div>', contributors=True).html
