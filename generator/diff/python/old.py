"""Old names that a package goes on to take, in every form in which code may write them.

In: the names of today, and which old name stands for which of them, both in full. Out: for each old form its name of
today. Refuses nothing: what stands for no name is left out.

Where `Order` became `Purchase` and its `note` became `remark`, code may write `Order.note`, `Order.remark` and
`Purchase.note`, and every other name in `Order`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def spellings(
    names: Iterable[str], clients: Iterable[str], old: Mapping[str, str]
) -> dict[str, str]:
    """Each old form of each name to that name: `Order.note` to `Purchase.remark`."""
    lasts: dict[str, list[str]] = {}
    for was, now in old.items():
        lasts.setdefault(now, []).append(last_of(was))
    forms = _Forms(tuple(clients), lasts)
    return {form: name for name in names for form in forms.of(name) if form != name}


def is_written_for(name: str, clients: Iterable[str], old: Mapping[str, str]) -> bool:
    """Whether a name that was read in a package stands there for the sake of an old one."""
    for was, now in old.items():
        owner, last = owner_of(now), last_of(was)
        whole = f"{owner}.{last}"
        if owner and not now.endswith(")") and (name == whole or name.startswith(f"{whole}(")):
            return True
        if owner in clients and name.startswith(f"{last}."):
            return True
    return False


def last_of(name: str) -> str:
    """`note` of `Order.note` and of `orders.update(note)`."""
    if name.endswith(")"):
        return name.rpartition("(")[2][:-1]
    return name.rpartition(".")[2]


def owner_of(name: str) -> str:
    """What a name is a part of: `orders.list` of `orders.list(limit)`, `Order` of `Order.note`."""
    if name.endswith(")"):
        return name.partition("(")[0]
    return name.rpartition(".")[0]


class _Forms:
    def __init__(self, clients: tuple[str, ...], lasts: Mapping[str, list[str]]) -> None:
        self._clients = clients
        self._lasts = lasts

    def of(self, name: str) -> list[str]:
        """All forms of a name, today's first."""
        owner = owner_of(name)
        lasts = [last_of(name), *self._lasts.get(name, ())]
        if not owner:
            return lasts
        left, right = ("(", ")") if name.endswith(")") else (".", "")
        return [f"{above}{left}{own}{right}" for above in self._owners(owner) for own in lasts]

    def _owners(self, owner: str) -> list[str]:
        """The forms of what a name is a part of; a resource is named without its client."""
        found = self.of(owner)
        for client in self._clients:
            found += self._lasts.get(f"{client}.{owner}", ())
        return list(dict.fromkeys(found))
