import FlowModel
import LuaHost
import Testing

/// The exact set of names that a script can reach from its globals and from the metatable of strings.
@Suite struct ReachableNamesTests {
    static let expected = """
        _G _VERSION assert
        coroutine.close coroutine.create coroutine.isyieldable coroutine.resume coroutine.running coroutine.status
        coroutine.wrap coroutine.yield
        error getmetatable ipairs
        json.array json.decode json.encode json.is_array json.null json.object
        load
        math.abs math.acos math.asin math.atan math.ceil math.cos math.deg math.exp math.floor math.fmod math.huge math.log
        math.max math.maxinteger math.min math.mininteger math.modf math.pi math.rad math.random math.randomseed math.sin
        math.sqrt math.tan math.tointeger math.type math.ult
        next null os.clock os.date os.time
        pairs pcall print rawequal rawget rawlen rawset require select setmetatable
        string.byte string.char string.find string.format string.gmatch string.gsub string.len string.lower string.match
        string.pack string.packsize string.rep string.reverse string.sub string.unpack string.upper
        table.concat table.insert table.move table.pack table.remove table.sort table.unpack
        tonumber tostring type
        utf8.char utf8.charpattern utf8.codepoint utf8.codes utf8.len utf8.offset
        xpcall
        """.split { $0 == " " || $0 == "\n" }.map(String.init).sorted()

    @Test func nothingElseIsReachable() throws {
        let source = """
            local seen, names = {}, {}
            local function walk(t, prefix)
                if seen[t] then return end
                seen[t] = true
                for k, v in pairs(t) do
                    assert(type(k) == 'string', 'a key that is not a name')
                    if type(v) == 'table' and v ~= _G then walk(v, prefix .. k .. '.')
                    else names[#names + 1] = prefix .. k end
                    local mt = getmetatable(v)
                    if type(mt) == 'table' then walk(mt, prefix .. k .. '<mt>.') end
                end
            end
            walk(_G, '')
            table.sort(names)
            return names
            """
        guard case .returned(.array(let values)) = try run(source) else {
            Issue.record("the walk did not end")
            return
        }
        let names = values.map { value -> String in
            if case .string(let name) = value { name } else { "" }
        }
        #expect(names.sorted() == Self.expected)
    }

    @Test func theModuleOfTasksHoldsThisOnly() throws {
        let source = """
            local flow = require 'flow'
            local task, names = flow.spawn(function() end), {}
            for name in pairs(flow) do names[#names + 1] = name end
            table.sort(names)
            return {names, getmetatable(flow) == nil, getmetatable(task), package == nil}
            """
        #expect(try run(source) == .returned([["gather", "spawn"], true, "Task", true]))
    }

    @Test func metatablesOfHostValuesAreLocked() throws {
        let source = """
            local r = {getmetatable(''), getmetatable(this), getmetatable(null), getmetatable(json.array{})}
            local ok, e = pcall(function() this:fail() end)
            r[#r + 1] = getmetatable(e)
            r[#r + 1] = select(2, pcall(setmetatable, json.array{}, {}))
            return r
            """
        #expect(
            try run(source)
                == .returned([
                    "string", "Execution", "null", "json array", "error", "cannot change a protected metatable",
                ]))
    }

    @Test(.enabled(if: !isSanitized)) func functionsThatTheLibraryHandsOutAreNoLightFunctions() throws {
        // A light C function would print the address of the library, far over any arena offset, or order tables by it.
        let source = """
            local iterators = {pairs({}), (ipairs({})), (utf8.codes('')), (('x'):gmatch('x')), coroutine.wrap(print)}
            local places = {}
            for i, f in ipairs(iterators) do places[i] = tostring(f) end
            return places
            """
        let one = try run(source)
        #expect(try run(source) == one)
    }
}
