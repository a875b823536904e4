/**
 * Keeps an erasure unless there is one. Keys: the erasure, the due tasks of its tenant. Takes its name, the time, how long
 * it is kept, the head, and the texts of its tasks.
 */
export const beginScript = `
local name, now, keepMs, head = unpack(ARGV)
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], 'head', head, 'tasks', #ARGV - 4)
for place = 0, #ARGV - 5 do
  redis.call('HSET', KEYS[1], 'text:' .. place, ARGV[5 + place], 'due:' .. place, now)
  redis.call('ZADD', KEYS[2], now, name .. ':' .. place)
end
redis.call('PEXPIRE', KEYS[1], keepMs)
return 1
`;

/**
 * Takes the task that has been due longest. Key: the due tasks of a tenant. Takes the time, when the lease ends, the owner,
 * and what the keys of the tenant's erasures begin with. A task whose erasure is not kept any more is forgotten.
 */
export const takeScript = `
local now, leaseEnds, owner, prefix = unpack(ARGV)
while true do
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  if #first == 0 then return {'none'} end
  if tonumber(first[2]) > tonumber(now) then return {'later', first[2]} end
  local name, place = string.match(first[1], '^(.*):(%d+)$')
  local text = redis.call('HGET', prefix .. name, 'text:' .. place)
  if text then
    redis.call('ZADD', KEYS[1], leaseEnds, first[1])
    redis.call('HSET', prefix .. name, 'owner:' .. place, owner, 'due:' .. place, leaseEnds)
    return {'taken', name, place, text}
  end
  redis.call('ZREM', KEYS[1], first[1])
end
`;

/**
 * Keeps what became of a task that is still its owner's. Keys: its erasure, the due tasks of its tenant. Takes its name, its
 * place, the owner, the text, and when it is due, empty if it is done. May be repeated.
 */
export const keepScript = `
local name, place, owner, text, due = unpack(ARGV)
if redis.call('HGET', KEYS[1], 'owner:' .. place) ~= owner then return 0 end
redis.call('HSET', KEYS[1], 'text:' .. place, text, 'due:' .. place, due)
if due == '' then redis.call('ZREM', KEYS[2], name .. ':' .. place)
else redis.call('ZADD', KEYS[2], due, name .. ':' .. place) end
return 1
`;
