-- What lies there, in figures.
-- KEYS  partitions
-- Gives {lines that wait, since when the first, files, their bytes}; 0 for "never".
local lines, since, files, bytes = 0, 0, 0, 0
for _, partition in ipairs(KEYS) do
  for _, id in ipairs(call('ZRANGE', partition .. 'work', 0, -1)) do
    lines = lines + call('LLEN', partition .. 'w:' .. id)
    local at = num(call('HGET', partition .. 'c:' .. id, 'since'))
    if since == 0 or at < since then since = at end
  end
  files = files + call('ZCARD', partition .. 'files')
  bytes = bytes + num(call('HGET', partition .. 'n', 'bytes'))
end
return { lines, since, files, bytes }
