"""The driver of your coordinator: the kit's actions come in, the observed events go out.

Change the three methods that are marked. protocol.py speaks the protocol, and keeps the faults that the kit injects.
"""

from protocol import Subject, serve


class Coordinator(Subject):
    def __init__(self, setup):  # YOURS: make your coordinator, and give it this object as its sink and its query
        super().__init__(setup)
        self.epoch = setup["startEpoch"]

    def ask(self, message):  # YOURS: ask your coordinator, and wait for its reply
        value = self.epoch if message["type"] in ("GetCurrentEpoch", "IncrementAndGetEpoch") else None
        self.event("answered", "coordinator", message=message["type"], value=value)

    def send(self, message):  # YOURS: send this, and wait until your coordinator has handled it
        pass

    # Your coordinator calls these. Each throws if the kit wants it to: let the error pass through your coordinator.
    # What leaves the handling of a message has to end in `send`: an error reply of the driver fails the case.

    def commit_epoch(self, epoch, messages):
        self.call("writer.commit")
        self.event("epoch-committed", "coordinator", epoch=epoch, messages=messages)

    def add_offset(self, epoch, offsets):
        self.call("query.add-offset")
        self.event("offset-added", "coordinator", epoch=epoch, offsets=offsets)

    def commit(self, epoch):
        self.call("query.commit")
        self.event("query-committed", "coordinator", epoch=epoch)

    def stop(self, error):  # more offsets, commits or epochs wait than the setup's `epochBacklogQueueSize`: {"type": …, "message": …}
        self.event("query-stopped", "coordinator", error=error)


serve({"coordinator": Coordinator}, name="my coordinator", version="1", edition="document")
