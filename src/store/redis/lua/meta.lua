-- What must be the same at every start.
-- KEYS  1 `tilts:meta`
-- ARGV  names and values in turn
-- Writes what is not there yet; gives what is there, in the same order.
local found = {}
for i = 1, #ARGV, 2 do
  call('HSETNX', KEYS[1], ARGV[i], ARGV[i + 1])
  found[#found + 1] = call('HGET', KEYS[1], ARGV[i])
end
return found
