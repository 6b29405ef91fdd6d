"""The driver of your write tasks: the kit's actions come in, the observed events go out.

Change the two methods that are marked. surroundings.py plays the parent, the writers and the coordinator of your tasks, and lets
each task run on a thread of its own. protocol.py speaks the protocol.
"""

from protocol import serve
from surroundings import Tasks


class MyTasks(Tasks):
    def describe(self):  # YOURS: ask your write RDD for its number of partitions, and for its partitioner
        self.event("described", "rdd", partitions=self.setup["partitions"], partitioner=self.setup["partitioner"])

    def run(self, task):
        """Runs one task to its end. What it raises is the error of the task: its class by its simple name, and its message."""
        # YOURS: run your task with this parent (`task.compute`), these writers (`task.create_writer`), this coordinator
        # (`task.look_up`, `task.send`) and this context (`task.is_completed`)
        while not task.is_completed:
            for row in task.compute(epoch=self.setup["startEpoch"] or 0):
                print("not written yet:", repr(row))


serve({"task": MyTasks}, name="my tasks", version="1", edition="document")
