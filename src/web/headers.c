/* headers.c - what every answer carries, so that browsers hold the line with us. */
#include "web/visit.h"

static bool
reply_has(const struct reply *reply, struct text name)
{
	for (size_t i = 0; i < reply->header_count; i++)
		if (text_equals_ascii_case(reply->headers[i].name, name))
			return true;
	return false;
}

static void
add_missing(struct reply *reply, const char *name, struct text value)
{
	if (!reply_has(reply, text_of(name)))
		reply_header(reply, name, value);
}

void
headers_add(const struct web *web, struct reply *reply)
{
	add_missing(reply, "Content-Security-Policy",
			TEXT("default-src 'none'; script-src 'self'; style-src 'self'; img-src "
			     "'self'; "
			     "font-src 'self'; connect-src 'self'; manifest-src 'self'; "
			     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"));
	add_missing(reply, "X-Content-Type-Options", TEXT("nosniff"));
	add_missing(reply, "X-Frame-Options", TEXT("DENY"));
	add_missing(reply, "Referrer-Policy", TEXT("same-origin"));
	add_missing(reply, "Cross-Origin-Opener-Policy", TEXT("same-origin"));
	add_missing(reply, "Cross-Origin-Resource-Policy", TEXT("same-origin"));
	add_missing(reply, "Permissions-Policy",
			TEXT("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
	if (text_starts_with(web->settings.rules->site_url, TEXT("https://")))
		add_missing(reply, "Strict-Transport-Security",
				TEXT("max-age=63072000; includeSubDomains; preload"));
	add_missing(reply, "Cache-Control", reply->private ? TEXT("no-store") : TEXT("no-cache"));
	add_missing(reply, "Vary", TEXT("Accept, Accept-Encoding"));
}
