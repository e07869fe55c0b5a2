"""The document about CI: its workflows are safe as written, and carblog says what it says."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from carblog.cli.main import cli
from tests.docs.documents import CI, Block, blocks, rows, section
from tests.docs.example_site import NOW, write

WORKFLOWS = blocks(CI, ".github/workflows/")
STORIES = {
    "content/news/later.md": "---\ntitle: Later\ndate: 2031-02-01\n---\nText.\n",
    "content/news/now.md": "---\ntitle: Now\ndate: 2026-01-01\n---\nText.\n",
    "content/news/soon.md": "---\ntitle: Soon\ndate: 2031-01-01 09:00\n---\nText.\n",
}


def parsed(workflow: Block) -> dict[str, Any]:
    """A workflow as the host reads it."""
    found = yaml.load(workflow.text, yaml.BaseLoader)  # noqa: S506 - it knows texts only
    assert isinstance(found, dict)
    return found


def steps(workflow: Block) -> list[dict[str, Any]]:
    return [step for job in parsed(workflow)["jobs"].values() for step in job["steps"]]


def workflow_with(trigger: str) -> Block:
    (found,) = (each for each in WORKFLOWS if trigger in parsed(each)["on"])
    return found


def test_there_are_the_three_workflows() -> None:
    assert [block.label.rpartition("/")[2] for block in WORKFLOWS] == [
        "publish.yml",
        "preview.yml",
        "preview-online.yml",
    ]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda block: block.label)
def test_a_workflow_may_only_read_and_trusts_no_tag(workflow: Block) -> None:
    assert parsed(workflow)["permissions"] in ({"contents": "read"}, {})
    used = re.findall(r"uses: (.*)", workflow.text)
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action
    for step in steps(workflow):
        if str(step.get("uses")).startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_a_pull_request_is_built_without_secrets_and_without_a_cache() -> None:
    text = workflow_with("pull_request").text
    assert "secrets." not in text
    assert "actions/cache" not in text
    assert "pull_request_target" not in "".join(each.text for each in WORKFLOWS)


def test_what_puts_a_preview_online_checks_nothing_out() -> None:
    text = workflow_with("workflow_run").text
    assert "checkout" not in text
    assert "carblog" not in text


def test_a_preview_takes_articles_and_pictures_from_the_proposal_and_no_theme(
    tmp_path: Path,
) -> None:
    theirs = {"site.yaml": "title: Theirs", "themes/x/theme.yaml": "name: x", "content/a.md": "A"}
    write(tmp_path / "site", {"site.yaml": "title: Ours", "content/old.md": "O"})
    write(tmp_path / "proposed", theirs | {"galleries/g/gallery.yaml": "title: G"})
    (tmp_path / "proposed/content/link.md").symlink_to("/etc/hostname")
    script = next(
        step["run"] for step in steps(workflow_with("pull_request")) if "cp " in str(step)
    )
    subprocess.run([shutil.which("bash") or "bash", "-ec", script], cwd=tmp_path, check=True)
    files = {
        path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.*")
    }
    assert files == {"site.yaml", "content/a.md", "content/link.md", "galleries/g/gallery.yaml"}
    assert (tmp_path / "site/site.yaml").read_text() == "title: Ours"
    assert (tmp_path / "site/content/link.md").is_symlink()


def asked(root: Path, *arguments: str) -> Any:
    """What a command answers in JSON."""
    run = CliRunner().invoke(cli, [*arguments, "-s", str(root), "--now", NOW.isoformat()])
    return json.loads(run.stdout)


def test_what_is_due_next_is_the_first_of_the_list(tmp_path: Path) -> None:
    write(tmp_path, STORIES)
    future = asked(tmp_path, "list", "future", "--json")["future"]
    assert future == [
        {"when": "2031-01-01T09:00+00:00", "path": "content/news/soon.md", "title": "Soon"},
        {"when": "2031-02-01T00:00+00:00", "path": "content/news/later.md", "title": "Later"},
    ]


def test_a_build_tells_programs_what_the_document_says(tmp_path: Path) -> None:
    write(tmp_path, STORIES | {"content/news/odd.md": "---\ntitle: Odd\ndate: never\n---\n"})
    told = asked(tmp_path, "build", "--format", "json")
    (row,) = (cells for cells in rows(section(CI, "What a build says")) if "json" in cells[0])
    named = set(re.findall(r"`(\w+)`", row[1]))
    assert named == {"problems", *told["problems"][0]}
    assert {"made", "kept", "removed", "waiting", "skipped"} <= told.keys()
