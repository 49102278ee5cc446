--- Base64 (RFC 4648): bytes as text and back.
---
---     local base64 = require "base64"
---     base64.encode("hello")        --> "aGVsbG8="
---     base64.decode("aGVsbG8=")     --> "hello"
local base64 = {}

local common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

-- For each alphabet: 12 bits to two characters, and a character to its 6 bits.
local function tables_of(last)
    local alphabet = common .. last
    local pairs_of, bits_of = {}, {}
    for high = 0, 63 do
        local first = alphabet:sub(high + 1, high + 1)
        bits_of[first:byte()] = high
        for low = 0, 63 do pairs_of[high << 6 | low] = first .. alphabet:sub(low + 1, low + 1) end
    end
    return {pairs_of = pairs_of, bits_of = bits_of}
end

-- Made at first use: each costs some hundred kilobytes.
local alphabets = {}

local function alphabet_of(options)
    local name = options and options.url and "url" or "standard"
    alphabets[name] = alphabets[name] or tables_of(name == "url" and "-_" or "+/")
    return alphabets[name]
end

local function wrong(name, value)
    flow_api.raise("InvalidInputError", ("base64.%s expects a text, but got a %s"):format(name, type(value)))
end

---@class Base64Options
---@field url? boolean `-` and `_` in place of `+` and `/`, and no padding
---@field padding? boolean whether encode fills up with `=`; true unless given, with `url` false

--- Writes bytes as Base64 text.
---@param bytes string
---@param options? Base64Options
---@return string
function base64.encode(bytes, options)
    if type(bytes) ~= "string" then wrong("encode", bytes) end
    local pairs_of = alphabet_of(options).pairs_of
    local parts, count = {}, 0
    local whole = #bytes - #bytes % 3
    for i = 1, whole, 3 do
        local a, b, c = bytes:byte(i, i + 2)
        parts[count + 1], parts[count + 2] = pairs_of[a << 4 | b >> 4], pairs_of[(b & 15) << 8 | c]
        count = count + 2
    end
    local padded = not (options and options.url)
    if options and options.padding ~= nil then padded = options.padding end
    if #bytes - whole == 1 then
        parts[count + 1] = pairs_of[bytes:byte(-1) << 4] .. (padded and "==" or "")
    elseif #bytes - whole == 2 then
        local a, b = bytes:byte(-2, -1)
        parts[count + 1] = pairs_of[a << 4 | b >> 4]
        parts[count + 2] = pairs_of[(b & 15) << 8]:sub(1, 1) .. (padded and "=" or "")
    end
    return table.concat(parts)
end

local function refuse(text, position, why)
    flow_api.raise("InvalidInputError", ("not Base64 at byte %d of %d: %s"):format(position, #text, why))
end

-- The bits of one character, or an error that names it.
local function bits_at(text, position, bits_of)
    local byte = text:byte(position)
    local bits = bits_of[byte]
    if bits then return bits end
    local shown = byte >= 0x21 and byte < 0x7f and ("'%c'"):format(byte) or ("byte 0x%02x"):format(byte)
    refuse(text, position, shown .. " is not of the alphabet")
end

--- Reads Base64 text. Padding may be left out; spaces and line ends are skipped.
---@param text string
---@param options? Base64Options
---@return string bytes
function base64.decode(text, options)
    if type(text) ~= "string" then wrong("decode", text) end
    local bits_of = alphabet_of(options).bits_of
    if text:find("%s") then text = text:gsub("%s+", "") end
    local length = #text
    if text:byte(-1) == 61 then length = length - (text:byte(-2) == 61 and 2 or 1) end
    if length ~= #text and #text % 4 ~= 0 then refuse(text, #text, "the padding does not fill up to four characters") end
    local rest = length % 4
    if rest == 1 then refuse(text, length, "a character is left over") end
    local parts, count = {}, 0
    for i = 1, length - rest, 4 do
        local a, b, c, d = text:byte(i, i + 3)
        a, b, c, d = bits_of[a], bits_of[b], bits_of[c], bits_of[d]
        if not (a and b and c and d) then
            for position = i, i + 3 do bits_at(text, position, bits_of) end
        end
        count = count + 1
        parts[count] = string.char(a << 2 | b >> 4, (b & 15) << 4 | c >> 2, (c & 3) << 6 | d)
    end
    if rest > 0 then
        local a, b = bits_at(text, length - rest + 1, bits_of), bits_at(text, length - rest + 2, bits_of)
        local c = rest == 3 and bits_at(text, length, bits_of) or 0
        if (rest == 2 and b & 15 or c & 3) ~= 0 then refuse(text, length, "the last character has bits left over") end
        local last = string.char(a << 2 | b >> 4, (b & 15) << 4 | c >> 2)
        parts[count + 1] = last:sub(1, rest - 1)
    end
    return table.concat(parts)
end

return base64
