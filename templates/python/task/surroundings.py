"""The surroundings of a write task: parent, writer factory, writers and coordinator. Nothing here needs a change."""

from protocol import Subject, Thrown, Worker, not_now

END_OF_EPOCH = object()
INTERRUPTED = {"type": "InterruptedException", "message": None}


class Tasks(Subject):
    """The tasks that run. Each stands on a thread of its own, and waits there for its parent's next row."""

    def __init__(self, setup):
        super().__init__(setup)
        self.started, self.running = 0, {}

    def close(self):
        for task in self.running.values():
            task.worker.close()

    def run(self, task):
        """Your part: runs one task to its end."""
        raise NotImplementedError

    def start(self, partition):
        if self._known(partition) in self.running:
            raise not_now(f"the task of partition {partition} is running already")
        task = self.running[partition] = Task(self, partition, self.started)
        self.started += 1
        task.worker.start()
        self._settle(task)

    def row(self, partition, value):
        self._go_on(partition, value)

    def end_epoch(self, partition):
        self._go_on(partition, END_OF_EPOCH)

    def interrupt(self, partition):
        self._go_on(partition, Thrown(INTERRUPTED))

    def kill(self, partition):
        self._waiting(partition).is_completed = True
        self.interrupt(partition)

    def complete(self, partition):
        self._waiting(partition).is_completed = True

    def fail(self, partition, at, error):
        if at == "upstream" and self._known(partition) in self.running:
            self._go_on(partition, Thrown(error))
        else:
            super().fail(at, error, self._known(partition))

    def _go_on(self, partition, order):
        task = self._waiting(partition)
        task.worker.go_on(order)
        self._settle(task)

    def _settle(self, task):
        if not task.worker.has_ended:
            return
        del self.running[task.partition]
        error = task.worker.error
        if error is None:
            task.event("task-finished", rows=0)
        elif isinstance(error, Thrown):
            task.event("task-failed", error=error.error)
        else:
            task.event("task-failed", error={"type": type(error).__name__, "message": str(error)})

    def _waiting(self, partition):
        if self._known(partition) not in self.running:
            raise not_now(f"no task of partition {partition} waits for a row")
        return self.running[partition]

    def _known(self, partition):
        if partition >= self.setup["partitions"]:
            raise not_now(f"there is no partition {partition}, only {self.setup['partitions']}")
        return partition


class Task:
    """What a task sees of its surroundings. A method raises `Thrown` if the kit wants it to: let the error pass."""

    def __init__(self, tasks, partition, task_id):
        self.tasks, self.partition, self.task_id = tasks, partition, task_id
        self.is_completed = False  # whether the context of the task is killed or completed
        self.parent_epoch = None
        self.worker = Worker(lambda: tasks.run(self))

    def event(self, kind, **fields):
        self.tasks.event(kind, f"task-{self.partition}", partition=self.partition, **fields)

    def call(self, at):
        self.tasks.call(at, self.partition)

    def log(self, level, message):
        self.tasks.log(f"task-{self.partition}", level, "ContinuousWriteRDD", message)

    def look_up(self):
        """Looks up the coordinator: raises the error of a lookup if there is none."""
        id = self.tasks.setup["epochCoordinatorId"]
        if id is None or self.tasks.setup["coordinator"] == "missing":
            message = f"Cannot find endpoint: spark://EpochCoordinator-{'null' if id is None else id}@<host>:<port>"
            cause = {"type": "RpcEndpointNotFoundException", "message": message}
            raise Thrown({"type": "SparkException", "message": "Exception thrown in awaitResult: ", "cause": cause})

    def compute(self, epoch):
        """The parent computes the partition. Returns the rows of the epoch, each of which waits for the kit.

        The parent sees the current epoch of the thread on which it computes: its own has the epoch with which it began.
        """
        if self.parent_epoch is None or self.tasks.setup.get("parentThread") != "own":
            self.parent_epoch = epoch
        self.call("upstream")
        self.event("upstream-computed", epoch=self.parent_epoch)
        return iter(self.worker.wait, END_OF_EPOCH)

    def create_writer(self, epoch):
        self.call("create-writer")
        self.event("writer-created", taskId=self.task_id, epoch=epoch)
        return Writer(self, epoch)

    def send(self, epoch, message):
        """Sends a CommitPartitionEpoch to the coordinator."""
        self.call("send")
        sent = {"type": "CommitPartitionEpoch", "partitionId": self.partition, "epoch": epoch, "message": message}
        self.tasks.event("sent", f"task-{self.partition}", message=sent)


class Writer:
    """The writer of one epoch."""

    def __init__(self, task, epoch):
        self.task, self.epoch = task, epoch

    def write(self, value):
        self.task.call("write")
        self.task.event("row-written", epoch=self.epoch, value=value)

    def commit(self):
        """Commits, and returns the commit message."""
        self.task.call("commit")
        message = f"commit-{self.task.partition}-{self.epoch}"
        self.task.event("partition-committed", epoch=self.epoch, message=message)
        return message

    def abort(self):
        self.task.call("abort")
        self.task.event("writer-aborted", epoch=self.epoch)

    def close(self):
        """Only if the API of your writers has it."""
        self.task.event("writer-closed", epoch=self.epoch)
