-- The lists of an inbox (office/work.h) are read by index.
CREATE INDEX question_leg_account ON question_leg (account, id);
CREATE INDEX event_notifier ON event (notified_by, id);
