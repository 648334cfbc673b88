-- Conversations with lines that may be sent.
-- KEYS  partitions
-- ARGV  clocks, how many at most of each partition
-- Gives of each conversation: id, since when it may be sent.
takeClocks()
local max = arg()
local found = {}
for _, partition in ipairs(KEYS) do
  for _, one in ipairs(call('ZRANGEBYSCORE', partition .. 'work', '-inf', leaseNow, 'WITHSCORES', 'LIMIT', 0, max)) do
    found[#found + 1] = one
  end
end
return found
