-- Wraps a key, or seals a member, anew: only if nobody has changed it meanwhile.
-- KEYS  1 a hash
-- ARGV  of each field: its name, before, after
for i = 1, #ARGV, 3 do
  if call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then call('HSET', KEYS[1], ARGV[i], ARGV[i + 2]) end
end
return 1
