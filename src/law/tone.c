#include "law/tone.h"

struct text
tone_name(enum tone tone)
{
	static const struct text names[] = {
			[TONE_NEUTRAL] = TEXT("neutral"),
			[TONE_INFO] = TEXT("info"),
			[TONE_GOOD] = TEXT("good"),
			[TONE_WARN] = TEXT("warn"),
			[TONE_BAD] = TEXT("bad"),
	};

	return names[tone];
}
