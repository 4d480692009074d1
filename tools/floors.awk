# floors.awk - that includes point down, that only the office asks the store, and that nothing grows too long.
#
#	awk -f tools/floors.awk src/*/*.[ch] src/main.c tests/*/*.[ch]
#
# base < law, store, http < office < web < portal, desk, clock, cli < main. Doors do not see each other.
# Tests may look everywhere; how long they grow is limited as well.
# Prints each fault and ends with 1 if there is any.

BEGIN {
	split("base 0 law 1 store 1 http 1 office 2 web 3 portal 4 desk 4 clock 4 cli 4", words, " ")
	for (i = 1; i in words; i += 2)
		floor[words[i]] = words[i + 1]
	FILE_MAX = 600
	FUNCTION_MAX = 80
}

function fault(message)
{
	print FILENAME ":" FNR ": " message
	faults++
}

FNR == 1 {
	split(FILENAME, part, "/")
	here = part[2]
	is_free = FILENAME == "src/main.c" || part[1] == "tests"
	begin = 0
	if (!is_free && !(here in floor))
		fault("no floor of that name: " here)
}

FNR == FILE_MAX + 1 { fault("the file is longer than " FILE_MAX " lines") }

!is_free && /^#include "/ {
	split($2, path, /["\/]/)
	there = path[2]
	if (there == "gen") {
		if (here != path[3])
			fault("queries of another floor: " $2)
		there = path[3]
	}
	if (there in floor) {
		if (floor[there] > floor[here])
			fault("points up: " $2)
		if (floor[there] == floor[here] && there != here)
			fault("points sideways: " $2)
	}
}

!is_free && /query_begin\(/ && here != "office" && here != "store" { fault("a query outside office/") }

# A function's body stands between "{" and "}" in the first column.
/^\{/ { begin = FNR }
/^\}/ && begin {
	if (FNR - begin - 1 > FUNCTION_MAX)
		fault("the function above is longer than " FUNCTION_MAX " lines")
	begin = 0
}

END { exit faults > 0 }
