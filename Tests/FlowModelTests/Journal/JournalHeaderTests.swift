import FlowModel
import Testing

@Suite struct JournalHeaderTests {
    private func header(lua: String = "Lua 5.4.4", host: Int64 = 1, math: UInt64 = .max) -> JournalHeader {
        JournalHeader(
            luaIdentity: lua, hostVersion: host, mathFingerprint: math,
            limits: .init(memory: 64, stacks: 32, string: 16),
            modules: [.init(name: "answer", role: .library, source: "return 1")])
    }

    @Test func factsAreReadAsTheyWereWritten() throws {
        let header = header()
        let text = JSONWriter.text(header.facts)
        #expect(JournalHeader(facts: try JSONParser.parse(text), modules: header.modules) == header)
        #expect(JournalHeader(facts: ["lua": "Lua 5.4.4"], modules: []) == nil)
    }

    @Test func onlyWhatCannotBeBroughtBackIsADifference() {
        let old = header()
        #expect(header().differences(from: old).isEmpty)
        #expect(
            header(lua: "Lua 5.4.6").differences(from: old) == [
                "the journal was written with Lua 5.4.4, this is Lua 5.4.6"
            ])
        #expect(header(host: 2, math: 0).differences(from: old).count == 2)
    }
}
