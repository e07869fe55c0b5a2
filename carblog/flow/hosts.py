"""What known hosts take of one site, so that it is told before the upload fails.

As their documentation said in November 2026:

- GitHub Pages: https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits
  and, for a file, https://docs.github.com/en/repositories/working-with-files/managing-large-files
- Cloudflare Pages: https://developers.cloudflare.com/pages/platform/limits/
- GitLab Pages: https://docs.gitlab.com/user/gitlab_com/#gitlab-pages
- Netlify: https://docs.netlify.com/site-deploys/overview/#files-per-directory-limit
- Firebase Hosting: https://firebase.google.com/docs/hosting/usage-quotas-pricing
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

NEAR = 0.9
"""Of a limit: what is below is not worth a word."""

GB = 1_000_000_000


class Host(msgspec.Struct, frozen=True, kw_only=True):
    """Its limits, in files and bytes; 0 where it has none."""

    name: str
    domain: str
    """What the addresses end in that it gives to sites without one of their own."""
    size: int = 0
    """All bytes of a site."""
    files: int = 0
    more_files: int = 0
    """What it takes on its paid plans."""
    file_size: int = 0
    """The bytes of one file."""
    folder_files: int = 0
    """The files of one folder."""


HOSTS = (
    Host(name="GitHub Pages", domain="github.io", size=GB, file_size=100 << 20),
    Host(
        name="Cloudflare Pages",
        domain="pages.dev",
        files=20_000,
        more_files=100_000,
        file_size=25 << 20,
    ),
    Host(name="GitLab Pages", domain="gitlab.io", size=GB, files=200_000),
    Host(name="Netlify", domain="netlify.app", folder_files=54_000),
    Host(name="Firebase Hosting", domain="web.app", size=10 * GB, file_size=2 * GB),
)


def near_limits(sizes: Mapping[str, int], base_url: str) -> Iterator[str]:
    """One line for each limit that a site is near or over. `sizes`: path → bytes.

    Where `base_url` tells the host, only its limits count.
    """
    if not sizes:
        return
    site = base_url.partition("://")[2].partition("/")[0]
    its_own = [host for host in HOSTS if site.endswith(f".{host.domain}")]
    size, largest = sum(sizes.values()), max(sizes, key=lambda path: (sizes[path], path))
    folder, in_folder = _fullest(sizes)
    for host in its_own or HOSTS:
        if _is_near(size, host.size):
            yield f"{_bytes(size)} in all: {host.name} takes {_bytes(host.size)}"
        if _is_near(len(sizes), host.files):
            paid = f", {host.more_files:,} on paid plans" if host.more_files else ""
            yield f"{len(sizes):,} files: {host.name} takes {host.files:,}{paid}"
        if _is_near(sizes[largest], host.file_size):
            most = _bytes(host.file_size)
            yield f"{largest} has {_bytes(sizes[largest])}: {host.name} takes files of {most}"
        if _is_near(in_folder, host.folder_files):
            most = f"{host.folder_files:,}"
            yield f"{in_folder:,} files in {folder}: {host.name} takes {most} in one folder"


def _is_near(count: int, limit: int) -> bool:
    return bool(limit) and count >= limit * NEAR


def _fullest(paths: Mapping[str, int]) -> tuple[str, int]:
    counted = Counter(path.rpartition("/")[0] for path in paths)
    folder = max(counted, key=lambda each: (counted[each], each))
    return f"{folder}/" if folder else "the top folder", counted[folder]


def _bytes(size: int) -> str:
    return f"{size / GB:,.2f} GB" if size >= GB else f"{size / 1e6:,.1f} MB"
