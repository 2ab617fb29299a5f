"""Spark run for real: on this machine always, and in the soak on a cluster of a master and two workers."""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rongcuo.replay import Kernel, identity, metadata, program
from rongcuo.replay.joined import JoinedKernel
from tests.budget import FACTOR
from tests.properties.test_determination_law import SWITCHES
from tests.properties.test_replay_law import DEFAULTS, SINGLE, many, policy_under

pytestmark = [
    pytest.mark.usefixtures("java"),
    # PySpark leaves the sockets to its Java process to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]

TURNED = {name: values[1] for name, values in SWITCHES.items()}
READINGS = [DEFAULTS, TURNED] if FACTOR == 1 else [DEFAULTS, TURNED, *SINGLE[1:]]
"""Each reading of the pack has either value in one of the first two; the soak turns each alone as well."""

LOCAL = "127.0.0.1"
MASTER, WORKER = (f"org.apache.spark.deploy.{part}" for part in ("master.Master", "worker.Worker"))


def test_spark_agrees_on_a_hundred_thousand_open_files_under_either_value_of_each_reading():
    """One session for all of them: it takes longer to start than to compute."""
    from rongcuo.replay.spark import Cluster

    established, refuted = many(100_000)
    cluster = Cluster()
    try:
        for readings in READINGS:
            compiled = program(policy_under(tuple(readings.items())))
            expected = Kernel(compiled).run(established, refuted)

            found = JoinedKernel(compiled, cluster).run(established, refuted)

            assert (expected.entries == found.entries).all(), readings
            assert (expected.missing == found.missing).all(), readings
    finally:
        cluster.close()
        gc.collect()


@pytest.mark.skipif(FACTOR == 1, reason="a cluster is started by make soak only")
def test_a_cluster_of_two_workers_says_the_same_of_a_million_files(tmp_path):
    policy = policy_under(tuple(DEFAULTS.items()))
    established, refuted = many(1_000_000)
    columns = {"case_id": np.arange(len(established)), "established": established, "refuted": refuted}
    table = pa.table(columns).replace_schema_metadata(metadata(identity(policy)))
    pq.write_table(table, tmp_path / "cases.parquet")
    expected = Kernel(program(policy)).run(established, refuted)

    with cluster_of(2, tmp_path) as master:
        began = time.monotonic()
        summary = replayed(tmp_path, master)
        print(f"A million cases by two workers in {time.monotonic() - began:.1f} s, start of the session included")

    found = pq.read_table(tmp_path / "results.parquet")
    assert len(established) == summary["cases"]
    assert (found["case_id"].to_numpy() == columns["case_id"]).all()
    assert (found["entries"].to_numpy() == expected.entries).all()
    assert (found["missing"].to_numpy() == expected.missing).all()


def replayed(folder: Path, master: str) -> dict[str, object]:
    """The command line as somebody with a cluster would use it."""
    command = [sys.executable, "-m", "rongcuo", "replay", "cases.parquet", "-o", "results.parquet"]
    environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": f"--master {master} pyspark-shell", "SPARK_LOCAL_IP": LOCAL}
    done = subprocess.run(
        [*command, "--engine", "spark", "--chunk", "500000", "--format", "json"],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    return json.loads(done.stdout)


@contextmanager
def cluster_of(workers: int, folder: Path) -> Iterator[str]:
    """A standalone master and its workers with one core each, on this machine only; stopped whatever happens."""
    log = folder / "cluster.log"
    running: list[subprocess.Popen[bytes]] = []
    try:
        with log.open("wb") as out:
            running.append(_start(out, folder, MASTER, "--host", LOCAL, "--port", "0", "--webui-port", "0"))
            address = _said(log, "Starting Spark master at ").split()[0]
            for number in range(workers):
                own = ("--host", LOCAL, "--webui-port", "0", "--cores", "1", "--memory", "1g")
                running.append(_start(out, folder, WORKER, *own, "--work-dir", str(folder / f"work-{number}"), address))
            _said(log, "Successfully registered with master", workers)
        yield address
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            process.wait(timeout=30)


def _start(out, folder: Path, main: str, *arguments: str) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    command = ["java", "-Xmx512m", "-cp", f"{home / 'jars'}/*", main, *arguments]
    [core] = (home / "jars").glob("spark-core_*.jar")
    scala = core.name.removeprefix("spark-core_").partition("-")[0]
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_SCALA_VERSION": scala, "SPARK_LOCAL_IP": LOCAL}
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT)


def _said(log: Path, words: str, times: int = 1) -> str:
    """What stands behind ``words`` in the log once they stand there so many times."""
    for _ in range(600):
        parts = log.read_text(errors="replace").split(words)
        if len(parts) > times and "\n" in parts[-1]:
            return parts[-1]
        time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace"))
