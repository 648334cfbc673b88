-- Takes in what another store gave out. Each call may come twice.
-- KEYS  1 partition, or `tilts:{staff}:`; 2 its wrapped data keys
-- ARGV  'talk', conversation, version, key id, wrapped key, state, number of the newest line, due times, first of them,
--               since, when it is tried again, tries, in doubt, quiet since; '' for none
--               lines in all, then of each: number, until, words, delivery, does it wait (1 or 0)
--               cases in all, then of each: id, by, sealed, is it open (1 or 0), its place
--       'events', tags and times in turn
--       'service', number, tag of the person, row, when it ended
--       'seen', member, when they were last here
-- Gives 1.
local deed = arg()

if deed == 'events' then
  while ARGV[taken + 1] do
    local tag, at = arg(), arg()
    call('ZADD', P .. 'seen', at, tag)
  end
  return 1
end
if deed == 'service' then
  local row, person, entry, endedAt = arg(), arg(), arg(), arg()
  call('HSET', P .. 'rows', row, entry)
  call('ZADD', P .. 'ledger', endedAt, row)
  call('SADD', P .. 'lp:' .. person, row)
  if num(call('HGET', P .. 'n', 'row')) < num(row) then call('HSET', P .. 'n', 'row', row) end
  return 1
end
if deed == 'seen' then
  local member, at = arg(), arg()
  call('HSET', P .. 'seen', member, at)
  return 1
end

local id = arg()
local c = P .. 'c:' .. id
if call('EXISTS', c) == 1 then return 1 end
local version, keyId, wrapped, sealed, last, due, dueAt = arg(), arg(), arg(), arg(), arg(), arg(), arg()
local since, readyAt, tries, doubtful, quietSince = arg(), arg(), arg(), arg(), arg()
call('HSET', c, 'v', version, 'k', keyId, 's', sealed, 'n', last, 'due', due)
call('HSET', c, 'r', readyAt, 't', tries, 'd', doubtful)
call('HSET', KEYS[2], id, wrapped)
if since ~= '' then call('HSET', c, 'since', since) end
if dueAt ~= '' then call('ZADD', P .. 'due', dueAt, id) end
if quietSince ~= '' then call('ZADD', P .. 'idle', quietSince, id) end
for _ = 1, num(arg()) do
  local number, untilAt, words, delivery, waits = arg(), arg(), arg(), arg(), arg()
  call('HSET', P .. 'l:' .. id, number, words)
  call('ZADD', P .. 'i:' .. id, number, number)
  if delivery ~= '' then call('HSET', P .. 'l:' .. id, number .. 'd', delivery) end
  if untilAt ~= '' then call('ZADD', P .. 'u:' .. id, untilAt, number) end
  if waits == '1' then call('RPUSH', P .. 'w:' .. id, number) end
end
for _ = 1, num(arg()) do
  local case, by, view, isOpen, order = arg(), arg(), arg(), arg(), arg()
  call('HSET', P .. 'case:' .. case, 'conversation', id, 'by', by, 'sealed', view)
  call('SADD', P .. 'cs:' .. id, case)
  call('ZADD', P .. (isOpen == '1' and 'open' or 'shut'), order, case)
end
indexUntil(id)
indexOutbox(id)
return 1
