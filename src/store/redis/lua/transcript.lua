-- KEYS  1 partition, 2 its wrapped data keys
-- ARGV  conversation, the line before the first, how many at most
-- Gives {wrapped key, then of each line: number, until or '', words, delivery or ''}; nil for a stranger.
local id, after, max = arg(), arg(), arg()
local wrapped = call('HGET', KEYS[2], id)
if not wrapped then return nil end
local found = { wrapped }
for _, number in ipairs(call('ZRANGEBYSCORE', P .. 'i:' .. id, '(' .. after, '+inf', 'LIMIT', 0, max)) do
  local line = call('HMGET', P .. 'l:' .. id, number, number .. 'd')
  found[#found + 1] = num(number)
  found[#found + 1] = call('ZSCORE', P .. 'u:' .. id, number) or ''
  found[#found + 1] = line[1]
  found[#found + 1] = line[2] or ''
end
return found
