-- Gives back a lease whose taker was never told of it: the answer was lost, and nobody has sent anything.
-- KEYS  1 partition
-- ARGV  conversation, the operation that took it
local id, operation = arg(), arg()
local c = P .. 'c:' .. id
-- Not one that a later turn has joined: whoever committed that was told, and sends.
if call('HGET', c, 'lo') ~= operation then return 0 end
call('HDEL', c, 'f', 'fe', 'fm')
indexOutbox(id)
return 1
