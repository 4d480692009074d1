# words.awk - the words of templates that a PO file does not translate yet.
#
#	awk -f tools/words.awk po/en.po src/*/*.html
#
# Prints them as PO entries, ready to be filled in; names entries that no template
# uses on standard error. Ends with 1 if there is any of either.

function squeezed(text)
{
	gsub(/[ \t\r\n]+/, " ", text)
	sub(/^ /, "", text)
	sub(/ $/, "", text)
	return text
}

function unquoted(text)
{
	sub(/^[^"]*"/, "", text)
	sub(/"[ \t]*$/, "", text)
	return text
}

function entry_end()
{
	if (source != "" && translated != "")
		known[source] = 1
	source = translated = ""
}

# Finds the words in a template that was read to its end. Messages are kept as PO writes them.
function template_end(  count, i, parts, place, message, line)
{
	count = split(template, parts, /\{\{#t\}\}/)
	line = 1 + gsub(/\n/, "\n", parts[1])
	for (i = 2; i <= count; i++) {
		place = index(parts[i], "{{/t}}")
		message = squeezed(substr(parts[i], 1, place - 1))
		gsub(/["\\]/, "\\\\&", message)
		used[message] = 1
		if (!(message in known) && !(message in missing)) {
			missing[message] = template_name ":" line
			order[++missing_count] = message
		}
		line += gsub(/\n/, "\n", parts[i])
	}
	template = ""
}

FNR == 1 && template != "" {
	template_end()
}

FILENAME ~ /\.po$/ {
	if (/^msgid /) {
		entry_end()
		part = "source"
	} else if (/^msgstr /) {
		part = "translated"
	} else if (!/^"/) {
		next
	}
	if (part == "source")
		source = source unquoted($0)
	else
		translated = translated unquoted($0)
	next
}

FNR == 1 {
	entry_end()
	template_name = FILENAME
}

{
	template = template $0 "\n"
}

END {
	if (template != "")
		template_end()
	for (i = 1; i <= missing_count; i++)
		printf "#: %s\nmsgid \"%s\"\nmsgstr \"\"\n\n", missing[order[i]], order[i]
	for (message in known)
		if (!(message in used)) {
			printf "no template says: %s\n", message > "/dev/stderr"
			unused_count++
		}
	exit missing_count + unused_count > 0
}
