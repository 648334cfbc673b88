-- Gives out what one partition keeps.
-- KEYS  1 partition, 2 its wrapped data keys
-- ARGV  'talk', conversation, tag of its person
--       'events', cursor, how many about  |  'services', cursor, how many about  |  'files'  |  'file', file
--       'keys', cursor, how many about  |  'count'  |  'staff' (KEYS 1 is `tilts:{staff}:` then)
-- Gives for
--   'talk'      nil, or {version, key id, wrapped key, state, number of the newest line, due times, first of them, since,
--               when it is tried again, tries, in doubt, quiet since, {lines}, {cases}, {services}}; '' for none. Of each line: number, until,
--               words, delivery, does it wait (1 or 0); of each case: id, by, sealed, is it open (1 or 0), its place;
--               of each service: number, row, when it ended. All of it as it stood at one moment.
--   'events'    {the next cursor, {tags and times in turn}}
--   'services'  {the next cursor, {number, row, when it ended of each}}
--   'files'     ids and times in turn
--   'file'      conversation, bytes, pieces; of one that is not whole the last is nil
--   'keys'      {the next cursor, {conversation, key id, wrapped key of each}}
--   'count'     how many talks
--   'staff'     {{id, tag of the sign-in name, last here or '', sealed of each}, {id, staff, created, used, half of each session},
--               {id, staff, what, drops factors, until of each link}}
local deed, which, person = arg(), arg(), arg()

local function service(rows, row)
  local entry = call('HGET', P .. 'rows', row)
  if not entry then return end
  rows[#rows + 1] = row
  rows[#rows + 1] = entry
  rows[#rows + 1] = call('ZSCORE', P .. 'ledger', row) or ''
end

if deed == 'events' then return call('ZSCAN', P .. 'seen', which, 'COUNT', person) end
if deed == 'services' then
  local page = call('HSCAN', P .. 'rows', which, 'COUNT', person)
  local rows = {}
  for i = 1, #page[2], 2 do service(rows, page[2][i]) end
  return { page[1], rows }
end
if deed == 'keys' then
  local page = call('HSCAN', KEYS[2], which, 'COUNT', person)
  local found = {}
  for i = 1, #page[2], 2 do
    local id = page[2][i]
    local key = call('HGET', P .. 'c:' .. id, 'k')
    if key then for _, one in ipairs({ id, key, page[2][i + 1] }) do found[#found + 1] = one end end
  end
  return { page[1], found }
end
if deed == 'count' then return call('HLEN', KEYS[2]) end
if deed == 'files' then return call('ZRANGE', P .. 'files', 0, -1, 'WITHSCORES') end
if deed == 'file' then
  local h = call('HMGET', P .. 'file:' .. which, 'conversation', 'bytes', 'pieces')
  if h[1] and call('HEXISTS', P .. 'file:' .. which, num(h[3]) - 1) == 0 then h[3] = false end
  return h
end
if deed == 'staff' then
  local members, sessions, links = {}, {}, {}
  local function add(to, ...)
    for _, one in ipairs({ ... }) do to[#to + 1] = one end
  end
  local found = call('HGETALL', P .. 'members')
  for i = 1, #found, 2 do
    local member = found[i]
    add(members, member, call('HGET', P .. 'tags', member), call('HGET', P .. 'seen', member) or '', found[i + 1])
  end
  for _, session in ipairs(call('SMEMBERS', P .. 'sessions')) do
    local h = call('HMGET', P .. 'session:' .. session, 'staff', 'created', 'used', 'half')
    if h[1] then add(sessions, session, h[1], h[2], h[3], h[4]) end
  end
  local owned = call('HGETALL', P .. 'links')
  for i = 1, #owned, 2 do
    local link = owned[i + 1]
    local h = call('HMGET', P .. 'link:' .. link, 'what', 'drops', 'until')
    add(links, link, owned[i], h[1], h[2], h[3])
  end
  return { members, sessions, links }
end

local id = which
local h = call('HMGET', P .. 'c:' .. id, 'v', 'k', 's', 'n', 'due', 'since', 'r', 't', 'd', 'f')
local wrapped = call('HGET', KEYS[2], id)
if not h[1] or not wrapped then return nil end

local waits, head = {}, false
for _, number in ipairs(call('LRANGE', P .. 'w:' .. id, 0, -1)) do
  waits[number] = true
  head = true
end
local lines = {}
for _, number in ipairs(call('ZRANGE', P .. 'i:' .. id, 0, -1)) do
  local line = call('HMGET', P .. 'l:' .. id, number, number .. 'd')
  lines[#lines + 1] = number
  lines[#lines + 1] = call('ZSCORE', P .. 'u:' .. id, number) or ''
  lines[#lines + 1] = line[1]
  lines[#lines + 1] = line[2] or ''
  lines[#lines + 1] = waits[number] and 1 or 0
end
local cases = {}
for _, case in ipairs(call('SMEMBERS', P .. 'cs:' .. id)) do
  local found = call('HMGET', P .. 'case:' .. case, 'by', 'sealed')
  local open = call('ZSCORE', P .. 'open', case)
  cases[#cases + 1] = case
  cases[#cases + 1] = found[1] or ''
  cases[#cases + 1] = found[2]
  cases[#cases + 1] = open and 1 or 0
  cases[#cases + 1] = open or call('ZSCORE', P .. 'shut', case)
end
local services = {}
for _, row in ipairs(call('SMEMBERS', P .. 'lp:' .. person)) do service(services, row) end

-- Whoever holds a lease may have sent the first line, and noted nothing.
local doubtful = (h[9] == '1' or h[10]) and 1 or 0
return {
  h[1], h[2], wrapped, h[3], h[4] or '0', h[5] or '', call('ZSCORE', P .. 'due', id) or '',
  head and (h[6] or '0') or '', h[7] or '0', h[8] or '0', doubtful, call('ZSCORE', P .. 'idle', id) or '',
  lines, cases, services,
}
