-- What was moved here from a store that did not say to whose talk it belongs: it lies in the partition of its own tag.
-- KEYS  1 that partition
-- ARGV  'event', tag | 'forget', tag of the person, then as in commit.lua: their new tag, chance
-- Gives 1 when the event was taken in before, 0 otherwise.
local deed, tag = arg(), arg()
if deed == 'event' then return call('ZSCORE', P .. 'seen', tag) and 1 or 0 end
local stranger, chance = arg(), arg()
forgetServices(tag, stranger, chance)
return 0
