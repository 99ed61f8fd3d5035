"""`python -m cleancopy` is the command `cleancopy`."""

import signal

# An interrupt amid imports ends the process at once: as an exception it could come out of any line, in any guise.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from cleancopy.cli import main  # noqa: E402

signal.signal(signal.SIGINT, signal.default_int_handler)

if __name__ == "__main__":
    main()
