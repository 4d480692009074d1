/* handlers.h - the desk's handlers, one file a noun; routes.c says which address each has. */
#ifndef DESK_HANDLERS_H
#define DESK_HANDLERS_H

#include "http/route.h"

/* "I answer for it": of every form by which a text goes on towards the public. */
#define DECLARED_FIELD                                                                             \
	{                                                                                          \
		"declared", FIELD_FLAG, false, 0, "Cam kết", NULL                                  \
	}

/* inbox.c */
route_handler get_inbox;
route_handler get_inbox_again;

/* search.c */
route_handler get_desk_search;
route_handler get_desk_search_again;

/* bulk.c */
route_handler post_bulk_confirm;
route_handler post_bulk;
route_handler get_bulk;
extern const struct field bulk_fields[];

/* bulk[{name,label}]: what the actor may do to many things at once. */
void view_bulk(const struct ctx *ctx, json_t *view);

/* work_export.c */
route_handler prepare_work_export;
route_handler post_work_export;
extern const struct field work_export_fields[];

/* saved_view.c */
route_handler post_saved_view;
route_handler post_saved_view_drop;
extern const struct field saved_view_fields[];

/* saved[{name,href,…}]: the filters that the actor finds by name; `here` is the page's address. */
enum err view_saved(struct ctx *ctx, json_t *view, struct text here);

/* matter.c */
route_handler get_matters;
route_handler get_matter_new;
route_handler post_matter;
route_handler get_matter;
route_handler post_matter_close;
route_handler post_matter_reopen;
extern const struct field matter_reopen_fields[];
extern const struct field matter_fields[];

/* duty.c */
route_handler get_duty;
route_handler post_duty_decision;
extern const struct field duty_decision_fields[];
extern const struct field duty_extend_fields[];

/* item.c */
route_handler get_items;
route_handler get_item;
route_handler post_item_step;
extern const struct field step_fields[];
extern const struct field step_reason_fields[];
extern const struct field step_schedule_fields[];
extern const struct field step_hand_fields[];
extern const struct field step_withdraw_fields[];

/* draft.c */
route_handler post_draft;
route_handler post_draft_drop;
extern const struct field draft_fields[];

/* item_edit.c */
route_handler get_item_new;
route_handler post_item;
route_handler get_warning_ask;
route_handler post_warning_ask;
extern const struct field warning_ask_fields[];
route_handler get_express;
route_handler post_express;
route_handler post_item_pass;
extern const struct field express_fields[];
extern const struct field pass_fields[];

/* The ways to what cannot wait, among the actions of a page. */
void view_express(struct ctx *ctx, json_t *view);

route_handler get_item_edit;
route_handler post_item_save;
extern const struct field item_new_fields[];
extern const struct field item_save_fields[];

/* revision.c */
route_handler get_revisions;
route_handler get_revision;
route_handler get_diff;

/* attachment.c */
route_handler prepare_attachment;
route_handler post_attachment;
route_handler post_attachment_remove;
route_handler get_attachment;
route_handler prepare_picture;
route_handler post_picture;
route_handler get_picture;
extern const struct field attachment_fields[];
extern const struct field picture_fields[];

/* receipt.c */
route_handler get_receipt;
route_handler get_receipt_file;

/* statement.c */
route_handler get_statement;
route_handler post_statement;
extern const struct field statement_fields[];

/* hold.c */
route_handler get_holds;
route_handler get_hold;
route_handler post_hold_decide;
route_handler get_refusals;
extern const struct field hold_fields[];

/* reply_hold.c */
route_handler get_reply_holds;
route_handler get_reply_hold;
route_handler post_reply_hold_decide;

/* urgent.c */
route_handler get_urgent;

/* question.c */
route_handler get_questions;
route_handler get_question;

/* question_act.c */
route_handler post_question_forward;
route_handler post_question_close;
route_handler post_question_receive;
route_handler post_question_return;
route_handler post_question_coordinate;
route_handler post_question_contribute;
route_handler post_question_draft;
route_handler post_question_send;
route_handler post_question_forget;
extern const struct field question_forward_fields[];
extern const struct field question_close_fields[];
extern const struct field question_return_fields[];
extern const struct field question_coordinate_fields[];
extern const struct field question_text_fields[];
extern const struct field question_draft_fields[];

/* register.c */
route_handler get_law;
route_handler get_audit;

#endif
