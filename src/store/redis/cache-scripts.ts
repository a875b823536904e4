/**
 * The beginning of every script. A record and an account each have a hash that says how they are written: a token, which
 * changes with the beginning and end of each write, and until when each write may last. Each value has its own key, and a
 * record has a set of the names of its values. All times are those of this Redis.
 */
const shared = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function drop(base)
  for _, name in ipairs(redis.call('SMEMBERS', base .. ':names')) do redis.call('DEL', base .. ':' .. name) end
  redis.call('DEL', base .. ':names')
end
local function stateOf(base)
  local fields, token, isWritten = redis.call('HGETALL', base), '', false
  for at = 1, #fields, 2 do
    if fields[at] == 'token' then token = fields[at + 1]
    elseif tonumber(fields[at + 1]) > now then isWritten = true end
  end
  return token, isWritten
end
local function tokenOf(account, record)
  local accountToken, isAccountWritten = stateOf(account)
  local recordToken, isRecordWritten = stateOf(record)
  if isAccountWritten or isRecordWritten then return nil end
  return accountToken .. ' ' .. recordToken
end
local function change(base, token, knownMs)
  drop(base)
  redis.call('HSET', base, 'token', token)
  redis.call('PEXPIRE', base, knownMs)
end
`;

/** Takes an account, a record, and the name of a value. Gives the ticket, and the value with the age. */
export const lookScript = `${shared}
local token = tokenOf(KEYS[1], KEYS[2])
if not token then return {} end
local ticket = string.format('%.0f', now) .. ' ' .. token
local kept = redis.call('GET', KEYS[2] .. ':' .. ARGV[1])
if not kept then return {ticket} end
local readAt, keptToken, value = string.match(kept, '^(%d+) (%S* %S*) (%S+)$')
if keptToken ~= token or tonumber(readAt) > now then return {ticket} end
return {ticket, string.format('%.0f', now - tonumber(readAt)), value}
`;

/** Takes an account, a record, the name, the value, the ticket, how long it is kept, and how many are. Gives 1 if the value is kept. */
export const keepScript = `${shared}
local name, value, ticket, ttlMs, most = unpack(ARGV)
local readAt, token = string.match(ticket, '^(%d+) (%S* %S*)$')
local age = now - tonumber(readAt)
local left = tonumber(ttlMs) - age
if age < 0 or left < 1 or tokenOf(KEYS[1], KEYS[2]) ~= token then return 0 end
local names = KEYS[2] .. ':names'
if redis.call('SISMEMBER', names, name) == 0 and redis.call('SCARD', names) >= tonumber(most) then drop(KEYS[2]) end
redis.call('SET', KEYS[2] .. ':' .. name, ticket .. ' ' .. value, 'PX', left)
redis.call('SADD', names, name)
if redis.call('PTTL', names) < left then redis.call('PEXPIRE', names, left) end
return 1
`;

/** Takes a record or an account, the writer, a token that nothing else has, and two times. The same step again changes nothing more. */
export const beginScript = `${shared}
change(KEYS[1], ARGV[2], ARGV[4])
redis.call('HSET', KEYS[1], 'w:' .. ARGV[1], string.format('%.0f', now + tonumber(ARGV[3])))
return 1
`;

/** Takes a record or an account, the writer, a token that nothing else has, and a time. */
export const endScript = `${shared}
change(KEYS[1], ARGV[2], ARGV[3])
redis.call('HDEL', KEYS[1], 'w:' .. ARGV[1])
return 1
`;
