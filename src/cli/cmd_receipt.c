/* cmd_receipt.c - receipts from the command line: checked by anyone, anywhere; the key they are
 * signed with. */
#include "base/json.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "office/package.h"
#include "office/receipt_check.h"
#include "office/receipt_view.h"

#include <stdio.h>

#define KEY_FILE_MAX 1000000
#define ATTACHMENT_FILE_MAX ((size_t)256 * 1024 * 1024)
#define NAME_WIDTH 12 /* letters, not bytes */

/* Where the keys came from that a receipt is checked with. */
struct key_source {
	const char *key;   /* --key, or NULL */
	const char *where; /* --store, or NULL */
	struct receipt_trust trust;
	struct store *store;
};

/* --- what is trusted ---------------------------------------------------------------------------
 */

static int
trust_key(struct cli *cli, struct key_source *source)
{
	struct text words = text_of(source->key), content;
	struct site_key *keys;

	if (site_keys_read(cli->arena, words, &keys, &source->trust.key_count) != OK &&
			(file_read(cli->arena, words, KEY_FILE_MAX, &content) != OK ||
					site_keys_read(cli->arena, content, &keys,
							&source->trust.key_count) != OK))
		return cli_fail(cli, EXIT_USAGE,
				"--key %s: không phải khóa công khai Ed25519 (base64) và không "
				"phải "
				"tệp có khóa như vậy",
				source->key);
	source->trust.keys = keys;
	return EXIT_DONE;
}

/* Only read: a receipt is not a reason to change a store. */
static int
trust_store(struct cli *cli, struct key_source *source)
{
	struct text fault = NO_TEXT;
	struct site_key *keys;

	if (store_open(text_of(source->where), STORE_READ, &source->store, cli->arena, &fault) !=
			OK)
		return cli_fail(cli, EXIT_FAILED, "%s: %.*s", source->where, TEXT_ARGS(fault));
	source->trust.store = source->store;
	source->trust.tells_place = true;
	if (source->key)
		return EXIT_DONE;
	if (site_key_list(source->store, cli->arena, &keys, &source->trust.key_count) != OK)
		return cli_fail(cli, EXIT_FAILED, "%s: không đọc được khóa trong kho này",
				source->where);
	source->trust.keys = keys;
	return EXIT_DONE;
}

static int
trust_take(struct cli *cli, struct key_source *source)
{
	int code = source->key ? trust_key(cli, source) : EXIT_DONE;

	return code == EXIT_DONE && source->where ? trust_store(cli, source) : code;
}

/* --- what is told ------------------------------------------------------------------------------
 */

static void
line_print(const char *name, struct text value)
{
	int blanks = NAME_WIDTH - (int)text_length(text_of(name));

	printf("  %s%*s %.*s\n", name, blanks > 0 ? blanks : 0, "", TEXT_ARGS(value));
}

static void
facts_print(struct cli *cli, const struct receipt_facts *facts)
{
	struct arena *arena = cli->arena;

	line_print("mã", facts->code);
	line_print("Cổng", text_format(arena, "%.*s (%.*s)", TEXT_ARGS(facts->site_name),
					   TEXT_ARGS(facts->site_url)));
	line_print("lúc", instant_iso_ms(arena, facts->issued_at, ZONE_VIETNAM));
	line_print("đơn vị", text_format(arena, "%.*s (%.*s)", TEXT_ARGS(facts->unit_name),
					     TEXT_ARGS(facts->unit_code)));
	line_print("người gửi", facts->sender);
	if (facts->has_matter)
		line_print("vụ việc", text_format(arena, "%lld: %.*s", (long long)facts->matter,
						      TEXT_ARGS(facts->matter_title)));
	line_print("tin, bài",
			text_format(arena, "%lld, bản %lld: %.*s", (long long)facts->item,
					(long long)facts->revision, TEXT_ARGS(facts->title)));
	line_print("SHA-256", facts->sha256);
	for (size_t i = 0; i < facts->attachment_count; i++)
		line_print("tệp kèm", text_format(arena, "%.*s (%lld byte) %.*s",
						      TEXT_ARGS(facts->attachments[i].name),
						      (long long)facts->attachments[i].size,
						      TEXT_ARGS(facts->attachments[i].sha256)));
	if (!facts->has_duty)
		return;
	line_print("nghĩa vụ",
			text_format(arena, "%.*s – %.*s (%.*s, %.*s)", TEXT_ARGS(facts->rule),
					TEXT_ARGS(facts->duty_title), TEXT_ARGS(facts->clause),
					TEXT_ARGS(facts->regulation)));
	line_print("hạn", receipt_due_words(arena, facts, ZONE_VIETNAM));
	line_print("kết quả", facts->words);
}

/* By which key, and what that is worth. */
static void
key_print(const struct key_source *source, const struct receipt_check *check)
{
	line_print("vân tay khóa", check->fingerprint);
	if (source->trust.keys)
		return;
	printf("\nĐã kiểm tra bằng khóa ghi trong chính tệp này. Hãy so vân tay trên với vân tay "
	       "Cổng công bố\n"
	       "tại %.*s%s, hoặc dùng --key.\n",
			check->has_facts ? (int)check->facts.site_url.n : 0,
			check->has_facts ? check->facts.site_url.p : "", SITE_KEY_PATH);
}

static int
check_tell(struct cli *cli, const char *path, const struct key_source *source,
		const struct receipt_check *check)
{
	bool is_valid = check->state == RECEIPT_VALID;

	if (cli->json) {
		json_t *view = json_new_object();

		receipt_check_view(cli->arena, view, check, ZONE_VIETNAM);
		json_put_text(view, "trust",
				text_of(source->key             ? "key"
						: source->where ? "store"
								: "file"));
		cli_print_json(cli, view);
		return is_valid ? EXIT_DONE : EXIT_NO;
	}
	if (!is_valid)
		return cli_fail(cli, EXIT_NO, "%s: KHÔNG HỢP LỆ (%.*s). %.*s", path,
				TEXT_ARGS(receipt_state_name(check->state)),
				TEXT_ARGS(check->words));
	printf("congtin: %s: HỢP LỆ. %.*s\n", path, TEXT_ARGS(check->words));
	facts_print(cli, &check->facts);
	if (source->where)
		line_print("trong kho", check->is_recorded ? TEXT("có, giống từng byte")
							   : TEXT("không có giấy mang mã này"));
	key_print(source, check);
	return EXIT_DONE;
}

/* --- a document's package ----------------------------------------------------------------------
 */

/* The files beside it, by their content: each must be one that was signed. */
static int
attachments_check(struct cli *cli, const struct package_check *check)
{
	const char *path;
	int code = EXIT_DONE;

	while ((path = cli_argument(cli))) {
		struct text bytes, sha256;

		if (file_read(cli->arena, text_of(path), ATTACHMENT_FILE_MAX, &bytes) != OK)
			return cli_fail(cli, EXIT_USAGE, "%s: không đọc được tệp", path);
		sha256 = hash_hex(cli->arena, hash_of(bytes));
		if (package_has_attachment(check, sha256))
			printf("  %s: đúng tệp đã ký\n", path);
		else
			code = cli_fail(cli, EXIT_NO,
					"%s: không có trong gói, hoặc đã bị thay đổi (SHA-256 "
					"%.*s)",
					path, TEXT_ARGS(sha256));
	}
	return code;
}

static void
package_print(struct cli *cli, const json_t *document)
{
	const json_t *item = json_object_get(document, "item"), *row;
	size_t i;

	line_print("Cổng", json_text(json_object_get(document, "site"), "url"));
	line_print("lúc", json_text(document, "issued_at"));
	line_print("văn bản", text_format(cli->arena, "%lld, bản %lld: %.*s",
					      (long long)json_int(item, "number"),
					      (long long)json_int(item, "revision"),
					      TEXT_ARGS(json_text(item, "title"))));
	line_print("đơn vị", json_text(json_object_get(document, "unit"), "name"));
	line_print("đăng tại", json_text(json_object_get(document, "posting"), "address"));
	json_array_foreach(json_object_get(document, "attachments"), i, row) line_print("tệp kèm",
			text_format(cli->arena, "%.*s %.*s", TEXT_ARGS(json_text(row, "name")),
					TEXT_ARGS(json_text(row, "sha256"))));
}

static int
package_tell(struct cli *cli, const char *path, const struct key_source *source,
		const struct package_check *check)
{
	const struct receipt_check key = {.fingerprint = check->fingerprint,
			.has_facts = true,
			.facts = {.site_url = json_text(json_object_get(check->document, "site"),
						  "url")}};

	if (cli->json) {
		json_t *view = json_new_object();

		package_check_view(cli->arena, view, check, ZONE_VIETNAM);
		cli_print_json(cli, view);
		return check->state == RECEIPT_VALID ? EXIT_DONE : EXIT_NO;
	}
	if (check->state != RECEIPT_VALID)
		return cli_fail(cli, EXIT_NO, "%s: KHÔNG HỢP LỆ (%.*s). %.*s", path,
				TEXT_ARGS(receipt_state_name(check->state)),
				TEXT_ARGS(check->words));
	printf("congtin: %s: GÓI HỢP LỆ. %.*s\n", path, TEXT_ARGS(check->words));
	package_print(cli, check->document);
	key_print(source, &key);
	return attachments_check(cli, check);
}

static int
package_file_check(struct cli *cli, const char *path, struct text bytes,
		const struct key_source *source)
{
	struct text fault = NO_TEXT;
	struct package_check check;
	int code;

	if (package_check(cli->arena, bytes, &source->trust, &check, &fault) != OK)
		return cli_fail(cli, EXIT_USAGE, "%s: %.*s", path, TEXT_ARGS(fault));
	code = package_tell(cli, path, source, &check);
	json_decref(check.document);
	return code;
}

static int
file_check(struct cli *cli, const char *path, const struct key_source *source)
{
	struct text bytes, fault = NO_TEXT;
	struct receipt_check check;
	struct receipt_file file;
	enum err err = file_read(cli->arena, text_of(path), PACKAGE_FILE_MAX, &bytes);

	if (err == ERR_TOO_LARGE)
		return cli_fail(cli, EXIT_USAGE,
				"%s: tệp quá lớn để là giấy xác nhận hoặc gói văn bản", path);
	if (err != OK)
		return cli_fail(cli, EXIT_USAGE, "%s: không đọc được tệp", path);
	if (package_is(bytes))
		return package_file_check(cli, path, bytes, source);
	if (cli->argc)
		return cli_no_more(cli);
	if (receipt_file_read(cli->arena, bytes, &file, &fault) != OK)
		return cli_fail(cli, EXIT_USAGE, "%s: %.*s", path, TEXT_ARGS(fault));
	err = receipt_check(cli->arena, &file, &source->trust, &check, &fault);
	if (err == ERR_INVALID)
		return cli_fail(cli, EXIT_USAGE, "%s: %.*s", path, TEXT_ARGS(fault));
	if (err != OK)
		return cli_fail(cli, EXIT_FAILED, "%s: không đọc được kho", source->where);
	return check_tell(cli, path, source, &check);
}

int
cmd_receipt_verify(struct cli *cli)
{
	struct key_source source = {
			.key = cli_option(cli, "--key"), .where = cli_option(cli, "--store")};
	const char *path = cli_argument(cli);
	int code;

	if (!path || text_starts_with(text_of(path), TEXT("--")))
		return cli_fail(cli, EXIT_USAGE,
				"ví dụ: congtin receipt verify giay-xac-nhan.json");
	code = trust_take(cli, &source);
	if (code == EXIT_DONE)
		code = file_check(cli, path, &source);
	store_cleanup(&source.store);
	return code;
}

/* --- the key -----------------------------------------------------------------------------------
 */

static enum err
verb_renew(struct ctx *ctx, void *order)
{
	struct site_key key;

	(void)order;
	return site_key_renew(ctx, &key);
}

static void
keys_print(struct cli *cli, const struct site_key *keys, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		printf("%s\n", base64(cli->arena, keys[i].public.bytes, SIGN_PUBLIC_SIZE).p);
		line_print("vân tay", keys[i].fingerprint);
		line_print("dùng từ", instant_words(cli->arena, keys[i].created_at, ZONE_VIETNAM));
		if (keys[i].is_retired)
			line_print("ngừng dùng", instant_words(cli->arena, keys[i].retired_at,
								 ZONE_VIETNAM));
	}
}

int
cmd_receipt_key(struct cli *cli)
{
	cleanup(store_cleanup) struct store *store = NULL;
	bool renew = cli_flag(cli, "--renew");
	struct site_key *keys;
	cleanup(house_cleanup) struct house house = {0};
	size_t count;
	int code = cli_no_more(cli);

	if (code == EXIT_DONE)
		code = cli_open(cli, &house, &store);
	if (code == EXIT_DONE && renew)
		code = cli_do(cli, &house, store, "receipt key", verb_renew, NULL);
	if (code != EXIT_DONE)
		return code;
	if (site_key_list(store, cli->arena, &keys, &count) != OK)
		return cli_fail(cli, EXIT_FAILED, "không đọc được khóa trong kho");
	if (cli->json)
		return cli_print_json(cli, site_keys_view(cli->arena, keys, count, &house.rules));
	keys_print(cli, keys, count);
	return EXIT_DONE;
}
