-- Which cases stand first.
-- KEYS  partitions
-- ARGV  'open' or 'shut', whose (staff id, '' = anybody's), how many at most of each partition
-- Gives of each case: id, its place in the order.
local which, by, max = arg(), arg(), num(arg())
local page = 500
local found = {}
for _, partition in ipairs(KEYS) do
  local taken, from = 0, 0
  repeat
    local some = call('ZRANGE', partition .. which, from, from + math.min(page, max) - 1, 'WITHSCORES')
    for i = 1, #some, 2 do
      if taken < max and (by == '' or call('HGET', partition .. 'case:' .. some[i], 'by') == by) then
        taken = taken + 1
        found[#found + 1] = some[i]
        found[#found + 1] = some[i + 1]
      end
    end
    from = from + #some / 2
  until #some == 0 or taken >= max
end
return found
