-- Gives back a lease whose taker was never told of it: the answer was lost, and nobody has sent anything.
-- KEYS  1 partition
-- ARGV  conversation, the operation that took it
local id, operation = arg(), arg()
local c = P .. 'c:' .. id
local h = call('HMGET', c, 'f', 'op', 'of', 'lo')
local byCommit = h[2] == operation and h[3] == h[1]
if not h[1] or not (byCommit or h[4] == operation) then return 0 end
call('HDEL', c, 'f', 'fe', 'fm')
indexOutbox(id)
return 1
