"""Calls server-everything's echo within the trace `argv[1]` (a traceparent); `argv[2:]` as for visit.cjs."""

import asyncio
import os
import sys

from mcp import ClientSession, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from opentelemetry.context import attach
from opentelemetry.propagate import extract

traceparent, target, *arguments = sys.argv[1:]


def transport():
    if target.startswith("http:"):
        return streamable_http_client(target)
    environment = {**os.environ, "OTEL_SERVICE_NAME": "everything"}
    return stdio_client(StdioServerParameters(command=target, args=arguments, env=environment))


async def main():
    attach(extract({"traceparent": traceparent}))
    async with transport() as (read, write, *_), ClientSession(read, write) as session:
        await session.initialize()
        result = await session.call_tool("echo", {"message": "hello"})
        print(result.content[0].text)


asyncio.run(main())
