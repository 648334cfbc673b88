-- KEYS  1 partition
-- ARGV  conversation, fence
local id, fence = arg(), arg()
local c = P .. 'c:' .. id
if call('HGET', c, 'f') ~= fence then return 0 end
call('HDEL', c, 'f', 'fe', 'fm')
indexOutbox(id)
return 1
