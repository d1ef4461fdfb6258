"""The server over HTTP, at /mcp."""

import socket
import sys
from collections.abc import Callable

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings

from guiju.agents.http_connection import BoundedConnection
from guiju.agents.http_gate import HttpGate
from guiju.agents.knowledge_server import KnowledgeServer
from guiju.agents.server import server
from guiju.files.finding import Misuse

_SECONDS_OF_A_THREAD = 0.0005
"""For which a thread works on while others wait: a short call asks the index some forty times, and waits for its turn
after each, so that beside a long one the usual 5 ms would be a fifth of a second."""

_SECONDS_TO_END = 3
"""In which answers that were begun are finished once the server is to end."""


def serve(
    desk: KnowledgeServer, host: str, port: int, names: list[str], token: str, announce: Callable[[str], None]
) -> None:
    """Serve clients over HTTP at /mcp until Ctrl-C. Only requests for this host or one of `names` are answered, so that
    no page in a browser reaches the server under another name; and, where there is a `token`, only those that have it.
    """
    at = f"[{host}]" if ":" in host else host
    known = {name.lower() for name in ("127.0.0.1", "localhost", "[::1]", at, *names)}
    # The gate has compared the names; the SDK takes whatever begins with one.
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = HttpGate(
        server(desk).streamable_http_app(
            host=host, stateless_http=True, json_response=True, transport_security=security
        ),
        known,
        token,
    )
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0].lower()
        raise Misuse(f"{at}:{port}: {reason}; choose another --http PORT (0: any that is free) or --host") from None
    with listening:
        announce(f"http://{at}:{listening.getsockname()[1]}/mcp")
        config = uvicorn.Config(
            app,
            http=BoundedConnection,
            log_level="critical",
            access_log=False,
            lifespan="on",
            ws="none",
            timeout_graceful_shutdown=_SECONDS_TO_END,
        )
        sys.setswitchinterval(_SECONDS_OF_A_THREAD)
        uvicorn.Server(config).run(sockets=[listening])
