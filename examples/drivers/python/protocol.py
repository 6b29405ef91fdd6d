"""The driver protocol, version 1, in plain Python 3. Your part is driver.py; nothing here needs a change."""

import json
import queue
import sys
import threading
import traceback

# What the kit sends. N is a number, T a text, `?` behind a type: or null, behind a name: may be missing, `*`: a list.
# Below a role stand its actions, below Ask and Report the messages.
VOCABULARY = """
planner
  plan plan:Plan
operator partitions:N epochCoordinatorId:T? coordinator:answers|holds|missing writer:T
  describe
  execute
  answer error?:Error
  finish-task partition:N
  fail-task partition:N error:Error
  interrupt
  fail at:create-writer-factory|child error:Error
task partitions:N partitioner:T? startEpoch:N? epochCoordinatorId:T? coordinator:answers|missing parentThread?:task|own
  describe
  start partition:N
  row partition:N value:T
  end-epoch partition:N
  interrupt partition:N
  kill partition:N
  complete partition:N
  fail partition:N at:upstream|create-writer|write|commit|abort|send error:Error
coordinator startEpoch:N epochBacklogQueueSize:N
  ask message:Ask
  send message:Report
  fail at:writer.commit|query.add-offset|query.commit error:Error
query partitions:N startEpoch:N epochBacklogQueueSize:N delivery:immediate|held trigger?:kit|spark polls?:free|held
  describe
  start partition:N
  execute
  advance-epoch
  row partition:N value:T
  end-epoch partition:N
  complete partition:N
  deliver from:N message?:Held times?:N
  stop
  interrupt partition?:N
  kill-coordinator
  kill-executor partition:N
  fail partition?:N at:upstream|create-writer|write|commit|abort|send|create-writer-factory|writer.commit|query.add-offset|query.commit of?:CommitPartitionEpoch|ReportPartitionOffset error:Error
Ask
  SetWriterPartitions numPartitions:N
  SetReaderPartitions numPartitions:N
  GetCurrentEpoch
  IncrementAndGetEpoch
  StopContinuousExecutionWrites
Report
  CommitPartitionEpoch partitionId:N epoch:N message:T
  ReportPartitionOffset partitionId:N epoch:N offset:T
Held type:CommitPartitionEpoch|ReportPartitionOffset epoch:N
Error type:T message:T?
Plan name:T children:Plan*
initialize protocol:N kit:T
nothing
"""
ROLES = ("planner", "operator", "task", "coordinator", "query")
MAX_LINE_BYTES = 16 * 1024 * 1024
PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS, INTERNAL_ERROR = -32700, -32600, -32601, -32602, -32603
NOT_SUPPORTED = 1


class Refused(Exception):
    """The reply is an error: a code and a message."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def not_supported(reason):
    """Raise this where the implementation cannot do something. The kit shows the case as not-supported."""
    return Refused(NOT_SUPPORTED, reason)


def not_now(reason):
    """Raise this where an action makes no sense now, such as a row for a task that does not run."""
    return Refused(INVALID_PARAMS, reason)


class Thrown(Exception):
    """An error that the kit injects. `error` has a `type` and a `message`."""

    def __init__(self, error):
        super().__init__(error["type"])
        self.error = error


class Subject:
    """What the kit has opened. Each action is a method of its name, with `_` for `-`: derive a class for your role."""

    def __init__(self, setup):
        self.setup = setup
        self._events = []
        self._faults = {}

    def close(self):
        """Ends it: nothing may be left behind, no thread and no timer."""

    def event(self, kind, actor, **fields):
        """Reports an event of the current step."""
        self._events.append({"kind": kind, "actor": actor, **fields})

    def log(self, actor, level, logger, message):
        """Reports a log line of the implementation. `logger` is the simple name of the class that logs."""
        logger = f"org.apache.spark.sql.execution.streaming.continuous.{logger}"
        self.event("logged", actor, level=level, logger=logger, message=message)

    def fail(self, at, error, partition=None, of=None):
        """The next call at this place throws. With `of`, the type of a message, the place is such as `send CommitPartitionEpoch`."""
        self._faults[at if of is None else f"{at} {of}", partition] = error

    def call(self, at, partition=None):
        """Stands where the surroundings of the implementation are called: throws once if the kit has injected a fault."""
        error = self._faults.pop((at, partition), None)
        if error is not None:
            raise Thrown(error)

    def take_events(self):
        events, self._events = self._events, []
        return events


class Closed(BaseException):
    """The subject was closed. No `except Exception` of the implementation stops it."""


class Worker:
    """A part of the implementation on a thread of its own. It runs only while the kit's thread waits for it. So the step is
    over when the worker waits in `wait`, or has ended: no clock decides."""

    def __init__(self, act):
        self.has_ended, self.error, self._act = False, None, act
        self._orders, self._quiescent = queue.SimpleQueue(), queue.SimpleQueue()

    def start(self):
        threading.Thread(target=self._run, daemon=True).start()
        self._quiescent.get()

    def _run(self):
        try:
            self._act()
        except BaseException as error:
            self.error = error
        self.has_ended = True
        self._quiescent.put(None)

    def wait(self):
        """On the thread of the worker: waits for the kit. Returns what `go_on` gives, or raises it if it is an exception."""
        self._quiescent.put(None)
        order = self._orders.get()
        if isinstance(order, BaseException):
            raise order
        return order

    def go_on(self, order=None):
        """On the kit's thread: lets the worker go on, until it waits again or has ended."""
        self._orders.put(order)
        self._quiescent.get()

    def close(self):
        while not self.has_ended:
            self.go_on(Closed())


def serve(roles, name, version, edition="document", language="Python"):
    """Speaks the protocol until `shutdown` or the end of the input. `roles`: the class of each role that the driver offers."""
    driver = _Driver(roles, {"name": name, "version": version, "language": language}, edition)
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # a print in the implementation must not break the protocol
    for line in sys.stdin.buffer:  # bytes: a line ends only at a line feed
        reply, is_last = driver.reply_to(line)
        output.write(reply + b"\n")
        output.flush()
        if is_last:
            return


class _Driver:
    def __init__(self, roles, implementation, edition):
        self.roles, self.implementation, self.edition = roles, implementation, edition
        self.is_initialized, self.role, self.subject = False, None, None

    def reply_to(self, line):
        """The reply to a line, and whether it is the last one."""
        id = method = None
        try:
            id, method, params = _read_call(line)
            reply = _encode({"jsonrpc": "2.0", "id": id, "result": self.reply(method, params)})
            if len(reply) > MAX_LINE_BYTES:
                raise Refused(INTERNAL_ERROR, f"the reply has {len(reply)} bytes, more than a line may have")
            return reply, method == "shutdown"
        except Refused as refused:
            id = getattr(refused, "id", id)
            error = {"code": refused.code, "message": str(refused)}
        except Exception as failure:
            self.subject = None  # the next subject starts afresh
            traceback.print_exc()
            error = {"code": INTERNAL_ERROR, "message": f"{type(failure).__name__}: {failure}"}
            if isinstance(failure, Thrown):
                error["data"] = {"error": failure.error}
        return _encode({"jsonrpc": "2.0", "id": id, "error": error}), False

    def reply(self, method, params):
        if method not in ("initialize", "open", "apply", "close", "shutdown"):
            raise Refused(METHOD_NOT_FOUND, f"there is no method {method}")
        if not self.is_initialized and method not in ("initialize", "shutdown"):
            raise Refused(INVALID_REQUEST, f"{method} before initialize")
        return getattr(self, method)(params)

    def initialize(self, params):
        _check_fields(params, "initialize", "params")
        if params["protocol"] != 1:
            raise Refused(INVALID_PARAMS, "params.protocol: 1 is wanted")
        if self.is_initialized:
            raise Refused(INVALID_REQUEST, "initialized already")
        self.is_initialized = True
        identity = {"protocol": 1, "implementation": self.implementation, "edition": self.edition}
        return {**identity, "roles": list(self.roles)}

    def open(self, params):
        _insist(isinstance(params, dict), "params", "an object")
        role = params.get("role")
        _insist(role in ROLES, "params.role", f"one of {', '.join(ROLES)}")
        _insist(set(params) == {"role", "setup"}, "params", "role and setup")
        _check_fields(params["setup"], role, "params.setup")
        if role not in self.roles:
            raise not_supported(f"this driver does not offer role {role}")
        self.discard()
        self.subject, self.role = self.roles[role](params["setup"]), role
        return {"events": self.subject.take_events()}

    def apply(self, params):
        if self.subject is None:
            raise not_now("nothing is open")
        _insist(isinstance(params, dict) and set(params) == {"actions"}, "params", "actions")
        _check_each(params["actions"], "params.actions", self.check_action)  # every check comes before the first action
        return {"steps": [self.step(action) for action in params["actions"]]}

    def check_action(self, action, path, nests=True):
        if nests and isinstance(action, dict) and action.get("kind") == "together":
            _insist(set(action) == {"kind", "actions"} and action["actions"] != [], path, "actions")
            _check_each(action["actions"], f"{path}.actions", lambda one, at: self.check_action(one, at, nests=False))
        else:
            _check_variant(action, self.role, "kind", path)

    def step(self, action):
        self.subject.take_events()  # events that a refused action may have left
        for one in action["actions"] if action["kind"] == "together" else [action]:
            arguments = {"from_" if name == "from" else name: one[name] for name in one if name != "kind"}
            act = getattr(self.subject, one["kind"].replace("-", "_"), None)
            if act is None:
                raise not_supported(f"this driver has no action {one['kind']}")
            act(**arguments)
        return self.subject.take_events()

    def close(self, params):
        _check_fields(params, "nothing", "params")
        self.discard()
        return {"events": []}

    def shutdown(self, params):
        _check_fields(params, "nothing", "params")
        self.discard()

    def discard(self):
        subject, self.subject = self.subject, None
        if subject is not None:
            subject.close()


def _encode(message):
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode()


def _read_call(line):
    """The id, the method and the params of a call. Missing params are empty params."""
    try:
        call = json.loads(line.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refused(PARSE_ERROR, f"the line is not JSON: {error}") from None
    id = call.get("id") if isinstance(call, dict) else None
    if type(id) not in (int, str) or call.get("jsonrpc") != "2.0" or not isinstance(call.get("method"), str):
        refused = Refused(INVALID_REQUEST, "the line is no call")
        refused.id = id if type(id) in (int, str) else None
        raise refused
    return id, call["method"], call.get("params", {})


def _no_constant(name):
    raise ValueError(f"{name} is no number of JSON")


def _shapes(vocabulary):
    """By name: the fields, as (name, may be missing, type). An action of a role, or a message, is `above/below`."""
    shapes, above = {}, ""
    for line in vocabulary.strip("\n").split("\n"):
        name, *fields = line.split()
        if not line.startswith(" "):
            above = name
        shape = shapes[f"{above}/{name}" if line.startswith(" ") else name] = []
        for field in fields:
            field_name, _, of_type = field.partition(":")
            shape.append((field_name.removesuffix("?"), field_name.endswith("?"), of_type))
    return shapes


_SHAPES = _shapes(VOCABULARY)


def _insist(good, path, wanted):
    if not good:
        raise Refused(INVALID_PARAMS, f"{path}: {wanted} is wanted")


def _check(value, of_type, path):
    if of_type.endswith("?"):
        return value is None or _check(value, of_type[:-1], path)
    if of_type.endswith("*"):
        return _check_each(value, path, lambda one, at: _check(one, of_type[:-1], at))
    if of_type == "N":
        return _insist(type(value) is int and 0 <= value <= 2**53, path, "a whole number from 0 on")
    if of_type == "T":
        return _insist(isinstance(value, str), path, "a text")
    if of_type in ("Ask", "Report"):
        return _check_variant(value, of_type, "type", path)
    if of_type in _SHAPES:
        return _check_fields(value, of_type, path)
    return _insist(value in of_type.split("|"), path, f"one of {of_type}")


def _check_each(values, path, check):
    _insist(isinstance(values, list), path, "a list")
    for index, value in enumerate(values):
        check(value, f"{path}[{index}]")


def _check_variant(value, above, tag, path):
    _insist(isinstance(value, dict) and f"{above}/{value.get(tag)}" in _SHAPES, f"{path}.{tag}", f"a {tag} of {above}")
    _check_fields(value, f"{above}/{value[tag]}", path, tag)


def _check_fields(value, shape, path, tag=None):
    _insist(isinstance(value, dict), path, "an object")
    fields = _SHAPES[shape]
    known = {tag, *(name for name, _, _ in fields)}
    for name in value:
        _insist(name in known, f"{path}.{name}", "no such field")
    for name, may_be_missing, of_type in fields:
        _insist(name in value or may_be_missing, f"{path}.{name}", "a value")
        if name in value:
            _check(value[name], of_type, f"{path}.{name}")
