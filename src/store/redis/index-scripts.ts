/**
 * What every script of an index begins with. A customer is a field of one hash, as "seen|written|sealed|tokens"; what the
 * same token leads to is a field of another, which is chosen by the token's beginning so that each stays small. Names have
 * 22 characters and tokens 11, so that many of them stand side by side.
 */
const shared = `
local base = KEYS[1]
local customers, met = base .. 'customers', base .. 'met'
local function each(list, width)
  local at = 1 - width
  return function()
    at = at + width
    if at <= #list then return string.sub(list, at, at + width - 1) end
  end
end
local function has(list, width, one)
  for other in each(list, width) do if other == one then return true end end
  return false
end
local function read(name)
  local kept = redis.call('HGET', customers, name)
  if not kept then return nil end
  return string.match(kept, '^(%d+)|(%d+)|([^|]*)|(.*)$')
end
local function write(name, seen, written, sealed, tokens)
  redis.call('HSET', customers, name, seen .. '|' .. written .. '|' .. sealed .. '|' .. tokens)
  redis.call('ZADD', met, seen, name)
end
local function bucket(token) return base .. 't:' .. string.sub(token, 1, 3) end
local function add(token, name)
  local names = redis.call('HGET', bucket(token), token) or ''
  if not has(names, 22, name) then redis.call('HSET', bucket(token), token, names .. name) end
end
local function drop(token, name)
  local rest = {}
  for other in each(redis.call('HGET', bucket(token), token) or '', 22) do
    if other ~= name then rest[#rest + 1] = other end
  end
  if #rest == 0 then redis.call('HDEL', bucket(token), token)
  else redis.call('HSET', bucket(token), token, table.concat(rest)) end
end
`;

/** Takes the pass and the time of writing, each empty if there is none, `replacesBefore`, and entries. */
export const putScript = `${shared}
local pass, writtenAt, replacesBefore = ARGV[1], ARGV[2], tonumber(ARGV[3])
for at = 4, #ARGV, 3 do
  local name, sealed, after = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local seen, written, _, before = read(name)
  if seen and tonumber(written) >= replacesBefore then
    for token in each(before, 11) do if not has(after, 11, token) then after = after .. token end end
  end
  for token in each(before or '', 11) do if not has(after, 11, token) then drop(token, name) end end
  for token in each(after, 11) do if not has(before or '', 11, token) then add(token, name) end end
  if pass ~= '' then seen = pass end
  if writtenAt ~= '' then written = writtenAt end
  write(name, seen or '0', written or '0', sealed, after)
end
`;

/** Takes `writtenBefore`, and names. */
export const removeScript = `${shared}
for at = 2, #ARGV do
  local seen, written, _, tokens = read(ARGV[at])
  if seen and tonumber(written) < tonumber(ARGV[1]) then
    for token in each(tokens, 11) do drop(token, ARGV[at]) end
    redis.call('HDEL', customers, ARGV[at])
    redis.call('ZREM', met, ARGV[at])
  end
end
`;

/** Takes the pass, when it began, and how many are wanted; gives names, each with what is sealed. */
export const unmetScript = `${shared}
local pass, beganAt, limit = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local found, skipped = {}, 0
while #found < 2 * limit do
  local names = redis.call('ZRANGEBYSCORE', met, '-inf', '(' .. pass, 'LIMIT', skipped, limit)
  if #names == 0 then break end
  skipped = skipped + #names
  for _, name in ipairs(names) do
    local _, written, sealed = read(name)
    if written and tonumber(written) < beganAt and #found < 2 * limit then
      found[#found + 1] = name
      found[#found + 1] = sealed
    end
  end
end
return found
`;

/** Takes the pass, and names. */
export const meetScript = `${shared}
for at = 2, #ARGV do
  local seen, written, sealed, tokens = read(ARGV[at])
  if seen then write(ARGV[at], ARGV[1], written, sealed, tokens) end
end
`;

/** Takes the owner, now, and when the lease ends; gives 1 if it is the owner's. */
export const leaseScript = `
local owner, leaseEnds = unpack(redis.call('HMGET', KEYS[1] .. 'state', 'owner', 'leaseEnds'))
if owner and owner ~= ARGV[1] and tonumber(leaseEnds) > tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1] .. 'state', 'owner', ARGV[1], 'leaseEnds', ARGV[3])
return 1
`;

/** Takes the owner, and the progress to keep; without one the lease is given back. Gives 1 if it was the owner's. */
export const ownedIndexScript = `
if redis.call('HGET', KEYS[1] .. 'state', 'owner') ~= ARGV[1] then return 0 end
if #ARGV == 1 then redis.call('HDEL', KEYS[1] .. 'state', 'owner', 'leaseEnds')
else redis.call('HSET', KEYS[1] .. 'state', 'progress', ARGV[2]) end
return 1
`;
