-- wrk: posts the GraphQL bodies of a file, one JSON body a line, in turn, and prints one JSON line with the figures.
-- Usage: wrk … -s load.lua URL -- bodies.txt API-KEY check|load. With `check` every answer is looked into.
local bodies, next_body = {}, 0

function init(args)
  local headers = { ["content-type"] = "application/json", ["accept"] = "application/json", ["x-api-key"] = args[2] }
  for line in io.lines(args[1]) do
    bodies[#bodies + 1] = wrk.format("POST", nil, headers, line)
  end
  if args[3] == "check" then
    response = function(status, _, body)
      local whole = status == 200 and string.find(body, '"data":', 1, true) and not string.find(body, '"errors":', 1, true)
      if not whole then bad = bad + 1 end
    end
  end
end

bad = 0

function request()
  next_body = next_body % #bodies + 1
  return bodies[next_body]
end

local threads = {}
function setup(thread) table.insert(threads, thread) end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '@@{"requests":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"failed":%d,"bad":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status, threads[1]:get("bad")))
end
