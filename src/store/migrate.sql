-- Steps that ran. The table itself is made by migrate.c.

-- :query schema_table_exists  Whether any step ever ran.
SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_step';
-- :postgres
SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_step';

-- :query schema_table_count  How many tables there are at all.
SELECT count(*) FROM sqlite_schema WHERE type = 'table';
-- :postgres
SELECT count(*) FROM pg_tables WHERE schemaname = current_schema();

-- :query schema_version  The number of the last step that ran.
SELECT coalesce(max(number), 0) FROM schema_step;

-- :query schema_step_add  Records a step.
INSERT INTO schema_step (number, name) VALUES ($1, $2);
