"""The write path of continuous processing in plain Python: planner, operator, write RDD and epoch coordinator.

It shares no code with the model of the kit, and has another design. A test compares the two.
A participant that waits (a task for its next row, the operator for a reply) is a generator, suspended at a `yield`.
So quiescence needs no clock: it is reached when every generator is suspended. `query.py` puts the parts together.
"""

from protocol import Subject, Thrown, not_now


def exception(type, message, cause=None):
    error = {"type": type, "message": message}
    return error if cause is None else {**error, "cause": cause}


def no_coordinator(id):
    name = "null" if id is None else id
    message = f"Cannot find endpoint: spark://EpochCoordinator-{name}@<host>:<port>"
    cause = exception("RpcEndpointNotFoundException", message)
    return exception("SparkException", "Exception thrown in awaitResult: ", cause)


def job_aborted(error):
    shown = error["type"] + ("" if error["message"] is None else f": {error['message']}")
    message = (
        "Job aborted due to stage failure: Task <n> in stage <n> failed <n> times, most recent failure: "
        f"Lost task <n> in stage <n> (TID <n>, <host>, executor <n>): {shown}"
    )
    return exception("SparkException", "Writing job aborted.", exception("SparkException", message, error))


INTERRUPTED = exception("InterruptedException", None)


class Planner(Subject):
    CHILDREN = {"WriteToContinuousDataSource": 1, "Project": 1, "Filter": 1, "LocalRelation": 0, "UnresolvedRelation": 0}
    PLANNED = {
        "WriteToContinuousDataSource": "WriteToContinuousDataSourceExec",
        "Project": "ProjectExec",
        "Filter": "FilterExec",
        "LocalRelation": "LocalTableScanExec",
    }

    def plan(self, plan):
        try:
            self.event("planned", "planner", plan=self.physical(plan))
        except Thrown as thrown:
            self.event("threw", "planner", error=thrown.error)

    def physical(self, logical):
        name, children = logical["name"], logical["children"]
        if len(children) != self.CHILDREN.get(name):
            raise not_now(f"there is no operator {name} with {len(children)} children")
        if name not in self.PLANNED:
            raise Thrown(exception("AssertionError", f"assertion failed: No plan for {name}"))
        return {"name": self.PLANNED[name], "children": [self.physical(child) for child in children]}


class Coordinator(Subject):
    def __init__(self, setup):
        super().__init__(setup)
        self.epoch = setup["startEpoch"]
        self.last_committed = self.epoch - 1
        self.writers = self.readers = 0
        self.commits, self.offsets = {}, {}  # by epoch, then by partition
        self.waiting = set()  # epochs that were complete before their predecessor was committed
        self.stopped = False
        self.log("coordinator", "INFO", "EpochCoordinatorRef", "Registered EpochCoordinator endpoint")

    def ask(self, message):
        value = None
        if message["type"] == "SetWriterPartitions":
            self.writers = message["numPartitions"]
        elif message["type"] == "SetReaderPartitions":
            self.readers = message["numPartitions"]
        elif message["type"] == "StopContinuousExecutionWrites":
            self.stopped = True
        else:
            self.epoch += message["type"] == "IncrementAndGetEpoch"
            value = self.epoch
        self.event("answered", "coordinator", message=message["type"], value=value)

    def send(self, message):
        if self.stopped:
            return
        try:
            self.receive(message)
        except Thrown:
            pass  # the error ends the handling of this message, not the coordinator

    def receive(self, message):
        epoch, partition = message["epoch"], message["partitionId"]
        if message["type"] == "CommitPartitionEpoch":
            commits = self.commits.setdefault(epoch, {})
            if partition not in commits:  # the first commit counts
                commits[partition] = message["message"]
                self.resolve(epoch)
        else:
            offsets = self.offsets.setdefault(epoch, {})
            offsets[partition] = message["offset"]  # the last report counts
            if len(offsets) == self.readers:
                self.call("query.add-offset")
                self.add_offset(epoch, by_partition(offsets))
                self.resolve(epoch)

    def add_offset(self, epoch, offsets):
        self.event("offset-added", "coordinator", epoch=epoch, offsets=offsets)

    def resolve(self, epoch):
        complete = len(self.commits.get(epoch, ())) == self.writers and len(self.offsets.get(epoch, ())) == self.readers
        if not complete:
            return
        if epoch != self.last_committed + 1:
            self.waiting.add(epoch)
            return
        self.commit(epoch)
        while self.last_committed + 1 in self.waiting:
            self.commit(self.last_committed + 1)
        for told in (self.commits, self.offsets):
            for old in [old for old in told if old < self.last_committed]:
                del told[old]

    def commit(self, epoch):
        """The sink before the query: a crash between the two repeats an epoch, and loses none."""
        self.call("writer.commit")
        self.event("epoch-committed", "coordinator", epoch=epoch, messages=by_partition(self.commits.get(epoch, {})))
        self.call("query.commit")
        self.tell_query(epoch)
        self.last_committed = epoch
        self.waiting.discard(epoch)

    def tell_query(self, epoch):
        self.event("query-committed", "coordinator", epoch=epoch)


def by_partition(told):
    return [told[partition] for partition in sorted(told)]


class Operator(Subject):
    def __init__(self, setup):
        super().__init__(setup)
        self.thread, self.waits_for = None, "nothing"
        self.tasks = set()

    def describe(self):
        self.event("described", "operator", output=[], children=1)

    def do_execute(self):
        id, partitions = self.setup["epochCoordinatorId"], self.setup["partitions"]
        self.call("create-writer-factory")
        self.event("writer-factory-created", "operator")
        self.execute_child()
        self.event("child-executed", "operator")
        start = f"Start processing data source writer: {self.setup['writer']}. The input RDD has {partitions} partitions."
        self.log("operator", "INFO", "WriteToContinuousDataSourceExec", start)
        self.event("coordinator-looked-up", "operator", id=id)
        if id is None or self.setup["coordinator"] == "missing":
            raise Thrown(no_coordinator(id))
        self.ask({"type": "SetWriterPartitions", "numPartitions": partitions})
        if self.setup["coordinator"] == "holds":
            yield "the answer"
        self.event("job-submitted", "operator", partitions=partitions)
        self.tasks = set(range(partitions))
        for partition in range(partitions):
            self.event("task-started", f"task-{partition}", partition=partition)
        try:
            if partitions > 0:
                yield "the job"
        except Thrown as thrown:
            if thrown.error != INTERRUPTED:  # a continuous query is stopped by an interrupt
                raise

    def execute_child(self):
        self.call("child")

    def ask(self, message):
        self.event("asked", "operator", message=message)

    def execute(self):
        if self.thread is not None or self.tasks:
            raise not_now("the operator, or a task of its job, is still running")
        self.thread = self.do_execute()
        self.go_on()

    def go_on(self, error=None):
        try:
            self.waits_for = next(self.thread) if error is None else self.thread.throw(Thrown(error))
            return
        except StopIteration:
            self.event("returned", "operator", partitions=0)
        except Thrown as thrown:
            self.event("threw", "operator", error=thrown.error)
        self.thread, self.waits_for = None, "nothing"

    def answer(self, error=None):
        if self.waits_for != "the answer":
            raise not_now("no ask is open")
        self.go_on(error and exception("SparkException", "Exception thrown in awaitResult: ", error))

    def finish_task(self, partition):
        self.running(partition).discard(partition)
        if not self.tasks and self.waits_for == "the job":
            self.go_on()

    def fail_task(self, partition, error):
        tasks = self.running(partition)
        if error["type"] == "InterruptedException":
            return  # an interrupted task ends its epoch
        tasks.clear()  # the other tasks are killed with the job, whether the query still waits for it or not
        if self.waits_for == "the job":
            self.go_on(job_aborted(error))

    def interrupt(self):
        if self.thread is not None:
            self.go_on(INTERRUPTED)

    def running(self, partition):
        if partition not in self.tasks:
            raise not_now(f"no task of partition {partition} is running")
        return self.tasks


class Tasks(Subject):
    """A write RDD. A running task is a generator, suspended where it waits for its parent's next row."""

    END_OF_EPOCH = object()

    def __init__(self, setup):
        super().__init__(setup)
        self.started = 0
        self.running, self.epochs = {}, {}  # by partition
        self.completed = set()

    def describe(self):
        self.event("described", "rdd", partitions=self.setup["partitions"], partitioner=self.setup["partitioner"])

    def compute(self, partition, task_id):
        id, epoch, actor = self.setup["epochCoordinatorId"], self.setup["startEpoch"], f"task-{partition}"
        about = {"actor": actor, "partition": partition}

        def log(level, message):
            self.log(actor, level, "ContinuousWriteRDD", f"Writer for partition {partition} {message}")

        if id is None or self.setup["coordinator"] == "missing":
            raise Thrown(no_coordinator(id))
        if epoch is None:
            raise Thrown(exception("NumberFormatException", "null"))
        while partition not in self.completed:
            writer, self.epochs[partition] = False, epoch
            try:
                self.call("upstream", partition)
                own_thread = self.setup.get("parentThread") == "own"  # it has the epoch with which it began
                self.event("upstream-computed", epoch=self.setup["startEpoch"] if own_thread else epoch, **about)
                self.call("create-writer", partition)
                self.event("writer-created", taskId=task_id, epoch=epoch, **about)
                writer = True
                while (row := (yield)) is not self.END_OF_EPOCH:
                    self.call("write", partition)
                    self.event("row-written", epoch=epoch, value=row, **about)
                log("INFO", f"in epoch {epoch} is committing.")
                self.call("commit", partition)
                message = f"commit-{partition}-{epoch}"
                self.event("partition-committed", epoch=epoch, message=message, **about)
                self.send({"type": "CommitPartitionEpoch", "partitionId": partition, "epoch": epoch, "message": message})
                log("INFO", f"in epoch {epoch} is committed.")
                epoch += 1
            except Thrown as thrown:
                if thrown.error["type"] == "InterruptedException":
                    continue  # a continuous query is stopped by an interrupt, so it is no error
                log("ERROR", "is aborting.")
                if writer:
                    try:
                        self.call("abort", partition)
                    except Thrown:
                        raise thrown from None  # the first error is reported
                    self.event("writer-aborted", epoch=epoch, **about)
                log("ERROR", "aborted.")
                raise

    def send(self, message):
        self.call("send", message["partitionId"])
        self.event("sent", f"task-{message['partitionId']}", message=message)

    def start(self, partition):
        if self.known(partition) in self.running:
            raise not_now(f"the task of partition {partition} is running already")
        self.completed.discard(partition)
        self.running[partition] = self.compute(partition, self.started)
        self.started += 1
        self.go_on(partition, lambda task: next(task))

    def row(self, partition, value):
        self.go_on(partition, lambda task: task.send(value))

    def end_epoch(self, partition):
        self.go_on(partition, lambda task: task.send(self.END_OF_EPOCH))

    def interrupt(self, partition):
        self.go_on(partition, lambda task: task.throw(Thrown(INTERRUPTED)))

    def kill(self, partition):
        def killed(task):
            self.completed.add(partition)
            task.throw(Thrown(INTERRUPTED))

        self.go_on(partition, killed)

    def complete(self, partition):
        self.go_on(partition, lambda task: self.completed.add(partition))

    def fail(self, partition, at, error):
        if at == "upstream" and self.known(partition) in self.running:
            self.go_on(partition, lambda task: task.throw(Thrown(error)))
        else:
            super().fail(at, error, self.known(partition))

    def go_on(self, partition, how):
        if self.known(partition) not in self.running:
            raise not_now(f"no task of partition {partition} waits for a row")
        about = {"actor": f"task-{partition}", "partition": partition}
        try:
            how(self.running[partition])
            return
        except StopIteration:
            self.event("task-finished", rows=0, **about)
        except Thrown as thrown:
            self.event("task-failed", error=thrown.error, **about)
        del self.running[partition]

    def known(self, partition):
        if partition >= self.setup["partitions"]:
            raise not_now(f"there is no partition {partition}, only {self.setup['partitions']}")
        return partition
