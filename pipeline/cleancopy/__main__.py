"""`python -m cleancopy` is the command `cleancopy`."""

from cleancopy.cli import main

if __name__ == "__main__":
    main()
