-- KEYS  1 partition
-- ARGV  from (that moment too), to (without it), how many to pass over, how many at most
-- Gives of each row: when the service ended, the row (see commit.lua).
local from, to, offset, max = arg(), arg(), arg(), arg()
local found = {}
local rows = call('ZRANGEBYSCORE', P .. 'ledger', from, '(' .. to, 'WITHSCORES', 'LIMIT', offset, max)
for i = 1, #rows, 2 do
  found[#found + 1] = rows[i + 1]
  found[#found + 1] = call('HGET', P .. 'rows', rows[i])
end
return found
