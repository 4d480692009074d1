-- What an item is besides its text (office/genre.h): its facts belong to a revision.

ALTER TABLE item ADD COLUMN genre TEXT NOT NULL DEFAULT 'news';
ALTER TABLE revision ADD COLUMN facts TEXT NOT NULL DEFAULT '{}' CHECK (length(facts) <= 60000); -- JSON
ALTER TABLE publication ADD COLUMN genre TEXT NOT NULL DEFAULT 'news';
CREATE INDEX publication_genre ON publication (live, genre, published_at, item);
