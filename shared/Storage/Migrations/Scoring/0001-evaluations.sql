-- Every evaluation of the market as it stood, whole, as the JSON document of the command line's score. Append-only.
CREATE TABLE evaluations (
    id           INTEGER PRIMARY KEY,
    as_of        TEXT NOT NULL,
    evaluated_at TEXT NOT NULL,
    -- What was evaluated: the newest observations and a hash of the configuration. The same state is not evaluated twice a day.
    market_state TEXT NOT NULL,
    action       TEXT NOT NULL,
    subject      TEXT,
    scoreboard   TEXT NOT NULL
) STRICT;

-- The first verdict and each changed one. Append-only.
CREATE TABLE verdicts (
    id            INTEGER PRIMARY KEY,
    evaluation_id INTEGER NOT NULL REFERENCES evaluations (id),
    action        TEXT NOT NULL,
    subject       TEXT,
    first         INTEGER NOT NULL CHECK (first IN (0, 1)),
    reached_at    TEXT NOT NULL
) STRICT;
