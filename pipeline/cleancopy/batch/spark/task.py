"""The Luigi task that hands a run over to Spark; where Spark is, and how it is set up, Luigi's section `spark` says."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from luigi.contrib.external_program import ExternalProgramRunError
from luigi.contrib.spark import SparkSubmitTask

from cleancopy.batch.spark.farm import missing
from cleancopy.batch.spark.needs import require_spark, spark_home
from cleancopy.batch.spark.parcels import COMPLAINT
from cleancopy.batch.tasks import PlannedTask
from cleancopy.errors import ConfigError, OutputError

LOG = "spark.log"
# spark-submit as Luigi calls it when luigi.cfg does not name one.
UNNAMED = "spark-submit"
# The line of Python or of Java that says what went wrong.
ERROR = re.compile(r"(?:Exception in thread \S+ )?[\w.]+(?:Error|Exception): ")


class CleanOnSpark(SparkSubmitTask, PlannedTask):
    """All shards of a run, worked on by Spark. When it fails, what it said is in `.work/spark.log`."""

    name = "cleancopy"
    app = os.fspath(Path(__file__).with_name("app.py"))

    def app_options(self) -> list[str]:
        """Where the plan is."""
        return [self.planned.output, self.planned.digest]

    @property
    def spark_submit(self) -> str:
        """The one that luigi.cfg names, else that of the installed pyspark."""
        named = str(super().spark_submit)
        return named if named != UNNAMED else os.path.join(spark_home(), "bin", UNNAMED)

    def program_environment(self) -> dict[str, str]:
        """This Python for the driver, and for executors that are told of no other."""
        environment: dict[str, str] = super().program_environment()
        environment.setdefault("PYSPARK_PYTHON", sys.executable)
        environment["PYSPARK_DRIVER_PYTHON"] = sys.executable
        return environment

    def complete(self) -> bool:
        """Whether every shard is as it should be."""
        return not missing(self.planned)

    def run(self) -> None:
        """Have it done. Raises OutputError with what Spark complained about, ConfigError before it starts."""
        require_spark()
        if self.deploy_mode == "cluster":
            raise ConfigError(
                "luigi.cfg: [spark] deploy-mode: found 'cluster', expected 'client': the driver stores the "
                "result, so it has to run where the output directory is"
            )
        try:
            super().run()
        except ExternalProgramRunError as error:
            # Spark puts what Python says, tracebacks included, on its standard output.
            raise OutputError(self.complaint((error.err or "") + (error.out or ""))) from None
        except SystemExit:
            # How Luigi's task ends after a SIGTERM, which a run answers as it does a Ctrl-C.
            raise KeyboardInterrupt from None

    def complaint(self, told: str) -> str:
        """What went wrong, in one line, of all that was said; that is kept in a file."""
        log = self.planned.work / LOG
        log.write_text(told, encoding="utf-8", errors="surrogateescape")
        lines = told.splitlines()
        known = [line.removeprefix(COMPLAINT) for line in lines if line.startswith(COMPLAINT)]
        errors = [line for line in lines if ERROR.match(line)] or ["it did not say why"]
        return known[-1] if known else f"Spark failed: {errors[-1]}; {log} has all that it said"
