-- :query notice_choice_list  What a person chose.
SELECT kind, choice FROM notice_choice WHERE account = $1;

-- :query notice_choice_set  A person chooses.
INSERT INTO notice_choice (account, kind, choice) VALUES ($1, $2, $3)
ON CONFLICT (account, kind) DO UPDATE SET choice = excluded.choice;
