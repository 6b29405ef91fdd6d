"""A whole query: the parts of `machinery.py` together, on a source and a checkpoint of the driver.

Each run has a new operator and a new coordinator. The parts record their events, and look for injected faults, in the query.
"""

from machinery import Coordinator, Operator, Tasks, exception
from protocol import Subject, Thrown, not_now, not_supported


class Query(Subject):
    def __init__(self, setup):
        super().__init__(setup)
        self.partitions = range(setup["partitions"])
        self.log_of_offsets = {}  # by epoch
        self.committed = setup["startEpoch"] - 1
        self.executions = self.runs = 0
        self.operator = self.coordinator = None  # of the latest run
        self.has_coordinator = False
        self.offsets, self.polled, self.mailboxes = [], [], []  # by partition
        self.tasks = QueryTasks(self)

    # The kit's actions.

    def execute(self):
        if self.setup["partitions"] == 0:
            raise not_supported("a query without partitions runs over and over, and no step of it ends")
        if self.is_running():
            raise not_now("the query is running already")
        self.executions += 1
        self.run()

    def advance_epoch(self):
        self.require_coordinator()
        self.coordinator.ask({"type": "IncrementAndGetEpoch"})
        self.let_tasks(self.poll_all)

    def row(self, partition, value):
        self.require_task(partition)
        self.offsets[partition] += 1
        self.let_tasks(lambda: self.tasks.row(partition, value))

    def end_epoch(self, partition):
        self.require_running()
        if self.setup.get("polls") != "held" or partition not in self.partitions:
            raise not_now(f"no poll of partition {partition} is held")
        self.let_tasks(lambda: self.poll(partition))

    def complete(self, partition):
        self.require_task(partition)

        def last_epoch():
            self.tasks.complete(partition)
            self.reach_marker(partition)

        self.let_tasks(last_epoch)

    def deliver(self, from_, message=None, times=1):
        held = self.mailboxes[from_] if from_ < len(self.mailboxes) else []
        named = [one for one in held if message is None or all(one[name] == message[name] for name in ("type", "epoch"))]
        if not named:
            raise not_now(f"no such message of task {from_} is held")
        held.remove(named[0])
        for _ in range(times):
            self.receive(named[0])

    def stop(self):
        self.require_running()
        self.operator.interrupt()
        self.end_run()
        self.stop_query(None)

    def interrupt(self, partition=None):
        if partition is None:
            self.require_running()
            self.operator.interrupt()
            self.finish_run()
            return
        self.require_task(partition)

        def kill_and_retry():
            self.tasks.kill(partition)
            self.retry(partition)

        self.let_tasks(kill_and_retry)

    def kill_coordinator(self):
        self.require_coordinator()
        self.has_coordinator = False
        # The first reader that asks it for the epoch gets an error.
        if self.setup.get("polls") != "held":
            self.let_tasks(lambda: self.poll(min(self.tasks.running)) if self.tasks.running else None)

    def kill_executor(self, partition):
        self.require_task(partition)
        del self.tasks.running[partition]
        self.let_tasks(lambda: self.retry(partition))

    def fail(self, at, error, partition=None, of=None):
        if at in ("create-writer-factory", "writer.commit", "query.add-offset", "query.commit"):
            return super().fail(at, error)
        if partition not in self.partitions:
            raise not_now(f"{at} is a place of one partition, and {partition} is none")
        if at == "upstream" and partition in self.tasks.running:
            if error["type"] == "InterruptedException":
                raise not_now("a reader whose own thread is interrupted gives no rows any more, and says nothing")
            read_failed = exception("SparkException", "Data read failed", error)
            return self.let_tasks(lambda: self.tasks.fail(partition, at, read_failed))
        return super().fail(at, {**error, "of": of}, partition)

    def call(self, at, partition=None, type=None):
        """A fault of a send may be for one type of message only."""
        fault = self._faults.get((at, partition), {})
        if fault.get("of") in (None, type):
            fault.pop("of", None)
            super().call(at, partition)

    def start(self, partition):
        raise not_now("the job starts the tasks")

    def describe(self):
        raise not_now("there is a whole query, and no part to describe")

    # A run, from the checkpoint to its end.

    def run(self):
        start_epoch = self.committed + 1
        offsets = self.log_of_offsets.get(self.committed, ["0" for _ in self.partitions])
        id = f"<run {self.executions - 1}>--<uuid {self.runs}>"
        self.runs += 1
        self.offsets = [int(offset) for offset in offsets]
        self.polled = [start_epoch for _ in self.partitions]
        self.mailboxes = [[] for _ in self.partitions]
        self.coordinator, self.has_coordinator = QueryCoordinator(self, start_epoch), True
        self.operator = QueryOperator(self, id)
        self.tasks.setup = {**self.tasks.setup, "startEpoch": start_epoch, "epochCoordinatorId": id}
        if self.setup.get("trigger") == "spark":
            self.ask("query", {"type": "IncrementAndGetEpoch"})
        self.operator.execute()
        if self.operator.thread is None:
            self.finish_run()
        else:
            self.let_tasks(self.start_tasks)

    def start_tasks(self):
        for partition in self.partitions:
            self.tasks.start(partition)
        self.poll_all()

    def let_tasks(self, act):
        """Lets the tasks act. The job fails with the first task that fails, and ends with the last that finishes."""
        act()
        ends, self.tasks.ends = self.tasks.ends, []
        failed = [end for end in ends if end[1] is not None]
        for partition, error in failed[:1] or ends:
            if error is None:
                self.operator.finish_task(partition)
            else:
                self.operator.fail_task(partition, error)
        if not self.is_running():
            self.finish_run()

    def finish_run(self):
        """The query runs again, unless the execution threw, or its coordinator is gone."""
        self.end_run()
        if self.operator.thrown is not None or not self.has_coordinator:
            self.stop_query(self.operator.thrown)
        else:
            self.run()

    def end_run(self):
        if self.has_coordinator:
            self.ask("query", {"type": "StopContinuousExecutionWrites"})
        for partition in list(self.tasks.running):
            self.tasks.kill(partition)
        self.tasks.ends = []

    def stop_query(self, error):
        if not self.has_coordinator:  # then the query cannot ask it to stop the writes
            gone = exception("SparkException", f"Could not find EpochCoordinator-{self.operator.setup['epochCoordinatorId']}.")
            error = exception("SparkException", "Exception thrown in awaitResult: ", gone)
        self.event("query-stopped", "query", error=error)

    # The messages to the coordinator.

    def ask(self, actor, message):
        self.event("asked", actor, message=message)
        self.coordinator.ask(message)

    def send(self, message):
        partition = message["partitionId"]
        if self.setup["delivery"] == "held":
            self.mailboxes[partition].append(message)
        else:
            self.receive(message)

    def receive(self, message):
        if self.has_coordinator:
            self.coordinator.send(message)

    # The source: its readers notice a new epoch by polls, and mark the end of each epoch for their tasks.

    def poll_all(self):
        if self.setup.get("polls") != "held":
            for partition in self.partitions:
                self.poll(partition)

    def poll(self, partition):
        if not self.has_coordinator:
            return self.fail_reader(partition, exception("SparkException", "Epoch marker generation failed"))
        ended = self.coordinator.epoch - self.polled[partition]
        self.polled[partition] = self.coordinator.epoch
        for _ in range(ended):
            self.reach_marker(partition)

    def reach_marker(self, partition):
        if partition not in self.tasks.running:
            return
        if not self.has_coordinator:
            id = self.operator.setup["epochCoordinatorId"]
            return self.fail_reader(partition, exception("SparkException", f"Could not find EpochCoordinator-{id}."))
        about = {"partitionId": partition, "epoch": self.tasks.epochs[partition]}
        try:
            self.tasks.send({"type": "ReportPartitionOffset", **about, "offset": str(self.offsets[partition])})
        except Thrown as thrown:
            return self.fail_reader(partition, thrown.error)
        self.tasks.end_epoch(partition)

    def fail_reader(self, partition, error):
        if partition in self.tasks.running:
            self.tasks.fail(partition, "upstream", error)

    def retry(self, partition):
        """The scheduler tries the task again, and the source fails that attempt."""
        self.event("task-started", f"task-{partition}", partition=partition)
        message = "Continuous execution does not support task retry"
        super().fail("upstream", exception("ContinuousTaskRetryException", message), partition)
        self.tasks.start(partition)

    # What the kit may ask for now.

    def is_running(self):
        return self.operator is not None and self.operator.thread is not None

    def require_running(self):
        if not self.is_running():
            raise not_now("the query is not running")

    def require_coordinator(self):
        self.require_running()
        if not self.has_coordinator:
            raise not_now("the coordinator is gone")

    def require_task(self, partition):
        self.require_running()
        if partition not in self.tasks.running:
            raise not_now(f"no task of partition {partition} waits for a row")


class Part:
    """A part of a query. Events and faults are those of the query."""

    def __init__(self, query, setup):
        self.query = query
        super().__init__(setup)

    def event(self, kind, actor, **fields):
        self.query.event(kind, actor, **fields)

    def call(self, at, partition=None):
        self.query.call(at, partition)


class QueryCoordinator(Part, Coordinator):
    def __init__(self, query, start_epoch):
        super().__init__(query, {**query.setup, "startEpoch": start_epoch})

    def add_offset(self, epoch, offsets):
        super().add_offset(epoch, offsets)
        self.query.log_of_offsets.setdefault(epoch, offsets)  # an entry of the log is written once

    def tell_query(self, epoch):
        log = self.query.log_of_offsets
        if epoch not in log:
            raise Thrown(exception("AssertionError", f"assertion failed: epoch {epoch} has no offsets in the log"))
        super().tell_query(epoch)
        self.query.committed = epoch
        for old in [old for old in log if old < epoch]:
            del log[old]


class QueryOperator(Part, Operator):
    def __init__(self, query, id):
        setup = {"partitions": len(query.partitions), "epochCoordinatorId": id, "coordinator": "answers", "writer": "Sink"}
        super().__init__(query, setup)
        self.thrown = None

    def execute_child(self):
        """The scan below the operator tells the coordinator how many readers there are."""
        self.event("coordinator-looked-up", "operator", id=self.setup["epochCoordinatorId"])
        self.ask({"type": "SetReaderPartitions", "numPartitions": self.setup["partitions"]})

    def ask(self, message):
        self.query.ask("operator", message)

    def event(self, kind, actor, **fields):
        if kind == "threw":
            self.thrown = fields["error"]
        super().event(kind, actor, **fields)


class QueryTasks(Part, Tasks):
    def __init__(self, query):
        setup = {"partitions": len(query.partitions), "partitioner": None, "coordinator": "answers"}
        super().__init__(query, setup)
        self.ends = []  # the tasks that have ended in this step, each with its error

    def event(self, kind, actor, **fields):
        super().event(kind, actor, **fields)
        if kind in ("task-finished", "task-failed"):
            self.ends.append((fields["partition"], fields.get("error")))

    def send(self, message):
        partition = message["partitionId"]
        self.query.call("send", partition, message["type"])
        self.event("sent", f"task-{partition}", message=message)
        self.query.send(message)
