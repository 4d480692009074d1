/* handlers.h - the public handlers, one file a kind of page. */
#ifndef PORTAL_HANDLERS_H
#define PORTAL_HANDLERS_H

#include "http/route.h"

/* news.c */
route_handler get_home;
route_handler get_section;
route_handler get_answers;
route_handler get_section_news;
route_handler get_unit_news;

/* article.c */
route_handler get_article;
route_handler get_public_file;

/* unit.c */
route_handler get_unit_english;

/* document.c */
route_handler get_documents;
route_handler get_drafts;
route_handler get_comment;
route_handler post_comment;
extern const struct field comment_fields[];

/* column.c */
route_handler get_public_column;

/* question.c */
route_handler get_question_form;
route_handler post_question;
route_handler get_question_track;
extern const struct field question_fields[];

/* find.c */
route_handler get_find;
route_handler get_contact;

/* verify.c */
route_handler get_verify;
route_handler prepare_verify;
route_handler post_verify;
route_handler get_keys;
extern const struct field verify_fields[];

/* feed.c: what programs of readers and search engines ask for */
route_handler get_rss;
route_handler get_atom;
route_handler get_json_feed;
route_handler get_sitemap;
route_handler get_robots;
route_handler get_security;

#endif
