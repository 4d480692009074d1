#include "desk/notice_choice.h"

#include "desk/account_view.h"
#include "office/notice_choice.h"

#define CHOICE_MAX 20

/* One field for each kind of notice, by the kind's name. */
#define KIND(name_)                                                                                \
	{                                                                                          \
		.name = (name_), .kind = FIELD_LINE, .required = true, .max = CHOICE_MAX,          \
		.label = "Cách nhận",                                                              \
	}

const struct field notice_choice_fields[] = {
		KIND("turn"),
		KIND("progress"),
		KIND("event"),
		KIND("question"),
		KIND("duty"),
		KIND("reminder"),
		KIND("urgent"),
		KIND("system"),
		{.kind = FIELD_NONE},
};

static bool
concerns(const struct ctx *ctx, enum notice_kind kind)
{
	bool is_keeper = ctx->actor->roles & ROLE_BIT(ROLE_ADMINISTRATOR);

	return kind != NOTICE_SYSTEM || is_keeper;
}

static void
kind_view(const struct ctx *ctx, json_t *row, enum notice_kind kind, enum notice_choice chosen)
{
	json_t *list = json_put_list(row, "choices");

	json_put_text(row, "name", notice_kind_name(kind));
	json_put_text(row, "label", notice_kind_label(kind));
	json_put_bool(row, "hidden", !concerns(ctx, kind));
	for (unsigned i = 0; i < NOTICE_CHOICES; i++)
		if (notice_choice_is_allowed(kind, (enum notice_choice)i))
			choice_add(list, notice_choice_name((enum notice_choice)i),
					notice_choice_label((enum notice_choice)i), i == chosen);
	json_put_bool(row, "fixed", json_array_size(list) == 1);
}

enum err
get_notice_choices(struct ctx *ctx, struct request *request, struct reply *reply)
{
	json_t *view = page_begin(reply, "Cách nhận thông báo", notice_choice_fields);
	struct instant digest = notice_digest_at(ctx->rules, ctx->now);
	enum notice_choice choices[NOTICE_KIND_COUNT];
	struct account own;
	json_t *list;

	(void)request;
	TRY(notice_choices(ctx, choices));
	TRY(account_own(ctx, &own));
	page_crumb(view, "/desk/me", "Tài khoản của tôi");
	list = json_put_list(view, "kinds");
	for (unsigned i = 0; i < NOTICE_KIND_COUNT; i++)
		kind_view(ctx, json_add_object(list), (enum notice_kind)i, choices[i]);
	json_put_text(view, "email", own.email);
	json_put_bool(view, "is_mailed", ctx->rules->mail.is_on);
	json_put_text(view, "digest_at",
			text_slice(instant_words(ctx->arena, digest, ctx->rules->zone), 0, 5));
	page_action(view, &(struct page_action){"choose", "Lưu", TEXT("/desk/me/notices"), ""});
	return OK;
}

enum err
post_notice_choices(struct ctx *ctx, struct request *request, struct reply *reply)
{
	enum notice_choice choices[NOTICE_KIND_COUNT];

	(void)request;
	for (unsigned i = 0; i < NOTICE_KIND_COUNT; i++) {
		const char *field = notice_kind_name((enum notice_kind)i).p;

		choices[i] = CHOICE_AT_ONCE;
		if (notice_choice_parse(form_line(ctx->form, field), &choices[i]) != OK)
			(void)form_complain(ctx->form, field,
					"Hãy chọn một cách nhận trong danh sách.");
	}
	if (ctx->form->complaint_count)
		return ERR_INVALID;
	TRY(notice_choose(ctx, choices));
	reply_see_other(reply, TEXT("/desk/me/notices"));
	return OK;
}
