-- A recount walks the open duties by number, page by page: sorted once, here, and not for each page.

DROP INDEX duty_walk;
CREATE INDEX duty_walk ON duty (state, id);
