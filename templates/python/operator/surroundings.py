"""The surroundings of a write operator: sink, child, coordinator and job. Nothing here needs a change."""

from protocol import Subject, Thrown, Worker, not_now

INTERRUPTED = {"type": "InterruptedException", "message": None}


class Operator(Subject):
    """An operator that executes on a thread of its own. The methods that it calls raise `Thrown` if the kit wants them to."""

    def __init__(self, setup):
        super().__init__(setup)
        self.worker, self.waits_for, self.tasks = None, None, set()

    def close(self):
        if self.worker is not None:
            self.worker.close()

    def run(self):
        """Your part: executes the operator, and returns the number of partitions of its result."""
        raise NotImplementedError

    # Your operator calls these.

    def create_writer_factory(self):
        self.call("create-writer-factory")
        self.event("writer-factory-created", "operator")

    def execute_child(self):
        """Executes the child, and returns the number of partitions of its RDD."""
        self.call("child")
        self.event("child-executed", "operator")
        return self.setup["partitions"]

    def log_line(self, level, message):
        self.log("operator", level, "WriteToContinuousDataSourceExec", message)

    def look_up(self):
        """Looks up the coordinator by the id of the setup."""
        id = self.setup["epochCoordinatorId"]
        self.event("coordinator-looked-up", "operator", id=id)
        if id is None or self.setup["coordinator"] == "missing":
            message = f"Cannot find endpoint: spark://EpochCoordinator-{'null' if id is None else id}@<host>:<port>"
            cause = {"type": "RpcEndpointNotFoundException", "message": message}
            raise Thrown({"type": "SparkException", "message": "Exception thrown in awaitResult: ", "cause": cause})

    def ask(self, partitions):
        """Asks the coordinator SetWriterPartitions, and waits for its reply. A failed ask raises."""
        self.event("asked", "operator", message={"type": "SetWriterPartitions", "numPartitions": partitions})
        if self.setup["coordinator"] == "holds":
            self._wait_for("the reply")

    def run_job(self, partitions):
        """Runs a job with a task per partition, and waits for its end. The error of a failed task raises."""
        self.event("job-submitted", "operator", partitions=partitions)
        self.tasks = set(range(partitions))
        for partition in range(partitions):
            self.event("task-started", f"task-{partition}", partition=partition)
        if partitions > 0:
            self._wait_for("the job")
        return 0

    # The kit's actions.

    def execute(self):
        if self.worker is not None or self.tasks:
            raise not_now("the operator, or a task of its job, is still running")
        self.worker = Worker(self._execute)
        self.worker.start()
        self._settle()

    def answer(self, error=None):
        if self.waits_for != "the reply":
            raise not_now("no ask is open")
        wrapped = {"type": "SparkException", "message": "Exception thrown in awaitResult: ", "cause": error}
        self._go_on(error and Thrown(wrapped))

    def finish_task(self, partition):
        self._require_running(partition)
        self.tasks.discard(partition)
        if not self.tasks and self.waits_for == "the job":
            self._go_on()

    def fail_task(self, partition, error):
        self._require_running(partition)
        if error["type"] == "InterruptedException":
            return  # the write RDD handles it
        self.tasks.clear()  # the job ends with its first failed task
        if self.waits_for == "the job":
            shown = error["type"] if error["message"] is None else f"{error['type']}: {error['message']}"
            message = f"Job aborted due to stage failure: Task <n> in stage <n> failed <n> times: {shown}"
            self._go_on(Thrown({"type": "SparkException", "message": message, "cause": error}))

    def interrupt(self):
        if self.worker is not None:
            self._go_on(Thrown(INTERRUPTED))

    def _execute(self):
        self.event("returned", "operator", partitions=self.run())

    def _wait_for(self, what):
        self.waits_for = what
        try:
            self.worker.wait()
        finally:
            self.waits_for = None

    def _go_on(self, order=None):
        self.worker.go_on(order)
        self._settle()

    def _settle(self):
        if not self.worker.has_ended:
            return
        error, self.worker = self.worker.error, None
        if error is not None:
            plain = {"type": type(error).__name__, "message": str(error)}
            self.event("threw", "operator", error=error.error if isinstance(error, Thrown) else plain)

    def _require_running(self, partition):
        if partition not in self.tasks:
            raise not_now(f"no task of partition {partition} is running")
