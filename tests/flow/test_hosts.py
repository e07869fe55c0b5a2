"""The limits of hosts are told when a site comes near them, and not before."""

import pytest

from carblog.flow.hosts import HOSTS, Host, near_limits

OWN = "https://cars.example/"


def told(sizes: dict[str, int], base_url: str = OWN) -> list[str]:
    return list(near_limits(sizes, base_url))


def many(count: int, folder: str = "") -> dict[str, int]:
    """So many files of a few bytes, a hundred in a folder."""
    return {f"{folder or number // 100}/{number}.html": 10 for number in range(count)}


def test_a_site_that_is_far_from_all_limits_is_told_nothing() -> None:
    assert told(many(17_999)) == []
    assert told({}) == []


def test_many_files_are_told_with_what_the_host_takes() -> None:
    [line] = told(many(18_000))
    assert line == "18,000 files: Cloudflare Pages takes 20,000, 100,000 on paid plans"


def test_a_large_site_is_told_for_each_host() -> None:
    videos = {f"{number}.mp4": 20_000_000 for number in range(45)}
    assert told(videos) == [
        "900.0 MB in all: GitHub Pages takes 1.00 GB",
        "900.0 MB in all: GitLab Pages takes 1.00 GB",
    ]


def test_one_large_file_is_named() -> None:
    assert told({"a.html": 1, "lap.mp4": 101_000_000}) == [
        "lap.mp4 has 101.0 MB: GitHub Pages takes files of 104.9 MB",
        "lap.mp4 has 101.0 MB: Cloudflare Pages takes files of 26.2 MB",
    ]


def test_a_full_folder_is_named() -> None:
    assert told(many(50_000, "galleries/all"), "https://x.netlify.app/") == [
        "50,000 files in galleries/all/: Netlify takes 54,000 in one folder"
    ]


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_where_the_address_tells_the_host_only_its_limits_count(host: Host) -> None:
    lines = told(
        many(260_000, "all") | {"huge.mp4": 20_000_000_000}, f"https://me.{host.domain}/x/"
    )
    assert lines
    assert all(host.name in line for line in lines)
