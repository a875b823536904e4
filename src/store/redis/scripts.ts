/**
 * Claims the key: `judge` and `toEntry` of `store.ts` in one atomic step. Takes the time, the print and the fields of the
 * entry that a given claim makes; gives what the claim meets.
 */
export const claimScript = `
local now, print, owner, state, leaseEnds, keptUntil, keepMs = unpack(ARGV)
local kept = redis.call('HMGET', KEYS[1], 'print', 'state', 'leaseEnds', 'keptUntil', 'outcome')
if kept[2] and tonumber(kept[4]) > tonumber(now) then
  if kept[2] == 'done' then return {'done', kept[1], kept[5]} end
  if tonumber(kept[3]) > tonumber(now) then return {'running', kept[1]} end
  local mayRepeat = state == 'sent' and kept[1] == print
  if kept[2] ~= 'claimed' and not mayRepeat then return {'unknown', kept[1]} end
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'print', print, 'owner', owner, 'state', state, 'leaseEnds', leaseEnds, 'keptUntil', keptUntil)
redis.call('PEXPIRE', KEYS[1], keepMs)
return {'given'}
`;

/**
 * Changes fields of an entry that is still its owner's and not done; deletes it if there are no fields. Gives 1 if it did.
 * May be repeated: the same step again changes nothing more.
 */
export const ownedScript = `
local kept = redis.call('HMGET', KEYS[1], 'owner', 'state')
if kept[1] ~= ARGV[1] or kept[2] == 'done' then return 0 end
if #ARGV == 1 then redis.call('DEL', KEYS[1]) else redis.call('HSET', KEYS[1], unpack(ARGV, 2)) end
return 1
`;
