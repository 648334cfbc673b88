-- Conversations with due times up to a moment.
-- KEYS  partitions
-- ARGV  that moment, how many at most of each partition
-- Gives of each conversation: id, all its due times as JSON.
local at, max = arg(), arg()
local found = {}
for _, partition in ipairs(KEYS) do
  for _, id in ipairs(call('ZRANGEBYSCORE', partition .. 'due', '-inf', at, 'LIMIT', 0, max)) do
    found[#found + 1] = id
    found[#found + 1] = call('HGET', partition .. 'c:' .. id, 'due')
  end
end
return found
