-- Stands before every script. KEYS[1] is what all keys of one partition begin with (`tilts:{7}:`; ../layout.ts draws them).
-- Nobody's data is ever part of a script: it comes in KEYS and ARGV alone.
local P = KEYS[1]
local call = redis.call

local taken = 0
local function arg()
  taken = taken + 1
  return ARGV[taken]
end
local function num(text)
  return tonumber(text or 0) or 0
end

-- The caller's clock and the leases' clock, both in milliseconds. Leases run by this server's clock, which all processes
-- share; a test gives its own.
local now, leaseNow = 0, 0
local function takeClocks()
  now = num(arg())
  local given = arg()
  if given ~= '' then
    leaseNow = num(given)
  else
    local t = call('TIME')
    leaseNow = math.floor(num(t[1]) * 1000 + num(t[2]) / 1000)
  end
end

-- Where `claim` looks: by the moment from which somebody may send. An empty outbox is leased to nobody.
local function indexOutbox(id)
  local c = P .. 'c:' .. id
  if call('LLEN', P .. 'w:' .. id) == 0 then
    call('HDEL', c, 'f', 'fe', 'fm')
    call('ZREM', P .. 'work', id)
    return
  end
  local h = call('HMGET', c, 'r', 'fe')
  call('ZADD', P .. 'work', math.max(num(h[1]), num(h[2])), id)
end

-- Another line has become the first that waits.
local function freshHead(id)
  call('HSET', P .. 'c:' .. id, 'r', leaseNow, 't', 0, 'd', 0)
end

-- Where `sweep` looks: by the first of the conversation's lines that is to be forgotten.
local function indexUntil(id)
  local first = call('ZRANGE', P .. 'u:' .. id, 0, 0, 'WITHSCORES')
  if first[2] then
    call('ZADD', P .. 'until', first[2], id)
  else
    call('ZREM', P .. 'until', id)
  end
end

local function dropLine(id, number)
  call('HDEL', P .. 'l:' .. id, number, number .. 'd')
  call('ZREM', P .. 'i:' .. id, number)
  call('ZREM', P .. 'u:' .. id, number)
end

local function dropFile(file)
  local h = call('HMGET', P .. 'file:' .. file, 'conversation', 'bytes')
  if h[1] then call('SREM', P .. 'fs:' .. h[1], file) end
  call('HINCRBY', P .. 'n', 'bytes', -num(h[2]))
  call('UNLINK', P .. 'file:' .. file)
  call('ZREM', P .. 'files', file)
end

-- Everything of a conversation but its state and its key.
local function erasePast(id)
  call('UNLINK', P .. 'l:' .. id, P .. 'i:' .. id, P .. 'u:' .. id, P .. 'w:' .. id)
  call('ZREM', P .. 'until', id)
  for _, case in ipairs(call('SMEMBERS', P .. 'cs:' .. id)) do
    call('DEL', P .. 'case:' .. case)
    call('ZREM', P .. 'open', case)
    call('ZREM', P .. 'shut', case)
  end
  call('DEL', P .. 'cs:' .. id)
  for _, file in ipairs(call('SMEMBERS', P .. 'fs:' .. id)) do dropFile(file) end
end

-- In the ledger a person's services become a stranger's. `chance` is thrown away with the call: nothing leads from the new
-- tags to the old ones.
local function forgetServices(person, stranger, chance)
  for _, row in ipairs(call('SMEMBERS', P .. 'lp:' .. person)) do
    local entry = call('HGET', P .. 'rows', row)
    local caseTag = string.sub(redis.sha1hex(chance .. string.sub(entry, 17, 32)), 1, 16)
    call('HSET', P .. 'rows', row, stranger .. caseTag .. string.sub(entry, 33))
  end
  call('DEL', P .. 'lp:' .. person)
end

-- The lease on an outbox: {fence or false, is it alive}.
local function leaseOf(id)
  local h = call('HMGET', P .. 'c:' .. id, 'f', 'fe')
  return h[1], h[1] and num(h[2]) > leaseNow
end
local function giveLease(id, fence, ms)
  call('HSET', P .. 'c:' .. id, 'f', fence, 'fe', leaseNow + ms, 'fm', ms)
end
-- Whose lease it is: the first twelve characters of an operation name its process.
local function noteOwner(id, operation) call('HSET', P .. 'c:' .. id, 'fo', string.sub(operation, 1, 12)) end
local function isOurs(id, operation) return call('HGET', P .. 'c:' .. id, 'fo') == string.sub(operation, 1, 12) end
-- Never given twice, not even to a conversation that was erased and came back.
local function newFence()
  return call('HINCRBY', P .. 'n', 'fence', 1)
end

-- What whoever sends must know: {version, key id, wrapped key, state, tries, doubtful, fence, then of each line: number, until, words}.
local function workOf(id, keys)
  local h = call('HMGET', P .. 'c:' .. id, 'v', 'k', 's', 't', 'd', 'f')
  local found = { num(h[1]), h[2], call('HGET', keys, id), h[3], num(h[4]), num(h[5]), num(h[6]) }
  for _, number in ipairs(call('LRANGE', P .. 'w:' .. id, 0, -1)) do
    found[#found + 1] = num(number)
    found[#found + 1] = call('ZSCORE', P .. 'u:' .. id, number) or ''
    found[#found + 1] = call('HGET', P .. 'l:' .. id, number)
  end
  return found
end
