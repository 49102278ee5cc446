-- A JSON writer and reader in plain Lua: what scripts do that do not know the host has one.
local function write(value, out)
    local kind = type(value)
    if kind == "table" then
        if #value > 0 then
            out[#out + 1] = "["
            for i = 1, #value do
                if i > 1 then out[#out + 1] = "," end
                write(value[i], out)
            end
            out[#out + 1] = "]"
        else
            out[#out + 1] = "{"
            local first = true
            for key, each in pairs(value) do
                if not first then out[#out + 1] = "," end
                first = false
                out[#out + 1] = '"' .. key .. '":'
                write(each, out)
            end
            out[#out + 1] = "}"
        end
    elseif kind == "string" then
        out[#out + 1] = '"' .. value:gsub('[%c"\\]', function(c) return ("\\u%04x"):format(c:byte()) end) .. '"'
    else
        out[#out + 1] = tostring(value)
    end
end
local read
local function skip(text, at) return text:find("%S", at) end
local function read_string(text, at)
    local close = text:find('"', at + 1, true)
    return text:sub(at + 1, close - 1), close + 1
end
function read(text, at)
    at = skip(text, at)
    local c = text:sub(at, at)
    if c == "{" then
        local result = {}
        at = skip(text, at + 1)
        while text:sub(at, at) ~= "}" do
            local key
            key, at = read_string(text, at)
            result[key], at = read(text, skip(text, at) + 1)
            at = skip(text, at)
            if text:sub(at, at) == "," then at = skip(text, at + 1) end
        end
        return result, at + 1
    elseif c == "[" then
        local result = {}
        at = skip(text, at + 1)
        while text:sub(at, at) ~= "]" do
            result[#result + 1], at = read(text, at)
            at = skip(text, at)
            if text:sub(at, at) == "," then at = skip(text, at + 1) end
        end
        return result, at + 1
    elseif c == '"' then
        return read_string(text, at)
    end
    local number, stop = text:match("^(-?[%d.eE+-]+)()", at)
    return tonumber(number), stop
end
local document = {}
for i = 1, 600 do document[i] = {id = i, name = "record " .. i, tags = {"a", "b", "c"}, score = i / 7} end
for _ = 1, 8 do
    local out = {}
    write(document, out)
    local text = table.concat(out)
    local back = read(text, 1)
    assert(#back == 600 and back[600].name == "record 600")
end
