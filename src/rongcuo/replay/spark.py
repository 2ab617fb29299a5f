"""The engine ``spark``: the tables joined by Apache Spark, on this machine or on the cluster that Spark is set up for.

Which master is meant is Spark's own setting (``spark-defaults.conf``, or
``PYSPARK_SUBMIT_ARGS="--master spark://… pyspark-shell"``); without one it is
this machine.
"""

import os
import shutil
import sys
from pathlib import Path

import ibis
import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.functions import broadcast

from rongcuo.base import Problem
from rongcuo.replay.joined import JoinedKernel, Table
from rongcuo.replay.program import Program, ReplayError

ELSEWHERE = ("PYSPARK_SUBMIT_ARGS", "SPARK_CONF_DIR")
"""Where one of these is set, somebody has said where Spark runs."""

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # A lookup table goes into the plan; a batch of facts stays out of it, as Arrow, for the workers to unpack.
    "spark.sql.execution.arrow.localRelationThreshold": "1MB",
    # Else the workers take the first Python on their path.
    "spark.pyspark.python": sys.executable,
}


class Cluster:
    """A session of Spark; one of these at a time in a process, as Spark has it."""

    def __init__(self) -> None:
        _need_java()
        if not any(name in os.environ for name in ELSEWHERE):
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.appName("rongcuo replay")
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        try:
            self._session = builder.getOrCreate()
        except (PySparkException, Py4JError) as fault:
            raise _failed(fault) from fault
        self._connection = ibis.pyspark.connect(self._session)

    def put(self, name: str, table: pa.Table, *, small: bool) -> Table:
        """Each worker gets the whole of a small table; Spark cannot know by itself that it is small."""
        frame = self._session.createDataFrame(table)
        (broadcast(frame) if small else frame).createOrReplaceTempView(name)
        return self._connection.table(name)

    def fetch(self, expression: Table) -> pa.Table:
        """What the expression comes to."""
        try:
            return self._session.sql(self._connection.compile(expression)).toArrow()
        except (PySparkException, Py4JError) as fault:
            raise _failed(fault) from fault

    def close(self) -> None:
        """End the session and its Java process's part in it."""
        self._session.stop()


def _need_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (home and Path(home, "bin", "java").exists())):
        raise ReplayError(Problem("replay.no_java"))


def _failed(fault: Exception) -> ReplayError:
    reason = str(fault).strip().partition("\n")[0].rstrip(".。")
    return ReplayError(Problem("replay.spark_failed", {"reason": reason}))


def engine(program: Program) -> JoinedKernel:
    """The engine ``spark``."""
    return JoinedKernel(program, Cluster())
