#!/usr/bin/env python3
"""Checks an exported Pindesk log without Pindesk. Written from docs/log-format.md; standard library only.

    verify_log.py LOG.jsonl [--root BASE64] [--witness CODE]... [--checkpoint NOTE --public-key HEX --key FINGERPRINT]

Prints what it found; exit 0 whole, 1 not whole, 2 usage or I/O.
"""

import argparse
import base64
import hashlib
import json
import re
import sys

FIELDS = ["seq", "at", "log", "seat", "staff", "role", "action", "outcome",
          "visit", "subject", "mask", "kind", "detail"]
REQUIRED_TEXT = ["at", "log", "seat", "action", "outcome"]
OPTIONAL_TEXT = ["staff", "role", "visit", "subject", "mask", "kind"]
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Bad(Exception):
    """The log, or what is said of it, is not true."""


def sha256(data):
    return hashlib.sha256(data).digest()


# The line

def is_int(value):
    return isinstance(value, int) and not isinstance(value, bool)


def check_line(raw, seq, log):
    """Checks spelling, position and log id of a line; returns its log id."""
    try:
        text = raw.decode("utf-8")
        entry = json.loads(text)
        again = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except (ValueError, UnicodeError, RecursionError):
        raise Bad(f"line {seq}: not JSON in UTF-8")
    if not isinstance(entry, dict) or list(entry) != FIELDS or again != raw:
        raise Bad(f"line {seq}: not spelled as entries are")
    detail = entry["detail"]
    well_formed = (
        is_int(entry["seq"])
        and all(isinstance(entry[name], str) for name in REQUIRED_TEXT)
        and all(entry[name] is None or isinstance(entry[name], str) for name in OPTIONAL_TEXT)
        and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["at"], re.ASCII)
        and re.fullmatch(r"[0-9a-f]{32}", entry["log"])
        and isinstance(detail, dict)
        and list(detail) == sorted(detail, key=lambda key: key.encode("utf-8"))
        and all(isinstance(value, (bool, str)) or (is_int(value) and -2**63 <= value < 2**63)
                for value in detail.values())
    )
    if not well_formed:
        raise Bad(f"line {seq}: a field has a value no entry can have")
    if entry["seq"] != seq:
        raise Bad(f"line {seq}: says it is entry {entry['seq']}")
    if log is not None and entry["log"] != log:
        raise Bad(f"line {seq}: is of another log")
    return entry["log"]


# The tree

def leaf_hash(line):
    return sha256(b"\x00" + line)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def push(edge, leaf):
    """Adds a leaf to the right edge: a list of (leaves, hash), largest subtree first."""
    leaves, hash_ = 1, leaf
    while edge and edge[-1][0] == leaves:
        hash_ = node_hash(edge.pop()[1], hash_)
        leaves *= 2
    edge.append((leaves, hash_))


def root_of(edge):
    if not edge:
        return sha256(b"")
    root = edge[-1][1]
    for _, left in reversed(edge[:-1]):
        root = node_hash(left, root)
    return root


# The witness code

def witness_code(size, root):
    bits = int.from_bytes(root[:10], "big")
    chars = "".join(CROCKFORD[bits >> shift & 31] for shift in range(75, -1, -5))
    return "-".join([str(size)] + [chars[i:i + 4] for i in range(0, 16, 4)])


def tidy_code(typed):
    """Size and the sixteen characters of a code as a person types it."""
    chars = re.sub(r"[\s-]", "", typed).upper().replace("O", "0").replace("I", "1").replace("L", "1")
    if not re.fullmatch(r"[0-9]+[0-9A-HJKMNP-TV-Z]{16}", chars, re.ASCII):
        raise Bad(f"{typed}: not a witness code")
    return int(chars[:-16]), chars[-16:]


# Ed25519 (RFC 8032, section 5.1), slow and plain

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def point_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_mul(times, point):
    result = (0, 1, 1, 0)
    while times:
        if times & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        times >>= 1
    return result


def same_point(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def read_point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = read_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_is_true(public, message, signature):
    key, r = read_point(public), read_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    return same_point(point_mul(s, BASE), point_add(r, point_mul(h, key)))


# The checkpoint

def open_checkpoint(note, public, log):
    """Origin, size and root of a checkpoint whose signature by this key is true."""
    text, blank, signatures = note.rpartition(b"\n\n")
    text += b"\n"
    parts = text.decode("utf-8").split("\n")
    if not blank or len(parts) != 4 or not re.fullmatch(r"0|[1-9][0-9]*", parts[1], re.ASCII):
        raise Bad("checkpoint: malformed")
    origin, size, root = parts[0], int(parts[1]), base64.b64decode(parts[2], validate=True)
    if not re.fullmatch(r"pindesk/[0-9A-Za-z._-]{1,64}/" + (log or "[0-9a-f]{32}"), origin):
        raise Bad("checkpoint: of another log")
    key_id = sha256(origin.encode() + b"\n\x01" + public)[:4]
    for line in signatures.decode("utf-8").split("\n"):
        match = re.fullmatch(r"\u2014 (\S+) (\S+)", line)
        if match and match[1] == origin:
            blob = base64.b64decode(match[2], validate=True)
            if blob[:4] == key_id and len(blob) == 68:
                if signature_is_true(public, text, blob[4:]):
                    return origin, size, root
                raise Bad("checkpoint: the signature is false")
    raise Bad("checkpoint: not signed by this key")


# All together

def check(arguments):
    wanted = [(*tidy_code(code), code) for code in arguments.witness]
    roots = {}
    edge, size, log = [], 0, None
    with open(arguments.log, "rb") as lines:
        for raw in lines:  # a binary file is split at 0x0A only
            if not raw.endswith(b"\n"):
                raise Bad(f"line {size + 1}: does not end in a newline")
            raw = raw[:-1]
            log = check_line(raw, size + 1, log)
            push(edge, leaf_hash(raw))
            size += 1
            if any(size == at for at, _, _ in wanted) or size == arguments.checkpoint_size:
                roots[size] = root_of(edge)
    root = root_of(edge)
    roots.setdefault(0, sha256(b""))
    roots[size] = root
    print(f"entries {size}")
    print(f"root {base64.b64encode(root).decode()}")
    print(f"witness {witness_code(size, root)}")
    if arguments.root is not None and base64.b64decode(arguments.root, validate=True) != root:
        raise Bad("the root is another")
    for at, chars, code in wanted:
        if at > size:
            raise Bad(f"{code}: speaks of {at} entries, here are {size}")
        if witness_code(at, roots[at]).split("-", 1)[1].replace("-", "") != chars:
            raise Bad(f"{code}: another history")
    return roots, size, log


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("log")
    parser.add_argument("--root", help="the root there should be, base64")
    parser.add_argument("--witness", action="append", default=[], metavar="CODE")
    parser.add_argument("--checkpoint", metavar="NOTE", help="file with a signed checkpoint")
    parser.add_argument("--public-key", metavar="HEX", help="Ed25519 public key of the checkpoint")
    parser.add_argument("--key", metavar="FINGERPRINT", help="what the public key should be")
    arguments = parser.parse_args()
    if arguments.checkpoint and not arguments.public_key:
        parser.error("--checkpoint needs --public-key")
    try:
        note, public = None, None
        arguments.checkpoint_size = None
        if arguments.public_key:
            public = bytes.fromhex(arguments.public_key)
            fingerprint = sha256(public)[:16].hex()
            if arguments.key and re.sub(r"[\s:-]", "", arguments.key).lower() != fingerprint:
                raise Bad("the public key has another fingerprint")
        if arguments.checkpoint:
            with open(arguments.checkpoint, "rb") as file:
                note = file.read()
            _, arguments.checkpoint_size, signed_root = open_checkpoint(note, public, None)
        roots, size, log = check(arguments)
        if note is not None:
            open_checkpoint(note, public, log)
            if arguments.checkpoint_size > size:
                raise Bad(f"the checkpoint speaks of {arguments.checkpoint_size} entries, here are {size}")
            if roots[arguments.checkpoint_size] != signed_root:
                raise Bad("the checkpoint signs another history")
            print(f"checkpoint true for {arguments.checkpoint_size} entries")
    except Bad as bad:
        print(f"NOT WHOLE: {bad}")
        return 1
    except (OSError, ValueError) as error:
        print(f"cannot check: {error}", file=sys.stderr)
        return 2
    print("whole")
    return 0


if __name__ == "__main__":
    sys.exit(main())
