-- submit.lua - for wrk: each request opens a matter, by session and form, with a nonce of its own.
-- Environment: COOKIE, CSRF, ORIGIN.
local threads = 0
local all = {}
local count = 0
local mark = ""
wrong = 0

function setup(thread)
	threads = threads + 1
	thread:set("number", threads)
	table.insert(all, thread)
end

function init()
	mark = string.format("%d-%d-", number, os.time())
	wrk.method = "POST"
	wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
	wrk.headers["Cookie"] = os.getenv("COOKIE")
	wrk.headers["Origin"] = os.getenv("ORIGIN")
end

function request()
	count = count + 1
	local body = "_csrf=" .. os.getenv("CSRF") .. "&_nonce=bench-" .. mark .. count ..
		"&rule=12&title=Th%C3%B4ng+tin+c%E1%BA%A7n+%C4%91%C4%83ng+t%E1%BA%A3i+" .. count ..
		"&happened=%C4%90%C6%A1n+v%E1%BB%8B+cung+c%E1%BA%A5p+th%C3%B4ng+tin+theo+y%C3%AAu+c%E1%BA%A7u." ..
		"&evidence_subject=Th%C3%B4ng+tin+c%E1%BB%A7a+%C4%91%C6%A1n+v%E1%BB%8B"
	return wrk.format(nil, nil, nil, body)
end

-- Only an address of a new matter is an answer that counts.
function response(status, headers)
	if status ~= 303 or not (headers["Location"] or ""):match("^/desk/matters/%d+$") then
		wrong = wrong + 1
	end
end

function done()
	local sum = 0
	for _, thread in ipairs(all) do sum = sum + thread:get("wrong") end
	io.write(string.format("Non-2xx or 3xx responses: %d\n", sum))
end
