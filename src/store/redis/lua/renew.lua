-- KEYS  1 partition
-- ARGV  clocks, conversation, fence
-- Gives 1; 0 when the lease has run out, or is another one's.
takeClocks()
local id, fence = arg(), arg()
local held, lives = leaseOf(id)
if held ~= fence or not lives then return 0 end
giveLease(id, fence, num(call('HGET', P .. 'c:' .. id, 'fm')))
indexOutbox(id)
return 1
