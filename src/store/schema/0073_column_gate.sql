-- What a column says goes to the public only when its author declared that it may (Law 117/2025/QH15,
-- Law 91/2025/QH15). Editions from before this step did not: they are saved once more to be published.

ALTER TABLE column_edition ADD COLUMN declared INTEGER NOT NULL DEFAULT 0 CHECK (declared IN (0, 1));
