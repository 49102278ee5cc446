-- Reads the log of a web server with Lua patterns: requests by status, the slowest paths, who asks too often, and lines
-- that are not understood.

local sorted = require "sorted"

-- address - user [time] "METHOD path" status bytes seconds
local line_pattern = '^(%S+) %- (%S+) %[([^%]]+)%] "(%u+) ([^"?]*)(%??[^"]*)" (%d%d%d) (%d+) ([%d.]+)$'

-- Stands for a file: 400 lines that are always the same.
local function log_lines()
    local paths = {"/", "/login", "/api/orders", "/api/orders/%d", "/img/logo.png", "/search?q=%d"}
    local lines = {}
    for i = 1, 400 do
        local path = paths[i * 7 % #paths + 1]:format(i)
        local status = i % 29 == 0 and 500 or i % 13 == 0 and 404 or 200
        local address = i % 3 == 0 and "10.0.0.66" or "10.0.0." .. i % 20
        lines[i] = ('%s - - [01/Jan/2026:00:%02d:%02d +0000] "GET %s" %d %d %.3f'):format(
            address, i // 60, i % 60, path, status, i * 31 % 5000, (i * 17 % 97) / 100)
    end
    lines[77] = "-- log rotated --"
    lines[301] = lines[301]:sub(1, 40)
    return table.concat(lines, "\n")
end

function handler(system, this, inputs)
    local statuses, slowest, addresses, odd = {}, {}, {}, json.array {}
    local number = 0
    for line in log_lines():gmatch("[^\n]+") do
        number = number + 1
        local address, _, _, _, path, _, status, _, seconds = line:match(line_pattern)
        if not address then
            odd[#odd + 1] = {line = number, text = line}
        else
            -- Orders are counted together, whatever their number.
            path = path:gsub("/%d+$", "/{id}")
            statuses[status] = (statuses[status] or 0) + 1
            addresses[address] = (addresses[address] or 0) + 1
            slowest[path] = math.max(slowest[path] or 0, tonumber(seconds))
        end
    end
    local ranking = json.array {}
    for path, seconds in sorted.by_value(slowest, function(a, b) return a > b end) do
        ranking[#ranking + 1] = ("%s %.2f s"):format(path, seconds)
    end
    for address, count in sorted(addresses) do
        if count > 100 then
            this:log_data({address = address, requests = count}, {subject = "asks often", level = "WARNING"})
        end
    end
    return {lines = number, statuses = statuses, slowest = ranking, not_understood = odd}
end
