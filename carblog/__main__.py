"""`python -m carblog`: the same command line as the `carblog` script."""

from carblog.cli import main

if __name__ == "__main__":
    main()
