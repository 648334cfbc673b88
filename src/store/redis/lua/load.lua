-- KEYS  1 partition, 2 its wrapped data keys
-- ARGV  conversation, version and key id that the caller knows
-- Gives {version}, and behind it, when the caller does not know them, {key id, wrapped key, state}.
local id, known, keyId = arg(), num(arg()), arg()
local h = call('HMGET', P .. 'c:' .. id, 'v', 'k', 's')
if not h[1] then return { 0 } end
if num(h[1]) == known and h[2] == keyId then return { known } end
return { num(h[1]), h[2], call('HGET', KEYS[2], id), h[3] }
