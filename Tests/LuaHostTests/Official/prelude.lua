--[[ What the official test files expect of their surroundings. The test puts this on one line in front of each file, so
     there are only block comments here. What a sandbox cannot have (debug, weak tables, bytecode, files) is not imitated:
     the lines that need it are in skips.txt, each with its reason. ]]
_port, _soft, _nomsg = true, true, true

--[[ The files steer the collector to reach its corners sooner; here it runs when it wants. ]]
function collectgarbage() return 0 end

--[[ There is one locale, and the one userdata a script can have is the null of JSON. ]]
function os.setlocale() return nil end
io = {stdin = null}

do
    local find_module = require
    package = {preload = {}, loaded = {}}
    for _, name in ipairs{"coroutine", "io", "math", "os", "string", "table", "utf8"} do package.loaded[name] = _G[name] end
    package.loaded._G, package.loaded.package = _G, package

    --[[ Only the current line, read off an error's position, and a traceback that adds nothing. ]]
    package.loaded.debug = {
        getinfo = function(level)
            local _, place = pcall(error, "", level + 2)
            return {currentline = tonumber(place:match(":(%d+): $"))}
        end,
        traceback = function(message) return message end,
    }

    --[[ Watches finalizers, which do not exist here. ]]
    package.loaded.tracegc = {start = function() end, stop = function() end}

    --[[ Adds bitwise operators for strings to the metatable of strings, which is closed here. ]]
    package.loaded.bwcoercion = true

    function require(name)
        if package.loaded[name] then return package.loaded[name] end
        if package.preload[name] then
            package.loaded[name] = package.preload[name](name)
            return package.loaded[name]
        end
        return find_module(name)
    end
end

