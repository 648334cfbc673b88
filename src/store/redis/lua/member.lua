-- Who works here.
-- KEYS  1 `tilts:{staff}:`
-- ARGV  'all' | 'byId', id | 'byLogin', tag of the sign-in name
--       'save', id, tag of the sign-in name, sealed | 'change', id, sealed before, sealed after
--       'remove', id | 'seen'
-- Gives ids and members in turn; for 'save' and 'change' 1, or 0 when it was not done, for 'change' -1 when nobody is there;
-- for 'seen' ids and times in turn.
local deed, id = arg(), arg()
local members, logins = P .. 'members', P .. 'logins'
if deed == 'all' then return call('HGETALL', members) end
if deed == 'seen' then return call('HGETALL', P .. 'seen') end
if deed == 'byLogin' then id = call('HGET', logins, id) end
if deed == 'byId' or deed == 'byLogin' then
  local found = id and call('HGET', members, id)
  return found and { id, found } or {}
end
if deed == 'save' then
  local tag, sealed = arg(), arg()
  local holder = call('HGET', logins, tag)
  if holder and holder ~= id then return 0 end
  local before = call('HGET', P .. 'tags', id)
  if before then call('HDEL', logins, before) end
  call('HSET', logins, tag, id)
  call('HSET', P .. 'tags', id, tag)
  call('HSET', members, id, sealed)
  return 1
end
if deed == 'change' then
  local before, after = arg(), arg()
  local found = call('HGET', members, id)
  if not found then return -1 end
  -- The same call once more: no two sealings of anything are alike.
  if found == after then return 1 end
  if found ~= before then return 0 end
  call('HSET', members, id, after)
  return 1
end
-- remove
local tag = call('HGET', P .. 'tags', id)
if tag then call('HDEL', logins, tag) end
for _, hash in ipairs({ 'tags', 'members', 'seen' }) do call('HDEL', P .. hash, id) end
for _, session in ipairs(call('SMEMBERS', P .. 'of:' .. id)) do
  call('DEL', P .. 'session:' .. session)
  call('SREM', P .. 'sessions', session)
end
call('DEL', P .. 'of:' .. id)
local link = call('HGET', P .. 'links', id)
if link then call('DEL', P .. 'link:' .. link) end
call('HDEL', P .. 'links', id)
return 1
