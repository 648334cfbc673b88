-- KEYS  1 partition
-- ARGV  clocks, conversation, fence
takeClocks()
local id, fence = arg(), arg()
local held, lives = leaseOf(id)
-- One that has run out is no more the caller's to give back: what was sent under it stays in doubt.
if held ~= fence or not lives then return 0 end
call('HDEL', P .. 'c:' .. id, 'f', 'fe', 'fm')
indexOutbox(id)
return 1
