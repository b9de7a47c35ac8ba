"""Which addresses the product may connect to: public ones, and those that the operator named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# What Python's own `is_global` lets through and should not be reached:
# clouds' inside services on public addresses, and ranges that newer registries call special.
_NEVER: tuple[Network, ...] = tuple(
    ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's inside service
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "100.64.0.0/10",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "::/96",
        "64:ff9b:1::/48",  # NAT64 inside one network
        "100::/64",
        "fec0::/10",
        "5f00::/16",
    )
)
_NAT64 = ip_network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether anybody on the internet may be there; an IPv4 address inside an IPv6 one is judged too."""
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(inner)
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address.version == network.version and address in network for network in _NEVER)
    )


def _inner(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


@dataclass(frozen=True, slots=True)
class AllowList:
    """An operator's own servers: "host", "host:port", "10.1.2.3", "[::1]:8080" or "10.1.0.0/16"."""

    hosts: frozenset[tuple[str, int | None]]
    networks: tuple[Network, ...]

    @classmethod
    def of(cls, entries: Sequence[str]) -> AllowList:
        hosts, networks = set(), []
        for entry in (written.strip().lower() for written in entries):
            network = _network(entry)
            if network is not None:
                networks.append(network)
            elif entry:
                hosts.add(_host_and_port(entry))
        return cls(frozenset(hosts), tuple(networks))

    def names(self, host: str, port: int) -> bool:
        name = host.lower().rstrip(".").strip("[]")
        return (name, port) in self.hosts or (name, None) in self.hosts

    def covers(self, address: Address) -> bool:
        return any(address.version == network.version and address in network for network in self.networks)


def _network(entry: str) -> Network | None:
    try:
        return ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        return None


def _host_and_port(entry: str) -> tuple[str, int | None]:
    host, colon, port = entry.rpartition(":")
    if not colon:
        return entry, None
    if not port.isdecimal() or not host:
        raise ValueError(f"{entry!r} is not a host, a host:port or a network.")
    return host.strip("[]"), int(port)


def literal(host: str) -> Address | None:
    """The address when the host is written as one."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None
