-- Throws away what a move that has not come to its end has left of who works here.
-- KEYS  1 `tilts:{staff}:`
-- Gives 1.
for _, session in ipairs(call('SMEMBERS', P .. 'sessions')) do
  local staff = call('HGET', P .. 'session:' .. session, 'staff')
  if staff then call('DEL', P .. 'of:' .. staff) end
  call('DEL', P .. 'session:' .. session)
end
local links = call('HGETALL', P .. 'links')
for i = 2, #links, 2 do call('DEL', P .. 'link:' .. links[i]) end
for _, hash in ipairs({ 'sessions', 'links', 'members', 'logins', 'tags', 'seen' }) do call('DEL', P .. hash) end
return 1
