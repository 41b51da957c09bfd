-- One person is never an office: accounts know since when they count, and what administrator and recovery code arranged
-- together waits its day.

-- The making, enabling, change of role or password given by another that counts; NULL for those who founded the office.
ALTER TABLE staff ADD COLUMN known_since TEXT;
UPDATE staff SET known_since = created_at;

CREATE TABLE deferral (
    id           TEXT    PRIMARY KEY,
    action       TEXT    NOT NULL,
    about        TEXT    NOT NULL,
    change       TEXT    NOT NULL,            -- what takes effect, as JSON
    made_by      TEXT    NOT NULL REFERENCES staff (number),
    made_at      TEXT    NOT NULL,
    effective_at TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('waiting', 'done', 'withdrawn')),
    signed_off   INTEGER NOT NULL DEFAULT 0 CHECK (signed_off IN (0, 1))
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;
