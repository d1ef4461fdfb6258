"""A Synapse that runs on this machine alone, and people who use it through its own API.

`.ci/synapse` installs the server; it is a program of its own here, in an environment of its own, which nothing of guiju
imports. `populate` makes what its tables have to tell apart: groups and all that looks like them, accounts of people
and all others, reports of messages, rooms and users. It returns what is there, by name, as the API named it.
"""

import contextlib
import hmac
import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest
import yaml

from conftest import PATIENCE
from table_servers import free_port

SERVER, SECRET, SERVICE = "chat.example", "shared-for-the-tests", "service-token"
UNLIMITED = {"per_second": 100000, "burst_count": 100000}
PASSWORD = "a-password-of-the-tests"


@dataclass(frozen=True)
class Client:
    """Whoever talks to the server: its address and the token of an account."""

    address: str
    token: str = ""

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """What the server answers; an answer that is an error fails, with its words."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from None

    def post(self, path: str, **body: Any) -> Any:
        return self.call("POST", path, body)

    def room(self, **how: Any) -> str:
        """A new room; its id."""
        return str(self.post("/_matrix/client/v3/createRoom", **how)["room_id"])

    def join(self, room: str) -> None:
        self.post(f"/_matrix/client/v3/join/{quote(room)}")

    def leave(self, room: str) -> None:
        self.post(f"/_matrix/client/v3/rooms/{quote(room)}/leave")

    def say(self, room: str, text: str) -> str:
        """A message; the id of its event."""
        path = f"/_matrix/client/v3/rooms/{quote(room)}/send/m.room.message/{text}"
        return str(self.call("PUT", path, {"msgtype": "m.text", "body": text})["event_id"])


@dataclass(frozen=True)
class Chat:
    """What people made on a server: its database, and by name the ids of rooms and accounts."""

    database: str
    rooms: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)


def synapse(folder: Path, database: str | None = None) -> Chat:
    """What people left behind on a server, on SQLite in the folder or on the PostgreSQL at that address. The server has
    ended, so that nothing is left to be written."""
    with free_port() as port:
        config = folder / "homeserver.yaml"
        config.write_text(yaml.safe_dump(_settings(folder, port, database)), "utf-8")
        (folder / "service.yaml").write_text(yaml.safe_dump(_service()), "utf-8")
        command = [_python(), "-m", "synapse.app.homeserver", "--config-path", config]
        made = subprocess.run([*command, "--generate-keys"], capture_output=True, text=True, cwd=folder)
        assert made.returncode == 0, made.stderr
        with (folder / "log").open("wb") as log:
            running = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        client = Client(f"http://127.0.0.1:{port}")
        _wait(client, running, folder / "log")
        chat = Chat(database or str(folder / "homeserver.db"))
        populate(client, chat)
    finally:
        running.terminate()
        running.wait(PATIENCE)
    return chat


def populate(server: Client, chat: Chat) -> None:
    """Groups, and what is none; accounts of people, and others; reports of each kind."""
    people = {name: _register(server, chat, name, admin=name == "ada") for name in ("ada", "ben", "cai", "dai", "eve")}
    ada, ben, cai, dai, eve = people.values()
    _register(server, chat, "robot", user_type="bot")
    _register(server, chat, "help", user_type="support")
    gone, held, locked = (_register(server, chat, name) for name in ("gone", "held", "locked"))
    _guest(server, chat)
    _bridged(server, chat)

    def meet(name: str, founder: Client, *others: Client, **how: Any) -> str:
        chat.rooms[name] = founder.room(preset="public_chat", **how)
        for other in others:
            other.join(chat.rooms[name])
        return chat.rooms[name]

    three = meet("three", ada, ben, cai)
    all_of_them = meet("all", ben, ada, cai, dai, eve, gone, held, locked)
    left = meet("founder left", cai, ada, ben)
    cai.leave(left)
    shrunk = meet("shrunk to one", dai, ada, ben)
    ada.leave(shrunk)
    ben.leave(shrunk)
    meet("two", ada, ben)
    meet("alone", eve)
    meet("direct", ada, cai, is_direct=True)
    meet("space", ada, ben, cai, creation_content={"type": "m.space"})
    meet("another type", ada, ben, cai, creation_content={"type": "m.space.example"})
    emptied = meet("emptied", ada, ben, cai)
    for one in (ada, ben, cai):
        one.leave(emptied)
    old = meet("upgraded", ada, ben, cai)
    new = ada.post(f"/_matrix/client/v3/rooms/{quote(old)}/upgrade", new_version="11")["replacement_room"]
    chat.rooms["its successor"] = str(new)
    for one in (ben, cai):
        one.join(new)
    deleted = meet("deleted", ada, ben, cai)
    ada.call("DELETE", f"/_synapse/admin/v1/rooms/{quote(deleted)}", {"purge": True})
    ada.post("/_synapse/admin/v1/send_server_notice", user_id=chat.accounts["ben"], content=NOTICE)

    message = ada.say(three, "one")
    ben.post(f"/_matrix/client/v3/rooms/{quote(three)}/report/{quote(message)}", reason="a", score=-1)
    cai.post(f"/_matrix/client/v3/rooms/{quote(three)}/report/{quote(message)}", reason="b", score=-1)
    private = ada.say(chat.rooms["direct"], "two")
    cai.post(f"/_matrix/client/v3/rooms/{quote(chat.rooms['direct'])}/report/{quote(private)}", reason="c", score=-1)
    dai.post(f"/_matrix/client/v3/rooms/{quote(all_of_them)}/report", reason="d")
    eve.post(f"/_matrix/client/v3/users/{quote(chat.accounts['ben'])}/report", reason="e")
    ada.post(f"/_synapse/admin/v1/deactivate/{quote(chat.accounts['gone'])}", erase=False)
    _until_left(ada, all_of_them, chat.accounts["gone"])
    ada.call("PUT", f"/_synapse/admin/v1/suspend/{quote(chat.accounts['held'])}", {"suspend": True})
    ada.call("PUT", f"/_synapse/admin/v2/users/{quote(chat.accounts['locked'])}", {"locked": True})
    for one, status in ((held, 403), (locked, 401)):  # what the views take for granted of such accounts
        with pytest.raises(AssertionError, match=f" {status} "):
            one.say(all_of_them, "refused")


NOTICE = {"msgtype": "m.text", "body": "a notice of the server"}


def _until_left(anybody: Client, room: str, account: str) -> None:
    """An account that is deactivated leaves its rooms a while after the answer."""
    end = time.monotonic() + PATIENCE
    path = f"/_matrix/client/v3/rooms/{quote(room)}/joined_members"
    while account in anybody.call("GET", path)["joined"]:
        assert time.monotonic() < end, f"{account} is still in the room"
        time.sleep(0.1)


def _register(server: Client, chat: Chat, name: str, admin: bool = False, user_type: str | None = None) -> Client:
    """An account that the shared secret registers."""
    path = "/_synapse/admin/v1/register"
    nonce = server.call("GET", path)["nonce"]
    parts = [nonce, name, PASSWORD, "admin" if admin else "notadmin", *([user_type] if user_type else [])]
    mac = hmac.new(SECRET.encode(), "\0".join(parts).encode(), "sha1").hexdigest()
    kind = {"user_type": user_type} if user_type else {}
    made = server.post(path, nonce=nonce, username=name, password=PASSWORD, admin=admin, mac=mac, **kind)
    chat.accounts[name] = made["user_id"]
    return Client(server.address, made["access_token"])


def _guest(server: Client, chat: Chat) -> None:
    chat.accounts["guest"] = server.post("/_matrix/client/v3/register?kind=guest")["user_id"]


def _bridged(server: Client, chat: Chat) -> None:
    """An account that a service registers for somebody on another network."""
    service = Client(server.address, SERVICE)
    made = service.post("/_matrix/client/v3/register", type="m.login.application_service", username="bridged_one")
    chat.accounts["bridged"] = made["user_id"]


def _settings(folder: Path, port: int, database: str | None) -> dict[str, Any]:
    """Settings of a server that asks no other one for anything, and never has a client wait."""
    limits = (
        "message",
        "registration",
        "joins_per_room",
        "admin_redaction",
        "reports",
        "third_party_invite",
        "room_creation",
    )
    return {
        "server_name": SERVER,
        "listeners": [
            {"bind_addresses": ["127.0.0.1"], "port": port, "type": "http", "resources": [{"names": ["client"]}]}
        ],
        "database": _database(folder, database),
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "registration_shared_secret": SECRET,
        "macaroon_secret_key": "of-the-tests",
        "report_stats": False,
        "trusted_key_servers": [],
        "allow_guest_access": True,
        "presence": {"enabled": False},
        "server_notices": {"system_mxid_localpart": "notices", "auto_join": True},
        "app_service_config_files": [str(folder / "service.yaml")],
        "rc_joins": {"local": UNLIMITED, "remote": UNLIMITED},
        "rc_login": dict.fromkeys(("address", "account", "failed_attempts"), UNLIMITED),
        "rc_invites": dict.fromkeys(("per_room", "per_user", "per_issuer"), UNLIMITED),
        **{f"rc_{name}": UNLIMITED for name in limits},
    }


def _database(folder: Path, address: str | None) -> dict[str, Any]:
    if address is None:
        return {"name": "sqlite3", "args": {"database": str(folder / "homeserver.db")}}
    parts = urlsplit(address)
    named = {"user": parts.username, "password": unquote(parts.password or ""), "dbname": parts.path.lstrip("/")}
    return {"name": "psycopg2", "args": {**named, "host": parts.hostname, "port": parts.port, "cp_min": 1, "cp_max": 5}}


def _service() -> dict[str, Any]:
    owned = [{"exclusive": True, "regex": "@bridged_.*"}]
    return {
        "id": "bridge",
        "url": None,
        "as_token": SERVICE,
        "hs_token": "to-the-service",
        "sender_localpart": "bridge",
        "namespaces": {"users": owned, "rooms": [], "aliases": []},
    }


def _python() -> str:
    """The Python that has Synapse; the tests fail without it, since a skipped test says nothing."""
    if python := os.environ.get("SYNAPSE_PYTHON"):
        return python
    kept = Path(__file__).parents[2] / ".venv" / "synapse" / "bin" / "python"
    if kept.exists():
        return str(kept)
    pytest.fail("the tests need Synapse: run .ci/synapse, or set SYNAPSE_PYTHON to a Python that has it", pytrace=False)


def _wait(client: Client, running: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert running.poll() is None, log.read_text("utf-8", "replace")
        with contextlib.suppress(OSError):
            client.call("GET", "/_matrix/client/versions")
            return
        time.sleep(0.1)
    pytest.fail(f"Synapse did not start: {log.read_text('utf-8', 'replace')}")
