#!/usr/bin/env python3
"""An XML-RPC service for tests: xmlrpc_service.py PORT"""
import datetime
import sys
import xmlrpc.client
from xmlrpc.server import SimpleXMLRPCRequestHandler, SimpleXMLRPCServer


def kinds(*values):
    """The names of the types that arrived."""
    return [type(value).__name__ for value in values]


def samples():
    return {
        "date": xmlrpc.client.DateTime(datetime.datetime(2026, 5, 4, 3, 2, 1)),
        "bytes": xmlrpc.client.Binary(b"\x00\xff"),
        "none": None,
        "float": 1.5,
        "whole": 2.0,
        "true": True,
        "text": "ü <&>",
        "list": [1, [2, []], {}],
    }


def fail(code, text):
    raise xmlrpc.client.Fault(code, text)


class Server(SimpleXMLRPCServer):
    def __init__(self, port):
        super().__init__(("127.0.0.1", port), requestHandler=Handler, allow_none=True, logRequests=False)


class Handler(SimpleXMLRPCRequestHandler):
    rpc_paths = ("/RPC2",)


server = Server(int(sys.argv[1]))
server.register_function(lambda *values: values[0] if len(values) == 1 else list(values), "echo")
server.register_function(lambda *values: sum(values), "math.sum")
server.register_function(kinds)
server.register_function(samples)
server.register_function(fail)
server.register_function(lambda count: "x" * count, "long")
server.serve_forever()
