-- What the store says of itself beside its content: notices, and the checks that `meta.lua` writes.
-- KEYS  1 `tilts:meta`
-- ARGV  'read' | 'set', name, value | 'drop', name | 'hold', name, how long (ms): until then, by this server's clock
-- Gives names and values in turn, and at the end this server's clock (ms).
local deed, name, value = arg(), arg(), arg()
local t = call('TIME')
local at = math.floor(num(t[1]) * 1000 + num(t[2]) / 1000)
if deed == 'set' then call('HSET', P, name, value) end
if deed == 'drop' then call('HDEL', P, name) end
if deed == 'hold' then call('HSET', P, name, string.format('%d', at + num(value))) end
local found = call('HGETALL', P)
found[#found + 1] = at
return found
