-- KEYS  1 a hash
-- ARGV  cursor, how many about
-- Gives {the next cursor, fields and values in turn}.
return call('HSCAN', KEYS[1], arg(), 'COUNT', arg())
