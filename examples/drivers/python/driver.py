#!/usr/bin/env python3
"""A driver: it performs the kit's actions on an implementation, and returns the events to the kit.

    npx cwc smoke -- python3 examples/drivers/python/driver.py
    npx cwc run -- python3 examples/drivers/python/driver.py

Plain Python 3, nothing to install. For a driver of your own, put your implementation where `machinery.py` is.
"""

import json
import sys

from machinery import NotNow
from vocabulary import ROLES, OffSchema, each, fields, insist, one_of, text, variants, whole

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS, NOT_SUPPORTED = -32700, -32600, -32601, -32602, 1


class Refused(Exception):
    """The response is an error: a code and a message."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Driver:
    """The five methods. One subject at most is open."""

    def __init__(self):
        self.subject, self.actions = None, {}

    def initialize(self, params):
        fields(protocol=whole, kit=text)(params, "params")
        insist(params["protocol"] == 1, "params.protocol", "1")
        implementation = {"name": "python example", "version": "1", "language": "Python"}
        return {"protocol": 1, "implementation": implementation, "edition": "document", "roles": list(ROLES)}

    def open(self, params):
        fields(role=one_of(*ROLES, "query"), setup=lambda *_: None)(params, "params")
        if params["role"] not in ROLES:
            raise Refused(NOT_SUPPORTED, "the example has the parts, and no query that puts them together")
        opens, setup, actions = ROLES[params["role"]]
        setup(params["setup"], "params.setup")
        self.subject, self.actions = opens(params["setup"]), actions
        return {"events": self.subject.take_seen()}

    def apply(self, params):
        if self.subject is None:
            raise NotNow("nothing is open")
        together = {"together": {"actions": each(variants("kind", self.actions))}}
        fields(actions=each(variants("kind", {**self.actions, **together})))(params, "params")
        return {"steps": [self.step(action) for action in params["actions"]]}

    def step(self, action):
        self.subject.take_seen()  # events that a refused action may have left
        for one in action["actions"] if action["kind"] == "together" else [action]:
            arguments = {name: value for name, value in one.items() if name != "kind"}
            getattr(self.subject, one["kind"].replace("-", "_"))(**arguments)
        return self.subject.take_seen()

    def close(self, params):
        fields()(params, "params")
        self.subject = None
        return {"events": []}

    def shutdown(self, params):
        fields()(params, "params")
        return None


METHODS = ("initialize", "open", "apply", "close", "shutdown")


def answer(driver, line):
    """The response to a line, and whether it was the last line."""
    id = method = None
    try:
        try:
            call = json.loads(line)
        except ValueError as error:
            raise Refused(PARSE_ERROR, f"the line is not JSON: {error}") from None
        if not isinstance(call, dict) or not isinstance(call.get("method"), str) or "id" not in call:
            raise Refused(INVALID_REQUEST, "the line is no call")
        id, method = call["id"], call["method"]
        if method not in METHODS:
            raise Refused(METHOD_NOT_FOUND, f"there is no method {method}")
        result = getattr(driver, method)(call.get("params", {}))
        return {"jsonrpc": "2.0", "id": id, "result": result}, method == "shutdown"
    except Refused as refused:
        error = {"code": refused.code, "message": str(refused)}
    except (OffSchema, NotNow) as wrong:
        error = {"code": INVALID_PARAMS, "message": str(wrong)}
    return {"jsonrpc": "2.0", "id": id, "error": error}, False


def main():
    driver = Driver()
    # Binary, so that a line ends only at a line feed.
    for line in sys.stdin.buffer:
        said, last = answer(driver, line)
        sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
        sys.stdout.buffer.flush()
        if last:
            return


if __name__ == "__main__":
    main()
