-- One-time links.
-- KEYS  1 `tilts:{staff}:`
-- ARGV  'find', id | 'save', id, staff, what, drops factors (1 or 0), until | 'take', id, operation | 'sweep', now
-- Gives {staff, what, drops factors, until} or nil; the number of those that were removed.
local deed, id = arg(), arg()
local function find(link)
  return call('HMGET', P .. 'link:' .. link, 'staff', 'what', 'drops', 'until', 'taken')
end
local function drop(link, staff)
  call('DEL', P .. 'link:' .. link)
  if call('HGET', P .. 'links', staff) == link then call('HDEL', P .. 'links', staff) end
end

if deed == 'find' then
  local h = find(id)
  return h[1] and not h[5] and h or nil
end
if deed == 'save' then
  local staff, what, drops, untilAt = arg(), arg(), arg(), arg()
  local before = call('HGET', P .. 'links', staff)
  if before then drop(before, staff) end
  call('HSET', P .. 'link:' .. id, 'staff', staff, 'what', what, 'drops', drops, 'until', untilAt)
  call('HSET', P .. 'links', staff, id)
  return 1
end
if deed == 'take' then
  local operation = arg()
  local h = find(id)
  -- A minute of patience with an answer that was lost on its way: the same call once more gets the same link.
  if not h[1] or (h[5] and h[5] ~= operation) then return nil end
  call('HDEL', P .. 'links', h[1])
  call('HSET', P .. 'link:' .. id, 'taken', operation)
  call('EXPIRE', P .. 'link:' .. id, 60)
  return h
end
-- sweep
local gone = 0
local links = call('HGETALL', P .. 'links')
for i = 1, #links, 2 do
  if num(find(links[i + 1])[4]) < num(id) then
    drop(links[i + 1], links[i])
    gone = gone + 1
  end
end
return gone
