-- uncached.lua - for wrk: no address twice, so that each page is made anew.
local threads = 0
local count = 0

function setup(thread)
	threads = threads + 1
	thread:set("number", threads)
end

function request()
	count = count + 1
	return wrk.format("GET", wrk.path .. "?v=" .. number .. "-" .. count .. "-" .. os.time())
end
