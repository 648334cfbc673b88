-- Throws away what a move that has not come to its end has left: a piece of it.
-- KEYS  1 partition, 2 its wrapped data keys
-- ARGV  how many of each at most
-- Gives 1 when there may be more.
local max = num(arg())

local function some(hash)
  local found = call('HRANDFIELD', hash, max)
  return found or {}
end

local talks = some(KEYS[2])
for _, id in ipairs(talks) do
  erasePast(id)
  call('DEL', P .. 'c:' .. id)
  call('HDEL', KEYS[2], id)
end
local rows = some(P .. 'rows')
for _, row in ipairs(rows) do
  call('DEL', P .. 'lp:' .. string.sub(call('HGET', P .. 'rows', row), 1, 16))
  call('HDEL', P .. 'rows', row)
end
local files = call('ZRANGE', P .. 'files', 0, max - 1)
for _, file in ipairs(files) do dropFile(file) end
if #talks + #rows + #files > 0 then return 1 end

for _, index in ipairs({ 'work', 'due', 'idle', 'until', 'open', 'shut', 'seen', 'ledger', 'rows', 'files', 'n' }) do
  call('UNLINK', P .. index)
end
return 0
