-- Leases one conversation's outbox to the caller.
-- KEYS  1 partition, 2 its wrapped data keys
-- ARGV  clocks, conversation, how long (ms), operation
-- Gives what is to be sent (`workOf`); nil when there is nothing, or somebody else has it.
takeClocks()
local id, ms, operation = arg(), num(arg()), arg()
local c = P .. 'c:' .. id
local h = call('HMGET', c, 'r', 'lo')
if call('LLEN', P .. 'w:' .. id) == 0 or num(h[1]) > leaseNow then return nil end
local held, lives = leaseOf(id)
if lives and h[2] ~= operation then return nil end
if not lives then
  -- Its holder has let it run out: nobody knows how far they came.
  if held then call('HSET', c, 'd', 1) end
  giveLease(id, newFence(), ms)
  call('HSET', c, 'lo', operation)
  indexOutbox(id)
end
return workOf(id, KEYS[2])
