"""The driver of your planner: the kit's plans come in, the physical plans go out.

Change the place that is marked. protocol.py speaks the protocol.
"""

from protocol import Subject, not_now, serve

# The logical operators of the kit, with the number of their children.
OPERATORS = {"WriteToContinuousDataSource": 1, "Project": 1, "Filter": 1, "LocalRelation": 0, "UnresolvedRelation": 0}


class Planner(Subject):
    def plan(self, plan):
        check(plan)
        try:
            self.event("planned", "planner", plan=physical(plan))
        except LookupError as error:  # the error of your planner that has no plan for an operator
            self.event("threw", "planner", error={"type": "AssertionError", "message": str(error)})


def physical(plan):  # YOURS: let your planner plan this, and name the operators of its plan as docs/protocol.md does
    return {"name": plan["name"], "children": [physical(child) for child in plan["children"]]}


def check(plan):
    if OPERATORS.get(plan["name"]) != len(plan["children"]):
        raise not_now(f"there is no operator {plan['name']} with {len(plan['children'])} children")
    for child in plan["children"]:
        check(child)


serve({"planner": Planner}, name="my planner", version="1", edition="document")
