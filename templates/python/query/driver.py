"""The driver of your query: the kit's actions come in, the observed events go out.

Change the methods that are marked. The source and the sink of your query belong to the driver: `self.call` stands where they are
called, and throws if the kit wants it to. protocol.py speaks the protocol, and keeps the faults that the kit injects.
"""

from protocol import Subject, Thrown, not_now, not_supported, serve


class Query(Subject):
    def __init__(self, setup):  # YOURS: make a checkpoint, and a source and a sink that report their events to this object
        super().__init__(setup)
        self.is_running = False

    def close(self):  # YOURS: end the query, and remove its checkpoint
        self.is_running = False

    def execute(self):  # YOURS: start the query, or restart it on the same checkpoint, and wait until each task waits for a row
        if self.setup["partitions"] == 0:
            raise not_supported("a query without partitions never becomes quiescent")
        if self.is_running:
            raise not_now("the query is running already")
        self.is_running = True

    def row(self, partition, value):  # YOURS: let the source return this row, and wait until the writer has it
        self.require_running(partition)
        try:
            self.call("write", partition)
        except Thrown as thrown:
            self.is_running = False
            self.event("query-stopped", "query", error=thrown.error)
            return
        self.event("row-written", f"task-{partition}", partition=partition, epoch=self.setup["startEpoch"], value=value)

    def advance_epoch(self):  # YOURS: tell the coordinator to begin the next epoch, and wait until all is quiescent
        self.require_running()

    def stop(self):  # YOURS: stop the query, and wait for its end
        self.require_running()
        self.is_running = False
        self.event("query-stopped", "query", error=None)

    # YOURS: end_epoch, complete, deliver, interrupt, kill_coordinator and kill_executor, as your query has them. The kit shows an
    # action without a method as not-supported.

    def start(self, partition):
        raise not_now("the job starts the tasks")

    def describe(self):
        raise not_now("there is a whole query, and no part to describe")

    def require_running(self, partition=0):
        if not self.is_running:
            raise not_now("the query is not running")
        if partition >= self.setup["partitions"]:
            raise not_now(f"there is no partition {partition}")


serve({"query": Query}, name="my query", version="1", edition="document")
