-- When there is something to do at the earliest.
-- KEYS  partitions
-- ARGV  clocks
-- Gives {the leases' clock, then of each partition: first due time or '', when something may be sent or ''}.
takeClocks()
local found = { leaseNow }
for _, partition in ipairs(KEYS) do
  local due = call('ZRANGE', partition .. 'due', 0, 0, 'WITHSCORES')
  local work = call('ZRANGE', partition .. 'work', 0, 0, 'WITHSCORES')
  found[#found + 1] = due[2] or ''
  found[#found + 1] = work[2] or ''
end
return found
