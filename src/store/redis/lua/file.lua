-- Files, in pieces.
-- KEYS  partitions (one to write)
-- ARGV  'bytes'
--       'write', file, conversation, until, bytes in all, pieces in all, number of this piece, the piece
--       'find', file
--       'read', file, number of the piece
-- Gives bytes held, 1, {partition, pieces in all} or nil, the piece or nil.
local deed, file = arg(), arg()
if deed == 'bytes' then
  local sum = 0
  for _, partition in ipairs(KEYS) do sum = sum + num(call('HGET', partition .. 'n', 'bytes')) end
  return sum
end
if deed == 'find' then
  for _, partition in ipairs(KEYS) do
    local h = call('HMGET', partition .. 'file:' .. file, 'pieces')
    -- A file of which a piece is missing is still being written, or was given up.
    if h[1] and call('HEXISTS', partition .. 'file:' .. file, num(h[1]) - 1) == 1 then return { partition, num(h[1]) } end
  end
  return nil
end
if deed == 'read' then return call('HGET', P .. 'file:' .. file, arg()) end

local conversation, untilAt, bytes, pieces, number, piece = arg(), arg(), arg(), arg(), arg(), arg()
local key = P .. 'file:' .. file
if call('EXISTS', key) == 0 then
  call('HSET', key, 'conversation', conversation, 'bytes', bytes, 'pieces', pieces)
  call('HINCRBY', P .. 'n', 'bytes', bytes)
  call('ZADD', P .. 'files', untilAt, file)
  call('SADD', P .. 'fs:' .. conversation, file)
end
call('HSET', key, number, piece)
return 1
