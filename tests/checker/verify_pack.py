#!/usr/bin/env python3
"""Checks a Pindesk evidence pack without Pindesk. Written from docs/log-format.md; standard library only.

    verify_pack.py PACK.zip [--key FINGERPRINT] [--witness CODE]...

Prints what it found; exit 0 whole, 1 not whole, 2 usage or I/O. Writes nothing and unpacks nothing.
"""

import argparse
import base64
import hashlib
import json
import re
import struct
import sys
import zlib

from verify_log import (Bad, check_line, leaf_hash, open_checkpoint, push, root_of, sha256, signature_is_true,
                        tidy_code, witness_code)

NAMED = ["entries.jsonl", "positions.txt", "leaf-hashes.bin", "checkpoint.txt", "public-key.pem", "about.html"]
NAMES = NAMED + ["manifest.json", "manifest.sig", "SHA256SUMS"]
LIMITS = {"checkpoint.txt": 16 << 10, "public-key.pem": 1 << 10, "about.html": 1 << 20, "manifest.json": 64 << 10,
          "manifest.sig": 64, "SHA256SUMS": 16 << 10}
FIELDS = ["pindesk_evidence_pack", "office", "log", "seat", "checkpoint", "filter", "entries", "first", "last",
          "purpose", "by", "at", "program", "files"]
SPKI = bytes.fromhex("302a300506032b6570032100")
PLAIN = ["staff", "action", "outcome", "kind", "subject", "visit"]
BLOCK = 1 << 16


# The archive

class File:
    """A file inside the archive: where it is, and its checksum as the archive has it."""

    def __init__(self, archive, name, at, size, crc):
        self.archive, self.name, self.at, self.size, self.crc = archive, name, at, size, crc

    def blocks(self):
        """Its bytes, also while others read elsewhere in the archive."""
        self.archive.seek(self.at)
        left = self.size
        while left:
            block = self.archive.read(min(left, BLOCK))
            left -= len(block)
            yield block
            if left:
                self.archive.seek(self.at + self.size - left)

    def whole(self):
        return b"".join(self.blocks())

    def lines(self):
        """The lines without their newlines."""
        rest = b""
        for block in self.blocks():
            *lines, rest = (rest + block).split(b"\n")
            yield from lines
        if rest:
            raise Bad(f"{self.name}: does not end in a newline")

    def digest(self):
        digest, crc = hashlib.sha256(), 0
        for block in self.blocks():
            digest.update(block)
            crc = zlib.crc32(block, crc)
        if crc != self.crc:
            raise Bad(f"{self.name}: the archive's checksum is wrong")
        return digest.hexdigest()


def open_archive(archive):
    """The files of the one layout a pack has; every byte that is not a file's own is compared."""
    archive.seek(0)
    place, files, directory = 0, {}, b""
    for name in NAMES:
        archive.seek(place)
        head = archive.read(30)
        if len(head) < 30:
            raise Bad("archive: cut off")
        crc, size = struct.unpack_from("<II", head, 14)
        fields = struct.pack("<HHHHHIIIHH", 10, 0, 0, 0, 33, crc, size, size, len(name), 0)
        raw = name.encode()
        if head + archive.read(len(raw)) != b"PK\3\4" + fields + raw or size > LIMITS.get(name, 0xFFFFFFFE):
            raise Bad(f"archive: not {name} where it should be")
        files[name] = File(archive, name, place + 30 + len(raw), size, crc)
        directory += (b"PK\1\2\x14\3" + fields + bytes(6) + struct.pack("<II", 0o100644 << 16, place) + raw)
        place += 30 + len(raw) + size
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 9, 9, len(directory), place, 0)
    archive.seek(place)
    if archive.read(len(directory) + 23) != directory + end:
        raise Bad("archive: the directory is not the one of these files")
    return files


# The manifest

def read_manifest(raw):
    try:
        manifest = json.loads(raw.decode("utf-8"))
        again = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    except (ValueError, RecursionError):
        raise Bad("manifest: not JSON")
    if not isinstance(manifest, dict) or list(manifest) != FIELDS or manifest["pindesk_evidence_pack"] != 1:
        raise Bad("manifest: not one of this version")
    if again.encode("utf-8", "surrogatepass") != raw:
        raise Bad("manifest: not spelled as manifests are")
    if [file["name"] for file in manifest["files"]] != NAMED:
        raise Bad("manifest: names other files")
    return manifest


def read_key(pem):
    match = re.fullmatch(rb"-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=]{60})\n-----END PUBLIC KEY-----\n", pem)
    der = base64.b64decode(match[1]) if match else b""
    if len(der) != 44 or not der.startswith(SPKI):
        raise Bad("public key: not one of Ed25519")
    return der[12:]


def keeps(filter_, entry):
    """Whether the filter keeps an entry. Moments have one spelling, so their order is that of their text."""
    return (entry["at"] >= filter_.get("from", "") and entry["at"] < filter_.get("before", "~")
            and all(entry[name] == filter_[name] for name in PLAIN if name in filter_))


# The tree and the entries

def check_tree(leaves, size, root, wanted):
    if leaves.size != 32 * size:
        raise Bad(f"leaf hashes: not {size} of them")
    edge, count, rest = [], 0, b""
    roots = {0: root_of(edge)}
    for block in leaves.blocks():
        rest += block
        for at in range(0, len(rest) - 31, 32):
            push(edge, rest[at:at + 32])
            count += 1
            if count in wanted:
                roots[count] = root_of(edge)
        rest = rest[len(rest) // 32 * 32:]
    if root_of(edge) != root:
        raise Bad("leaf hashes: do not make the root of the checkpoint")
    return roots


def check_entries(files, manifest, size):
    leaves, last, count, first = files["leaf-hashes.bin"], 0, 0, None
    positions = files["positions.txt"].lines()
    for raw in files["entries.jsonl"].lines():
        position = next(positions, None)
        if position is None or not re.fullmatch(rb"[1-9][0-9]{0,18}", position):
            raise Bad("positions: not one for each entry")
        position = int(position)
        if position > size:
            raise Bad(f"positions: {position} is behind the checkpoint")
        if position <= last:
            raise Bad(f"entry {position}: out of order")
        leaves.archive.seek(leaves.at + 32 * (position - 1))
        if leaves.archive.read(32) != leaf_hash(raw):
            raise Bad(f"entry {position}: not the one the log has there")
        check_line(raw, position, manifest["log"])
        if not keeps(manifest["filter"], json.loads(raw)):
            raise Bad(f"entry {position}: not one the filter keeps")
        last, count, first = position, count + 1, first or position
    if next(positions, None) is not None:
        raise Bad("positions: more than entries")
    if (count, first, last or None) != (manifest["entries"], manifest["first"], manifest["last"]):
        raise Bad("manifest: counts other entries")
    return count


# All together

def check(archive, arguments):
    wanted = [(*tidy_code(code), code) for code in arguments.witness]
    files = open_archive(archive)
    raw = files["manifest.json"].whole()
    manifest = read_manifest(raw)
    public = read_key(files["public-key.pem"].whole())
    fingerprint = sha256(public)[:16].hex()
    if arguments.key and re.sub(r"[\s:-]", "", arguments.key).lower() != fingerprint:
        raise Bad("the public key has another fingerprint")
    signature = files["manifest.sig"].whole()
    if len(signature) != 64 or not signature_is_true(public, raw, signature):
        raise Bad("manifest: the signature is false")
    note = files["checkpoint.txt"].whole()
    origin, size, root = open_checkpoint(note, public, manifest["log"])
    named = manifest["checkpoint"]
    if origin != f"pindesk/{manifest['office']}/{manifest['log']}":
        raise Bad("checkpoint: of another office")
    if named != {"size": size, "root": base64.b64encode(root).decode(), "witness": witness_code(size, root)}:
        raise Bad("checkpoint: not the one the manifest names")
    roots = check_tree(files["leaf-hashes.bin"], size, root, {at for at, _, _ in wanted})
    for at, chars, code in wanted:
        if at > size:
            raise Bad(f"{code}: speaks of {at} entries, the checkpoint of {size}")
        if witness_code(at, roots[at]).split("-", 1)[1].replace("-", "") != chars:
            raise Bad(f"{code}: another history")
    count = check_entries(files, manifest, size)
    digests = {name: files[name].digest() for name in NAMES}
    for named in manifest["files"]:
        if named != {"name": named["name"], "size": files[named["name"]].size, "sha256": digests[named["name"]]}:
            raise Bad(f"{named['name']}: not the file the manifest names")
    sums = "".join(f"{digests[name]}  {name}\n" for name in NAMES[:-1])
    if files["SHA256SUMS"].whole() != sums.encode():
        raise Bad("SHA256SUMS: not of these files")
    print(f"entries {count}")
    print(f"witness {witness_code(size, root)}")
    print(f"fingerprint {fingerprint}")
    print("signer confirmed" if arguments.key else "consistent, signer unconfirmed")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("pack")
    parser.add_argument("--key", metavar="FINGERPRINT", help="what the public key should be")
    parser.add_argument("--witness", action="append", default=[], metavar="CODE")
    arguments = parser.parse_args()
    try:
        with open(arguments.pack, "rb") as archive:
            check(archive, arguments)
    except (Bad, ValueError, KeyError, TypeError) as bad:
        print(f"NOT WHOLE: {bad}")
        return 1
    except OSError as error:
        print(f"cannot check: {error}", file=sys.stderr)
        return 2
    print("whole")
    return 0


if __name__ == "__main__":
    sys.exit(main())
