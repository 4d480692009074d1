-- submit.lua - for wrk: each request opens a matter, by session and form, with a nonce of its own.
-- Environment: COOKIE, CSRF, ORIGIN.
local threads = 0
local count = 0
local mark = ""

function setup(thread)
	threads = threads + 1
	thread:set("number", threads)
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

local wrong = 0
function response(status)
	if status ~= 303 then wrong = wrong + 1 end
end

function done(summary)
	io.write(string.format("Not accepted: %d\n", summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
