-- What staff have open.
-- KEYS  1 `tilts:{staff}:`
-- ARGV  'find', id | 'save', id, staff, created, used, half (1 or 0) | 'touch', id, used | 'end', id | 'endAll', staff
--       'sweep', used before, created before, half and created before
-- Gives {staff, created, used, half} or nil; the number of those that were removed.
local deed, id = arg(), arg()
local function noteSeen(h)
  if h[4] == '0' and call('HEXISTS', P .. 'members', h[1]) == 1 then call('HSET', P .. 'seen', h[1], h[3]) end
end
local function find(session)
  return call('HMGET', P .. 'session:' .. session, 'staff', 'created', 'used', 'half')
end
local function drop(session)
  local staff = call('HGET', P .. 'session:' .. session, 'staff')
  if not staff then return 0 end
  call('DEL', P .. 'session:' .. session)
  call('SREM', P .. 'of:' .. staff, session)
  call('SREM', P .. 'sessions', session)
  return 1
end

if deed == 'find' then
  local h = find(id)
  return h[1] and h or nil
end
if deed == 'save' then
  local h = { arg(), arg(), arg(), arg() }
  drop(id)
  call('HSET', P .. 'session:' .. id, 'staff', h[1], 'created', h[2], 'used', h[3], 'half', h[4])
  call('SADD', P .. 'of:' .. h[1], id)
  call('SADD', P .. 'sessions', id)
  noteSeen(h)
  return 1
end
if deed == 'touch' then
  local used = arg()
  if call('EXISTS', P .. 'session:' .. id) == 0 then return 0 end
  call('HSET', P .. 'session:' .. id, 'used', used)
  noteSeen(find(id))
  return 1
end
if deed == 'end' then return drop(id) end
if deed == 'endAll' then
  for _, session in ipairs(call('SMEMBERS', P .. 'of:' .. id)) do drop(session) end
  return 1
end
-- sweep
local usedBefore, createdBefore, halfBefore = num(id), num(arg()), num(arg())
local gone = 0
for _, session in ipairs(call('SMEMBERS', P .. 'sessions')) do
  local h = find(session)
  local created, used = num(h[2]), num(h[3])
  if used < usedBefore or created < createdBefore or (h[4] == '1' and created < halfBefore) then
    gone = gone + drop(session)
  end
end
return gone
