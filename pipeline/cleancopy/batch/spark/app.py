"""What spark-submit starts: `app.py OUTPUT PLAN`, the output directory and the digest of its stored plan."""

from __future__ import annotations

import re
import sys

# The folder of this file, which Python looks into first, has modules that are called like others elsewhere.
sys.path.append(sys.path.pop(0))

from cleancopy.batch.plan import read_plan
from cleancopy.batch.spark.farm import clean_on_spark
from cleancopy.batch.spark.parcels import COMPLAINT
from cleancopy.batch.spark.sessions import session
from cleancopy.errors import CleancopyError

# How Spark hands on what was raised in an executor.
RAISED = re.compile(r"^(?:cleancopy\.[\w.]+): (.+)$", re.MULTILINE)


def main(output: str, digest: str) -> int:
    """Do what the plan has left to do; the exit code."""
    try:
        with session() as spark:
            clean_on_spark(spark, read_plan(output, digest))
    except CleancopyError as error:
        return _complain(str(error))
    except Exception as error:
        raised = RAISED.search(str(error))
        if raised is None:
            raise
        return _complain(raised[1])
    return 0


def _complain(message: str) -> int:
    print(f"{COMPLAINT}{message}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
