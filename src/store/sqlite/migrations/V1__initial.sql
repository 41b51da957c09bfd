-- The office's tables. Times are UTC, RFC 3339 with milliseconds, as TEXT, so that they sort and can be read by eye.

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The register: one row a person, known by ID number and by nothing else.
CREATE TABLE holder (
    id          INTEGER PRIMARY KEY,
    id_number   TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    phone       TEXT,
    card_number TEXT,
    card_status INTEGER NOT NULL CHECK (card_status IN (0, 1, 2, 3, 4, 9)),
    updated_at  TEXT    NOT NULL
) STRICT;

-- One row a PIN kind that is not simply unset. `hash` is NULL for a PIN that was set before this office kept them.
CREATE TABLE credential (
    holder     INTEGER NOT NULL REFERENCES holder (id),
    kind       TEXT    NOT NULL CHECK (kind IN ('electronic', 'physical')),
    state      TEXT    NOT NULL CHECK (state IN ('unset', 'active', 'locked')),
    hash       TEXT,
    tries      INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    locked_at  TEXT,
    changed_at TEXT,
    PRIMARY KEY (holder, kind)
) STRICT, WITHOUT ROWID;

-- The PINs before the current one, newest five of each kind.
CREATE TABLE past_pin (
    id     INTEGER PRIMARY KEY,
    holder INTEGER NOT NULL REFERENCES holder (id),
    kind   TEXT    NOT NULL CHECK (kind IN ('electronic', 'physical')),
    hash   TEXT    NOT NULL
) STRICT;
CREATE INDEX past_pin_of ON past_pin (holder, kind, id);

CREATE TABLE staff (
    number        TEXT    PRIMARY KEY,
    name          TEXT    NOT NULL,
    role          TEXT    NOT NULL CHECK (role IN ('clerk', 'supervisor', 'administrator')),
    person        TEXT    NOT NULL UNIQUE,   -- pseudonym of the person's own ID number
    mask          TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    one_time      INTEGER NOT NULL CHECK (one_time IN (0, 1)),
    disabled      INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    wrong_tries   INTEGER NOT NULL DEFAULT 0,
    locked_until  TEXT,
    notice        TEXT,                      -- shown to the person at the next sign-in
    created_at    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Wrong passwords for staff numbers that no account has: they count and lock like the others, so nobody can tell.
CREATE TABLE unknown_staff (
    pseudonym    TEXT    PRIMARY KEY,
    wrong_tries  INTEGER NOT NULL,
    locked_until TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE visit_counter (
    day  TEXT    NOT NULL,
    seat TEXT    NOT NULL,
    last INTEGER NOT NULL CHECK (last > 0),
    PRIMARY KEY (day, seat)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit (
    serial    TEXT PRIMARY KEY,
    staff     TEXT NOT NULL REFERENCES staff (number),
    holder    INTEGER REFERENCES holder (id),  -- NULL: the number is not in the register
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    acted     INTEGER NOT NULL DEFAULT 0 CHECK (acted IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_open ON visit (opened_at) WHERE closed_at IS NULL;

-- A passed identity check. `issued` until the pad opens, `reserved` while it is open, `spent` in the transaction of
-- the change; whatever a stopped program leaves behind is `void` at the next start.
CREATE TABLE proof (
    id        TEXT PRIMARY KEY,
    visit     TEXT NOT NULL REFERENCES visit (serial),
    state     TEXT NOT NULL CHECK (state IN ('issued', 'reserved', 'spent', 'void')),
    issued_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX proof_of ON proof (visit);
CREATE INDEX proof_live ON proof (state) WHERE state IN ('issued', 'reserved');

CREATE TABLE approval (
    id         TEXT PRIMARY KEY,
    visit      TEXT NOT NULL REFERENCES visit (serial),
    action     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    supervisor TEXT NOT NULL REFERENCES staff (number),
    granted_at TEXT NOT NULL,
    spent      INTEGER NOT NULL DEFAULT 0 CHECK (spent IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_of ON approval (visit);

-- The audit log. One office may have several logs one after the other: a new one starts after damage or restore.
CREATE TABLE log (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    started_at TEXT NOT NULL
) STRICT;

-- `line` is the entry: the exact bytes that are hashed, exported and verified. Everything else is read out of it.
CREATE TABLE entry (
    position INTEGER PRIMARY KEY,
    log      INTEGER NOT NULL REFERENCES log (number),
    seq      INTEGER NOT NULL,
    line     TEXT    NOT NULL,
    at       TEXT GENERATED ALWAYS AS (line ->> '$.at') VIRTUAL,
    staff    TEXT GENERATED ALWAYS AS (line ->> '$.staff') VIRTUAL,
    action   TEXT GENERATED ALWAYS AS (line ->> '$.action') VIRTUAL,
    outcome  TEXT GENERATED ALWAYS AS (line ->> '$.outcome') VIRTUAL,
    visit    TEXT GENERATED ALWAYS AS (line ->> '$.visit') VIRTUAL,
    subject  TEXT GENERATED ALWAYS AS (line ->> '$.subject') VIRTUAL,
    kind     TEXT GENERATED ALWAYS AS (line ->> '$.kind') VIRTUAL,
    UNIQUE (log, seq)
) STRICT;
CREATE INDEX entry_at ON entry (at);
CREATE INDEX entry_staff ON entry (staff, at);
CREATE INDEX entry_action ON entry (action, outcome, at);
CREATE INDEX entry_outcome ON entry (outcome, at);
CREATE INDEX entry_visit ON entry (visit) WHERE visit IS NOT NULL;
CREATE INDEX entry_subject ON entry (subject, at) WHERE subject IS NOT NULL;

CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- RFC 6962 hashes in the order of tlog's stored-hash index: two rows an entry on average.
CREATE TABLE tree_hash (
    log      INTEGER NOT NULL REFERENCES log (number),
    position INTEGER NOT NULL,
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (log, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
    log  INTEGER NOT NULL REFERENCES log (number),
    size INTEGER NOT NULL,
    note TEXT    NOT NULL,
    PRIMARY KEY (log, size)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tree_hash_stays BEFORE UPDATE ON tree_hash BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER checkpoint_stays BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

PRAGMA user_version = 1;
