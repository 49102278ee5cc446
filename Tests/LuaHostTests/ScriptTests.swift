import Testing

@testable import LuaHost

@Suite struct ScriptTests {
    func problem(_ source: [UInt8], name: String = "flow.lua") -> ScriptError? {
        do {
            _ = try Script(source: source, name: name)
            return nil
        } catch {
            return error
        }
    }

    @Test func aSyntaxErrorNamesItsLine() {
        let error = problem(Array("local x = 1\nlocal y = = 2\n".utf8))
        #expect(error?.line == 2)
        #expect(error?.description == "flow.lua:2: unexpected symbol near '='")
    }

    @Test func binaryChunksAreRefused() {
        #expect(
            problem([0x1b] + Array("Lua".utf8))?.description
                == "flow.lua:1: this is compiled Lua (a binary chunk); give the source text")
    }

    @Test func aScriptMayHave256KiB() {
        let line = Array("-- filling filling filling\n".utf8)
        var source: [UInt8] = []
        while source.count + line.count <= 256 * 1024 { source += line }
        #expect(problem(source) == nil)
        #expect(problem(source + line)?.message.contains("262144 are allowed") == true)
    }

    @Test func longChainsOfIndexingAreRefusedAndLongProgramsAreNot() {
        #expect(problem(Array(("local a = {} return a" + String(repeating: ".x", count: 300)).utf8))?.line == 1)
        #expect(problem(Array(("local a = {} return a" + String(repeating: "[1]", count: 300)).utf8)) != nil)
        #expect(problem(Array(("local a = {} return a" + String(repeating: "{}", count: 300)).utf8)) != nil)
        #expect(problem(Array((String(repeating: "a.b.c[1].e = a.b:f(1)\n", count: 2000)).utf8)) == nil)
        #expect(problem(Array(("local t = {" + String(repeating: "a.b.c, ", count: 2000) + "}").utf8)) == nil)
        #expect(
            problem(
                Array(
                    "local s = '\(String(repeating: ".x", count: 5000))' --[==[\(String(repeating: "[1]", count: 500))]==] return s"
                        .utf8)) == nil)
    }

    @Test func aShebangLineIsIgnoredAndCounted() {
        #expect(problem(Array("#!/usr/bin/env moonflow\nreturn 1".utf8)) == nil)
        #expect(problem(Array("#!/usr/bin/env moonflow\nreturn = 1".utf8))?.line == 2)
        #expect(problem(Array("# only this".utf8)) == nil)
    }

    @Test func theCacheCompilesOnce() throws {
        let cache = ScriptCache(capacity: 2)
        let one = try cache.script(source: Array("return 1".utf8), name: "a")
        let again = try cache.script(source: Array("return 1".utf8), name: "a")
        #expect(one.bytecode == again.bytecode)
        #expect(throws: ScriptError.self) { try cache.script(source: Array("return = 1".utf8), name: "a") }
    }
}
