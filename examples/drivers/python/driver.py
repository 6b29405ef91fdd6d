#!/usr/bin/env python3
"""A complete driver in Python, without dependencies: all five roles of the page as written.

    npx cwc smoke -- python3 examples/drivers/python/driver.py
    npx cwc run -- python3 examples/drivers/python/driver.py

protocol.py is the file that `cwc init python` writes. machinery.py and query.py are the implementation, and play its surroundings.
"""

from machinery import Coordinator, Operator, Planner, Tasks
from protocol import serve
from query import Query

ROLES = {"planner": Planner, "operator": Operator, "task": Tasks, "coordinator": Coordinator, "query": Query}

serve(ROLES, name="python example", version="1", edition="document")
