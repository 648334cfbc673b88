-- One turn: all of it or nothing.
-- KEYS  1 partition, 2 its wrapped data keys
-- ARGV  in the order of ../turns.ts
-- Gives {'done', version, fence or ''}, {'alreadySeen'}, {'conflict'}, or {'lines', number} when a line is there already.
takeClocks()
local keys = KEYS[2]
local id, version, operation, event, seenAt = arg(), num(arg()), arg(), arg(), arg()
local leaseMs, keyId, wrapped, sealed = num(arg()), arg(), arg(), arg()
local touchedAt, isIdle, lastLine, due, dueAt, at = arg(), arg() == '1', arg(), arg(), arg(), arg()
local keep, forget = arg() == '1', arg() == '1'

local c = P .. 'c:' .. id
local before = call('HMGET', c, 'v', 'k', 'n', 'op', 'of')
local found = num(before[1])
if call('ZSCORE', P .. 'seen', event) then
  -- The same call once more: its answer was lost on the way.
  if before[4] == operation then return { 'done', found, before[5] } end
  return { 'alreadySeen' }
end
if found ~= version or (found > 0 and not forget and before[2] ~= keyId) then return { 'conflict' } end

local count = num(arg())
if count > 0 and num(ARGV[taken + 1]) <= num(before[3]) then return { 'lines', ARGV[taken + 1] } end

-- From here on nothing can fail.
local heldBefore = call('HGET', c, 'f')
if forget then erasePast(id) end
local w = P .. 'w:' .. id
local waited = call('LLEN', w) > 0
if keep then
  call('DEL', P .. 'u:' .. id)
  for _, file in ipairs(call('SMEMBERS', P .. 'fs:' .. id)) do call('ZADD', P .. 'files', '+inf', file) end
end

local sends, fleeting = false, keep
for _ = 1, count do
  local number, waits, untilAt, words, delivery = arg(), arg() == '1', arg(), arg(), arg()
  call('HSET', P .. 'l:' .. id, number, words)
  call('ZADD', P .. 'i:' .. id, number, number)
  if delivery ~= '' then call('HSET', P .. 'l:' .. id, number .. 'd', delivery) end
  if untilAt ~= '' then
    fleeting = true
    call('ZADD', P .. 'u:' .. id, untilAt, number)
  end
  if waits then
    sends = true
    call('RPUSH', w, number)
  end
end
if fleeting then indexUntil(id) end

call('HSET', c, 'v', version + 1, 'k', keyId, 's', sealed, 'n', lastLine, 'due', due)
-- One key a conversation: a new one in its place destroys the old.
if wrapped ~= '' then call('HSET', keys, id, wrapped) end
if not waited then
  call('HSET', c, 'since', at)
  freshHead(id)
end
call('ZADD', P .. 'seen', seenAt, event)
if dueAt == '' then call('ZREM', P .. 'due', id) else call('ZADD', P .. 'due', dueAt, id) end
if isIdle then call('ZADD', P .. 'idle', touchedAt, id) else call('ZREM', P .. 'idle', id) end

local case = arg()
if case ~= '' then
  local isOpen, score, by, view = arg() == '1', arg(), arg(), arg()
  call('HSET', P .. 'case:' .. case, 'conversation', id, 'by', by, 'sealed', view)
  call('SADD', P .. 'cs:' .. id, case)
  call('ZREM', P .. (isOpen and 'shut' or 'open'), case)
  call('ZADD', P .. (isOpen and 'open' or 'shut'), score, case)
end

for _ = 1, num(arg()) do
  local file, untilAt = arg(), arg()
  if call('EXISTS', P .. 'file:' .. file) == 1 then
    call('ZADD', P .. 'files', untilAt == '' and '+inf' or untilAt, file)
  end
end

-- A row of the ledger: tag of the person (16), of the case (16), then what puts equal times in order: when it was entered (16),
-- its number (10); then the rest.
local person = arg()
for _ = 1, num(arg()) do
  local endedAt, caseTag, entry = arg(), arg(), arg()
  local t = call('TIME')
  local row = call('HINCRBY', P .. 'n', 'row', 1)
  local order = string.format('%010d%06d%010d', num(t[1]), num(t[2]), row)
  call('HSET', P .. 'rows', row, person .. caseTag .. order .. entry)
  call('ZADD', P .. 'ledger', endedAt, row)
  call('SADD', P .. 'lp:' .. person, row)
end
if forget then
  local stranger, chance = arg(), arg()
  forgetServices(person, stranger, chance)
end

local fence = ''
if call('LLEN', w) > 0 then
  local held, lives = leaseOf(id)
  if held and not lives then call('HSET', c, 'd', 1) end
  if sends and num(call('HGET', c, 'r')) <= leaseNow then
    -- Another process that is sending there now sends this, too: two senders at once would mix up the order.
    if not lives or isOurs(id, operation) then
      fence = lives and held or newFence()
      giveLease(id, fence, leaseMs)
      noteOwner(id, operation)
    end
  end
end
indexOutbox(id)
call('HSET', c, 'op', operation, 'of', fence)
-- Under a lease that was joined somebody is sending: should our answer be lost, it is not given back.
if fence ~= '' then call('HSET', c, 'lo', fence == heldBefore and '' or operation) end
return { 'done', version + 1, tostring(fence) }
