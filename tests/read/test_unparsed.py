"""A mistake in the syntax of a template is told in words of templates, with what to write."""

import pytest

from carblog.model.problem import Problem
from carblog.read.theme import _parse


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("{% if page %}", "{% if %} is not closed", "write {% endif %}"),
        (
            "{% for a in b %}{% if a %}{% endfor %}",
            "{% endfor %} stands where {% if %} is not closed yet",
            "write {% endif %} first",
        ),
        (
            "{% if a %}{% else %}{% elif b %}{% endif %}",
            "{% elif %} stands behind {% else %}",
            "{% else %} comes once, and last",
        ),
        (
            "{% for a in b %}{% elif a %}{% endfor %}",
            "{% elif %} stands where {% for %} is not closed yet",
            "write {% endfor %} first",
        ),
        ("{% endif %}", "{% endif %} belongs to nothing that is open", "take it out"),
        ("{% inlcude 'a' %}", 'there is no tag "inlcude"', 'did you mean "include"?'),
        ("{% if a %}{% elsif b %}{% endif %}", 'there is no tag "elsif"', 'did you mean "elif"?'),
        ("{{ page.title|uper }}", 'there is no filter "uper"', 'did you mean "upper"?'),
        ("{{ page.tags|random }}", 'there is no filter "random"', ""),
        ("{{ page.title", "{{ is not closed", "write }}"),
        ("{% if page", "{% is not closed", "write %}"),
        ("{{ page title }}", "expected }}, got 'title'", ""),
        ("{# page", "missing end of comment tag", ""),
    ],
)
def test_what_is_wrong_is_said_with_what_to_write(source: str, message: str, hint: str) -> None:
    problem = _parse("a.html", "templates/a.html", source.encode())
    assert isinstance(problem, Problem)
    assert (problem.code, problem.message, problem.hint) == ("template-syntax", message, hint)


def test_the_filter_of_structured_data_can_stand_anywhere() -> None:
    found = _parse("a.html", "templates/a.html", b"{{ page.structured|jsonld }}")
    assert not isinstance(found, Problem)
