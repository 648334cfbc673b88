-- Notes what became of a line.
-- KEYS  1 partition
-- ARGV  clocks, conversation, fence, operation, line, then
--       'later', when, tried (1 or 0), doubtful (1 or 0)  |  'settled', delivery, does it lose its words (1 or 0)
-- Gives 1; 0 when the lease is not the caller's: then nothing was changed.
takeClocks()
local id, fence, operation, number, outcome = arg(), arg(), arg(), arg(), arg()
local c = P .. 'c:' .. id
-- The same call once more: its answer was lost on the way.
if call('HGET', c, 'so') == operation then return 1 end
local held, lives = leaseOf(id)
if held ~= fence or not lives then return 0 end

local w = P .. 'w:' .. id
local place = call('LPOS', w, number)
if place and outcome == 'later' then
  local when, tried, doubtful = num(arg()), num(arg()), arg() == '1'
  call('HSET', c, 'r', leaseNow + when - now)
  call('HINCRBY', c, 't', tried)
  if doubtful then call('HSET', c, 'd', 1) end
elseif place then
  local delivery, losesWords = arg(), arg() == '1'
  if losesWords and call('ZSCORE', P .. 'u:' .. id, number) then
    dropLine(id, number)
    indexUntil(id)
  else
    call('HSET', P .. 'l:' .. id, number .. 'd', delivery)
  end
  call('LREM', w, 1, number)
  if place == 0 then freshHead(id) end
end
-- Whoever settles is alive: the lease begins anew.
giveLease(id, fence, num(call('HGET', c, 'fm')))
call('HSET', c, 'so', operation)
indexOutbox(id)
return 1
