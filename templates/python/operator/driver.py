"""The driver of your write operator: the kit's actions come in, the observed events go out.

Change the two methods that are marked. surroundings.py plays the sink, the child, the coordinator and the job of your operator,
and lets it execute on a thread of its own. protocol.py speaks the protocol.
"""

from protocol import serve
from surroundings import Operator


class MyOperator(Operator):
    def describe(self):  # YOURS: ask your operator for the names of its output columns, and for the number of its children
        self.event("described", "operator", output=[], children=1)

    def run(self):
        """Executes the operator, and returns the number of partitions of its result. What it raises is the error of the execution."""
        # YOURS: execute your operator with this sink (`create_writer_factory`, and its text `setup["writer"]`), this child
        # (`execute_child`), this coordinator (`look_up`, `ask`) and this job (`run_job`); `log_line` reports its log lines
        return self.run_job(self.setup["partitions"])


serve({"operator": MyOperator}, name="my operator", version="1", edition="document")
