-- KEYS  of each partition: its name, its wrapped data keys
-- ARGV  cases
-- Gives of each case that is found: id, conversation, wrapped key, view.
local found = {}
for i = 1, #KEYS, 2 do
  for _, case in ipairs(ARGV) do
    local h = call('HMGET', KEYS[i] .. 'case:' .. case, 'conversation', 'sealed')
    if h[1] then
      found[#found + 1] = case
      found[#found + 1] = h[1]
      found[#found + 1] = call('HGET', KEYS[i + 1], h[1])
      found[#found + 1] = h[2]
    end
  end
end
return found
