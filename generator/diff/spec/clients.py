"""What belongs to the client as a whole: servers, credentials, headers.

In: two states. Out: findings. Refuses nothing.
"""

from __future__ import annotations

from generator.diff.spec.operations import ABSORBED
from generator.diff.spec.pair import Pair, api_spot
from generator.ir import ClientHeader, Credential

CHOOSE = "clients that name it in `environment=` fail"


def compare_clients(pair: Pair) -> None:
    """Tell what changed of the client itself."""
    _servers(pair)
    _credentials(pair)
    _headers(pair)
    _errors(pair)
    old, new = pair.old.read.api, pair.new.read.api
    pair.renamed(old.client_class, new.client_class)
    pair.renamed(f"Async{old.client_class}", f"Async{new.client_class}")
    pair.renamed(f"{old.client_class}Error", f"{new.client_class}Error")
    for tag, name in pair.old.names.resources.items():
        now = pair.new.names.resources.get(tag)
        pair.renamed(name, now)
        for prefix in ("", "Async") if now else ():
            was, is_now = (f"{prefix}{api.client_class}" for api in (old, new))
            pair.renamed(f"{was}.{name}", f"{is_now}.{now}")
    for status, name in pair.old.names.statuses.items():
        pair.renamed(name, pair.new.names.statuses.get(status))
    for code, name in pair.old.names.codes.items():
        pair.renamed(name, pair.new.names.codes.get(code))


def _servers(pair: Pair) -> None:
    was = {server.name: server.url for server in pair.old.read.api.servers}
    now = {server.name: server.url for server in pair.new.read.api.servers}
    places = pair.old.sources.entry.root.at("servers"), pair.new.sources.entry.root.at("servers")
    client = pair.old.read.api.client_class
    argument = f"{client}(environment)"
    for name, url in was.items():
        spot = api_spot(f"server {name}", *places, argument)
        if name not in now and len(was) > 1:
            pair.tell("api-server-removed", spot, "breaking", "is gone", CHOOSE, "choose another")
        elif name in now and now[name] != url:
            message = f"is {now[name]}, was {url}"
            why = "the package calls the new one; clients with `base_url=` stay where they are"
            pair.tell("api-server-changed", spot, "note", message, why)
    if len(was) <= 1 and len(now) <= 1 and set(was) != set(now):
        spot = api_spot("server", *places)
        before, after = next(iter(was.values()), "none"), next(iter(now.values()), "none")
        if before != after:
            pair.tell("api-server-changed", spot, "note", f"is {after}, was {before}", ABSORBED)
        return
    for name, url in now.items():
        if name not in was:
            spot = api_spot(f"server {name}", *places, argument)
            why = "nothing has to call it"
            pair.tell("api-server-added", spot, "addition", f"is new: {url}", why)


def _credentials(pair: Pair) -> None:
    was = {one.scheme: one for one in pair.old.read.api.credentials}
    now = {one.scheme: one for one in pair.new.read.api.credentials}
    holders = [
        r.sources.entry.root.at("components", "securitySchemes") for r in (pair.old, pair.new)
    ]
    client = pair.old.read.api.client_class
    for scheme, one in was.items():
        places = tuple(holder.at(scheme) for holder in holders)
        spot = api_spot(f"credential {scheme}", places[0], places[1], f"{client}({one.argument})")
        if scheme not in now:
            rule, kept = "api-security-component-removed", _kept(one, now)
            why = "another scheme has its argument" if kept else "the client's argument is gone"
            action = "" if kept else "leave it out, and give the client another credential"
            pair.tell(rule, spot, "note" if kept else "breaking", "is gone", why, action)
            if kept:
                _argument(pair, one, kept)
            continue
        _argument(pair, one, now[scheme])
        before, after = (f"{c.kind} {c.wire_name}" for c in (one, now[scheme]))
        if before != after:
            message = f"is sent as {after}, was {before}"
            same = _shape(one) == _shape(now[scheme])
            why = ABSORBED if same else "the argument takes something else"
            rule = "api-security-component-type-changed"
            action = "" if same else "give the client the new credential"
            pair.tell(rule, spot, "note" if same else "breaking", message, why, action)
    for scheme, one in now.items():
        if scheme not in was:
            places = tuple(holder.at(scheme) for holder in holders)
            spot = api_spot(
                f"credential {scheme}", places[0], places[1], f"{client}({one.argument})"
            )
            why = "operations that need it say so"
            pair.tell("api-security-component-added", spot, "addition", "is new", why)


def _kept(one: Credential, now: dict[str, Credential]) -> Credential | None:
    return next((other for other in now.values() if other.argument == one.argument), None)


def _shape(one: Credential) -> str:
    """What callers pass: one text, or a pair of them."""
    return "pair" if one.kind == "basic" else "text"


def _headers(pair: Pair) -> None:
    was = {one.wire_name.lower(): one for one in pair.old.read.api.headers}
    now = {one.wire_name.lower(): one for one in pair.new.read.api.headers}
    places = (
        pair.old.inputs.declaration.root.at("headers"),
        pair.new.inputs.declaration.root.at("headers"),
    )
    client = pair.old.read.api.client_class
    for name, one in was.items():
        if name not in now:
            spot = api_spot(f"client header {one.wire_name}", *places, f"{client}({one.argument})")
            why = "the client's argument is gone"
            pair.tell("api-header-removed", spot, "breaking", "is gone", why, "leave it out")
        else:
            _argument(pair, one, now[name])
    for name, one in now.items():
        if name not in was:
            spot = api_spot(f"client header {one.wire_name}", *places, f"{client}({one.argument})")
            why = "nothing has to be passed"
            pair.tell("api-header-added", spot, "addition", "is new", why)


def _errors(pair: Pair) -> None:
    """Where an error's body is looked at."""
    old, new = pair.old.read.api, pair.new.read.api
    places = (
        pair.old.inputs.declaration.root.at("errors"),
        pair.new.inputs.declaration.root.at("errors"),
    )
    read = {
        "code": (old.error_code_pointers, new.error_code_pointers),
        "message": (old.error_message_pointers, new.error_message_pointers),
    }
    for what, (was, now) in read.items():
        if was != now:
            spot = api_spot(f"the {what} of errors", *places, f"{old.client_class}Error")
            before, after = (f"at {', '.join(p)}" if p else "nowhere" for p in (was, now))
            why = f"`error.{what}` is what stands there; calls in Python stay as they are"
            message = f"is read {after}, was read {before}"
            pair.tell("client-error-read-elsewhere", spot, "note", message, why)


def _argument(pair: Pair, old: Credential | ClientHeader, new: Credential | ClientHeader) -> None:
    """What the argument is called, and which variable stands in for it: users of either set that themselves."""
    client = pair.old.read.api.client_class
    for name in (client, f"Async{client}"):
        pair.renamed(f"{name}({old.argument})", f"{name}({new.argument})")
    if old.environment == new.environment:
        return
    kind = "credentials" if isinstance(old, Credential) else "headers"
    was, now = (r.inputs.declaration.root.at(kind) for r in (pair.old, pair.new))
    rule, known = "client-environment-changed", old.environment or new.environment
    spot = api_spot(f"environment variable `{known}`", was, now, client)
    if old.environment is None:
        why = "nothing was sent before where the argument is not given"
        pair.tell(rule, spot, "addition", f"is read for `{new.argument}` now", why)
        return
    why = f"clients that are made without `{old.argument}` no longer find its value"
    if new.environment is None:
        pair.tell(rule, spot, "breaking", "is read no more", why, f"pass `{new.argument}`")
    else:
        message = f"is called `{new.environment}` now"
        pair.tell(rule, spot, "breaking", message, why, f"set `{new.environment}`")
