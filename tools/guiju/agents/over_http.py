"""The server over HTTP, at /mcp. The SDK refuses bodies of more than 4 MB."""

import socket
from collections.abc import Callable

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings

from guiju.agents.knowledge_server import KnowledgeServer
from guiju.agents.server import server
from guiju.files.finding import Misuse


def serve(desk: KnowledgeServer, host: str, port: int, names: list[str], announce: Callable[[str], None]) -> None:
    """Serve clients over HTTP at /mcp until Ctrl-C. Only requests for this host or one of `names` are answered, so that
    no page in a browser reaches the server under another name."""
    at = f"[{host}]" if ":" in host else host
    known = dict.fromkeys(("127.0.0.1", "localhost", "[::1]", at, *names))
    hosts = [form for name in known for form in (name, f"{name}:*")]
    security = TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"{scheme}://{name}" for scheme in ("http", "https") for name in hosts]
    )
    app = server(desk).streamable_http_app(
        host=host, stateless_http=True, json_response=True, transport_security=security
    )
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0].lower()
        raise Misuse(f"{at}:{port}: {reason}; choose another --http PORT (0: any that is free) or --host") from None
    with listening:
        announce(f"http://{at}:{listening.getsockname()[1]}/mcp")
        config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="on")
        uvicorn.Server(config).run(sockets=[listening])
