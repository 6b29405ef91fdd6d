"""The schema of what the kit sends. A failed check names the path of the wrong value."""

from machinery import Coordinator, Operator, Planner, Tasks


class OffSchema(Exception):
    """The params break the protocol."""


def insist(good, path, wanted):
    if not good:
        raise OffSchema(f"{path}: {wanted} is wanted")


def whole(value, path):
    insist(type(value) is int and value >= 0, path, "a whole number of at least 0")


def text(value, path):
    insist(isinstance(value, str), path, "a text")


def or_null(check):
    return lambda value, path: value is None or check(value, path)


def one_of(*texts):
    return lambda value, path: insist(value in texts, path, f"one of {', '.join(texts)}")


def each(check):
    def checked(value, path):
        insist(isinstance(value, list), path, "a list")
        for index, item in enumerate(value):
            check(item, f"{path}[{index}]")

    return checked


def fields(**checks):
    """An object with exactly these fields. A field whose name ends in `_` may be missing."""

    def checked(value, path):
        insist(isinstance(value, dict), path, "an object")
        for name in value:
            insist(name in checks or f"{name}_" in checks, f"{path}.{name}", "no such field")
        for name, check in checks.items():
            if name.removesuffix("_") in value:
                check(value[name.removesuffix("_")], f"{path}.{name.removesuffix('_')}")
            else:
                insist(name.endswith("_"), f"{path}.{name}", "a value")

    return checked


def variants(tag, shapes):
    """An object whose field `tag` selects one of these."""

    def checked(value, path):
        insist(isinstance(value, dict), path, "an object")
        one_of(*shapes)(value.get(tag), f"{path}.{tag}")
        fields(**{tag: text}, **shapes[value[tag]])(value, path)

    return checked


def tree(value, path):
    fields(name=text, children=each(tree))(value, path)


ERROR = fields(type=text, message=or_null(text))
COUNT = {"numPartitions": whole}
QUESTION = variants(
    "type",
    {
        "SetWriterPartitions": COUNT,
        "SetReaderPartitions": COUNT,
        "GetCurrentEpoch": {},
        "IncrementAndGetEpoch": {},
        "StopContinuousExecutionWrites": {},
    },
)
REPORT = variants(
    "type",
    {
        "CommitPartitionEpoch": {"partitionId": whole, "epoch": whole, "message": text},
        "ReportPartitionOffset": {"partitionId": whole, "epoch": whole, "offset": text},
    },
)
PARTITION = {"partition": whole}
TASK_PLACES = ("upstream", "create-writer", "write", "commit", "abort", "send")

# By role: its setup, and its actions with their fields.
ROLES = {
    "planner": (Planner, fields(), {"plan": {"plan": tree}}),
    "operator": (
        Operator,
        fields(
            partitions=whole,
            epochCoordinatorId=or_null(text),
            coordinator=one_of("answers", "holds", "missing"),
            writer=text,
        ),
        {
            "describe": {},
            "execute": {},
            "answer": {"error_": ERROR},
            "finish-task": PARTITION,
            "fail-task": {**PARTITION, "error": ERROR},
            "interrupt": {},
            "fail": {"at": one_of("create-writer-factory", "child"), "error": ERROR},
        },
    ),
    "task": (
        Tasks,
        fields(
            partitions=whole,
            partitioner=or_null(text),
            startEpoch=or_null(whole),
            epochCoordinatorId=or_null(text),
            coordinator=one_of("answers", "missing"),
        ),
        {
            "describe": {},
            "start": PARTITION,
            "row": {**PARTITION, "value": text},
            "end-epoch": PARTITION,
            "interrupt": PARTITION,
            "kill": PARTITION,
            "complete": PARTITION,
            "fail": {**PARTITION, "at": one_of(*TASK_PLACES), "error": ERROR},
        },
    ),
    "coordinator": (
        Coordinator,
        fields(startEpoch=whole, epochBacklogQueueSize=whole),
        {
            "ask": {"message": QUESTION},
            "send": {"message": REPORT},
            "fail": {"at": one_of("writer.commit", "query.add-offset", "query.commit"), "error": ERROR},
        },
    ),
}
