"""One version of a page in the place of another: only what differs is touched."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

import carblog.serve

pytestmark = [pytest.mark.slow, pytest.mark.browser]

CLIENT = Path(carblog.serve.__file__).with_name("client")

BLANK = """<!doctype html><title>-</title><script type="module">
  import { compare, remember, Reload } from "/-carblog/morph.js";
  const read = (html) => new DOMParser().parseFromString(html, "text/html");
  // What is on the page becomes `html`, as a browser reads it.
  window.begin = (html) => {
    document.documentElement.innerHTML = read(html).documentElement.innerHTML;
    window.source = remember(document.documentElement);
  };
  // Whether it could be brought to this version, or has to be loaded anew.
  window.morph = (html) => {
    const fresh = read(html).documentElement;
    try {
      compare(window.source, fresh).apply();
      return true;
    } catch (error) {
      if (error instanceof Reload) return false;
      throw error;
    }
  };
  window.isNow = (html) => {
    const now = read(html).documentElement;
    const trees = [document.documentElement, window.source];
    return trees.every((one) => one.isEqualNode(now) && one.outerHTML === now.outerHTML);
  };
</script>"""


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Page]:
    """A page with `begin`, `morph` and `isNow`."""
    context = chromium.new_context()
    context.route("**/*", _answer)
    page = context.new_page()
    page.goto("http://preview.test/")
    page.wait_for_function("!!window.isNow")
    yield page
    context.close()


def _answer(route: Route) -> None:
    name = route.request.url.rpartition("/")[2]
    if name:
        route.fulfill(body=(CLIENT / name).read_text(), content_type="text/javascript")
    else:
        route.fulfill(body=BLANK, content_type="text/html")


def morph(page: Page, before: str, after: str, between: str = "") -> Any:
    """From one body to another; `between` is what scripts and the reader do meanwhile."""
    steps = "([before, after, between]) => { begin(before); eval(between); return morph(after); }"
    return page.evaluate(steps, [before, after, between])


def test_any_page_becomes_any_other(window: Page) -> None:
    found = window.evaluate(
        """() => {
          let seed = 7;
          const random = (most) => (seed = (seed * 48271) % 2147483647) % most;
          const names = ["p", "ul", "li", "b", "section", "details", "template"];
          const words = ["one", "two", "three", " ", "a < b"];
          const tree = (depth) => {
            if (!depth || random(4) === 0) return words[random(words.length)].replace("<", "&lt;");
            const name = names[random(names.length)];
            const id = random(5) ? "" : ` id="i${random(4)}"`;
            const kind = random(3) ? "" : ` class="c${random(3)}"`;
            const inside = Array.from({length: random(5)}, () => tree(depth - 1)).join("");
            return `<${name}${id}${kind}>${inside}</${name}>`;
          };
          const wrong = [];
          let page = "<body></body>";
          begin(page);
          for (let turn = 0; turn < 400; turn++) {
            page = `<title>${turn}</title><body>${tree(5)}${tree(4)}${tree(3)}`;
            if (!morph(page) || !isNow(page)) wrong.push(page);
          }
          return wrong;
        }"""
    )
    assert found == []


def test_a_paragraph_that_is_added_leaves_the_others_in_place(window: Page) -> None:
    before = "<p>One</p><p>Two</p><p>Three</p>"
    after = "<p>Nought</p><p>One</p><p>Two and a half</p><p>Three</p>"
    assert morph(window, before, after, "window.old = [...document.querySelectorAll('p')]")
    kept = "window.old.map(p => [...document.querySelectorAll('p')].indexOf(p))"
    assert window.evaluate(kept) == [1, 2, 3]


def test_what_the_reader_did_stays(window: Page) -> None:
    page = (
        "<h1>{}</h1><details><summary>More</summary>Words</details>"
        "<input id=name><input type=checkbox><textarea>a</textarea>"
    )
    did = """document.querySelector("details").open = true;
      document.querySelector("#name").value = "Ida";
      document.querySelector("[type=checkbox]").checked = true;
      document.querySelector("textarea").value = "typed";
      document.querySelector("#name").focus();"""
    assert morph(window, page.format("Old"), page.format("New"), did)
    assert window.evaluate("""[document.querySelector("h1").textContent,
      document.querySelector("details").open, document.querySelector("#name").value,
      document.querySelector("[type=checkbox]").checked, document.querySelector("textarea").value,
      document.activeElement.id]""") == ["New", True, "Ida", True, "typed", "name"]


def test_what_a_script_made_of_the_page_stays(window: Page) -> None:
    page = "<main><p>{}</p><input hidden></main>"
    did = """document.body.append(document.createElement("dialog"));
      document.querySelector("main").style.color = "red";
      document.querySelector("input").hidden = false;
      document.querySelector("p").classList.add("seen");"""
    assert morph(window, page.format("Old"), page.format("New"), did)
    assert window.evaluate("document.body.innerHTML") == (
        '<main style="color: red;"><p class="seen">New</p><input></main><dialog></dialog>'
    )


def test_a_film_that_plays_goes_on_while_words_change(window: Page) -> None:
    page = '<p>{}</p><div class="film"><a href="/film">Play</a></div>'
    did = 'document.querySelector(".film").replaceChildren(document.createElement("iframe"))'
    assert morph(window, page.format("Old"), page.format("New"), did)
    assert window.locator(".film iframe").count() == 1
    assert window.evaluate("document.querySelector('p').textContent") == "New"


@pytest.mark.parametrize(
    ("before", "after", "did"),
    [
        ('<script src="/a.js"></script>', '<script src="/b.js"></script>', ""),
        ("<p>One</p>", '<p>One</p><script src="/a.js"></script>', ""),
        ('<p>One</p><script src="/a.js"></script>', "<p>One</p>", ""),
        ("<script>let a = 1</script>", "<script>let a = 2</script>", ""),
        ("<p>1</p><script></script>", "<p>1</p><input type=range><script></script>", ""),
        (
            "<template><button>Close</button></template>",
            "<template><button>Shut</button></template>",
            "",
        ),
        (
            "<div><p>Old</p></div>",
            "<div><p>New</p></div>",
            'document.querySelector("div").replaceChildren()',
        ),
    ],
    ids=["other script", "new script", "no script", "script text", "control", "template", "taken"],
)
def test_a_page_is_loaded_anew_where_its_scripts_would_not_know(
    window: Page, before: str, after: str, did: str
) -> None:
    assert morph(window, before, after, did) is False
    assert window.evaluate("document.body.innerHTML").count("New") == 0


def test_words_that_wait_in_a_template_change_in_place(window: Page) -> None:
    page = "<script></script><p>A<template><p>{}</p></template></p>"
    assert morph(window, page.format("Old caption"), page.format("New caption"))
    words = "document.querySelector('template').content.textContent"
    assert window.evaluate(words) == "New caption"


def test_structured_data_is_words_and_no_script(window: Page) -> None:
    page = '<script type="application/ld+json">{{"name": "{}"}}</script>'
    assert morph(window, page.format("Old"), page.format("New"))
    assert "New" in window.evaluate("document.documentElement.innerHTML")


def test_a_long_list_is_compared_in_a_blink(window: Page) -> None:
    took = window.evaluate(
        """() => {
          const list = (first, last) => `<ul>${Array.from({length: last - first}, (_, n) =>
            `<li><a href="/${n + first}/">Story ${n + first}</a></li>`).join("")}</ul>`;
          begin(list(0, 2000));
          const start = performance.now();
          if (!morph(list(1, 2001))) throw new Error("loaded anew");
          return [performance.now() - start, isNow(list(1, 2001))];
        }"""
    )
    assert took[1]
    assert took[0] < 250  # ms; 20 on a quiet machine
