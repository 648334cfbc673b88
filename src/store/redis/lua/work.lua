-- KEYS  1 partition, 2 its wrapped data keys
-- ARGV  clocks, conversation, fence
-- Gives what is to be sent (`workOf`); nil when there is nothing, or the lease is not the caller's.
takeClocks()
local id, fence = arg(), arg()
local held, lives = leaseOf(id)
if held ~= fence or not lives then return nil end
if call('LLEN', P .. 'w:' .. id) == 0 or num(call('HGET', P .. 'c:' .. id, 'r')) > leaseNow then return nil end
return workOf(id, KEYS[2])
