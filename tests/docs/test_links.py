"""Every link of the documents leads somewhere, and nothing in them is of one machine."""

import re
from pathlib import Path

import pytest

from tests.docs.documents import DOCUMENTS, ROOT, anchors, links, prose, rows


def named(path: Path) -> str:
    """What a test run calls a document."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_a_relative_link_leads_to_a_file_and_to_a_heading_in_it(document: Path) -> None:
    lost = []
    for link in links(document):
        target, _, anchor = link.partition("#")
        file = document.parent / target if target else document
        if link.startswith(("https://", "mailto:")):
            continue
        if not file.exists() or (anchor and anchor not in anchors(file)):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_a_link_to_the_web_is_written_in_full_and_secure(document: Path) -> None:
    assert [link for link in links(document) if re.match(r"(?i)http:|//|www\.", link)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_no_path_of_somebodys_machine_is_in_a_document(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert re.findall(r"/(?:home|Users|work|root|tmp)/\w+", text) == []


def test_every_document_can_be_found_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        document = waiting.pop().resolve()
        if document in reached or document.suffix != ".md":
            continue
        reached.add(document)
        targets = (link.partition("#")[0] for link in links(document))
        waiting += [document.parent / target for target in targets if target and ":" not in target]
    assert {named(each) for each in DOCUMENTS} <= {named(each) for each in reached}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(document: Path) -> None:
    for table in re.findall(r"(?m)(?:^\|.*\n?)+", prose(document)):
        assert len({len(cells) for cells in rows(table)}) == 1, table
