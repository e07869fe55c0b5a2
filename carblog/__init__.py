"""carblog: a static site generator for car publications."""

import zoneinfo

__version__ = "0.1.0"

# Time zones come from the package tzdata alone, whose version is part of what a site is made with:
# the system's, which Python prefers, may know other rules. Every process imports this first.
zoneinfo.reset_tzpath(())
