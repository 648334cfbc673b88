-- Erases a piece of what has passed its time.
-- KEYS  1 partition, 2 its wrapped data keys
-- ARGV  clocks, operation, then up to when it is over: quiet conversations, lines that wait in vain, events, services;
--       how many conversations were looked at and stay (quiet ones, with lines to forget), how many at most
-- Gives {lines, conversations, 1 = there may be more, conversations that stay: quiet ones, with lines to forget}.
takeClocks()
local operation = arg()
-- The same call once more: its answer was lost on the way.
local last = call('HMGET', P .. 'n', 'sweep', 'swept')
if last[1] == operation then return cjson.decode(last[2]) end
local quietUntil, vainUntil, seenUntil, ledgerUntil = arg(), num(arg()), arg(), arg()
local staysQuiet, staysLines, piece = num(arg()), num(arg()), num(arg())
local lines, conversations, more = 0, 0, 0

local quiet = call('ZRANGEBYSCORE', P .. 'idle', '-inf', quietUntil, 'LIMIT', staysQuiet, piece)
for _, id in ipairs(quiet) do
  -- Whose last word is still on its way, and not in vain, stays.
  if call('LLEN', P .. 'w:' .. id) > 0 and num(call('HGET', P .. 'c:' .. id, 'since')) > vainUntil then
    staysQuiet = staysQuiet + 1
  else
    erasePast(id)
    call('DEL', P .. 'c:' .. id)
    call('HDEL', KEYS[2], id)
    for _, index in ipairs({ 'due', 'work', 'idle' }) do call('ZREM', P .. index, id) end
    conversations = conversations + 1
  end
end
if #quiet == piece then more = 1 end

local fleeting = call('ZRANGEBYSCORE', P .. 'until', '-inf', now, 'LIMIT', staysLines, piece)
for _, id in ipairs(fleeting) do
  local w = P .. 'w:' .. id
  local head = call('LINDEX', w, 0)
  local stays = false
  for _, number in ipairs(call('ZRANGEBYSCORE', P .. 'u:' .. id, '-inf', now)) do
    if call('LPOS', w, number) and num(call('ZSCORE', P .. 'u:' .. id, number)) > vainUntil then
      stays = true
    else
      dropLine(id, number)
      call('LREM', w, 1, number)
      lines = lines + 1
    end
  end
  if stays then staysLines = staysLines + 1 end
  indexUntil(id)
  if head and call('LINDEX', w, 0) ~= head then
    freshHead(id)
    indexOutbox(id)
  end
end
if #fleeting == piece then more = 1 end

local events = call('ZRANGEBYSCORE', P .. 'seen', '-inf', seenUntil, 'LIMIT', 0, piece * 10)
if #events > 0 then call('ZREM', P .. 'seen', unpack(events)) end
if #events == piece * 10 then more = 1 end

local rows = call('ZRANGEBYSCORE', P .. 'ledger', '-inf', ledgerUntil, 'LIMIT', 0, piece)
for _, row in ipairs(rows) do
  local entry = call('HGET', P .. 'rows', row)
  call('SREM', P .. 'lp:' .. string.sub(entry, 1, 16), row)
  call('HDEL', P .. 'rows', row)
  call('ZREM', P .. 'ledger', row)
end
if #rows == piece then more = 1 end

local files = call('ZRANGEBYSCORE', P .. 'files', '-inf', now, 'LIMIT', 0, piece)
for _, file in ipairs(files) do dropFile(file) end
if #files == piece then more = 1 end

local answer = { lines, conversations, more, staysQuiet, staysLines }
call('HSET', P .. 'n', 'sweep', operation, 'swept', cjson.encode(answer))
return answer
