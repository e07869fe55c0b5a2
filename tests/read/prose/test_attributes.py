"""Attribute lists: classes, ids and words about a thing, nothing that runs or leads elsewhere."""

import pytest

from tests.read.prose.typed import typed


@pytest.mark.parametrize(
    "key", ["onclick", "OnClick", "onanything", "style", "href", "src", "srcset", "formaction"]
)
@pytest.mark.parametrize("contributors", [False, True])
@pytest.mark.parametrize(
    "text", ["[x](y.md){{{}=z}}", "Words.\n{{: .a {}='z'}}", "## A {{ {}=z }}"]
)
def test_what_runs_code_or_changes_a_link_is_refused(
    text: str, key: str, contributors: bool
) -> None:
    read = typed(text.format(key), contributors=contributors)
    assert len(read.told) == 1
    assert f'attribute-forbidden: an attribute list may not set "{key}"' in read.told[0]
    assert key not in read.html.replace('href="{0}"', "")
    assert "z" not in read.html


def test_the_place_of_a_refused_list_is_that_of_the_list() -> None:
    read = typed("One.\n\nThe [drive](x.md){.a onclick=y} and so on.")
    assert read.told == ['3:18 attribute-forbidden: an attribute list may not set "onclick"']
    assert '<a class="a" href="{0}">' in read.html


def test_owners_may_say_more_than_contributors() -> None:
    text = 'Le [mot](x.md){lang=fr title="It\'s" .a}'
    assert '<a class="a" href="{0}" lang="fr" title="It\'s">' in typed(text).html
    read = typed(text, contributors=True)
    assert '<a class="a" href="{0}">' in read.html
    assert read.told == [
        f'1:15 ?attribute-forbidden: an attribute list may not set "{key}"'
        for key in ("lang", "title")
    ]


def test_an_id_is_used_once_and_holds_no_space() -> None:
    read = typed('One.\n{#a}\n\nTwo.\n{id="a"}\n\nThree.\n{id="b c"}')
    assert read.told == ['5:1 id-duplicate: another thing has the id "a" already']
    assert read.prose.anchors == ("a", "b-c")


def test_entities_in_a_value_are_what_they_stand_for() -> None:
    html = typed('Words.\n{: title="a &quot;b&quot; &amp; c" }').html
    assert html == '<p title="a &quot;b&quot; &amp; c">Words.</p>'


@pytest.mark.parametrize("payload", ['"><script>', "'><img", "<b>", "&quot;onload=x"])
def test_a_value_never_becomes_markup(payload: str) -> None:
    html = typed(f'Words.\n{{: .x title="{payload}" data-x={payload} }}').html
    assert "<script" not in html
    assert "<img" not in html
    assert html.count(">") == 2
