import FlowEngine
import Foundation
import Testing

@Suite struct LuaAnnotationsTests {
    /// `MOONFLOW_RECORD=1 scripts/test --filter LuaAnnotations` writes the file anew.
    @Test func theFileIsWhatTheSignaturesSay() throws {
        let file = Project.root.appending(path: "stdlib/meta/flow.lua")
        let text = LuaAnnotations.text()
        if Project.isRecording {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("stdlib/meta/flow.lua was written; run again without MOONFLOW_RECORD")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test func everyFunctionIsInIt() {
        let text = LuaAnnotations.text()
        let sections = text.components(separatedBy: "---@class ").dropFirst()
        // What a class has, by the words that come after its name: a colon and the class that it goes on from.
        let bases = sections.filter { $0.hasPrefix("Record\n") || $0.hasPrefix("Identity: Record\n") }
        #expect(bases.count == 2)
        for hostClass in HostCatalogue.current.classes {
            let heads = ["\n", "<T>\n", ": Record\n", ": Identity\n"].map { hostClass.name + $0 }
            let own = sections.filter { section in heads.contains { section.hasPrefix($0) } }
            #expect(own.count == 1, "\(hostClass.name)")
            for signature in hostClass.signatures where signature.name != "end" {
                let names = [hostClass.name, "Record", "Identity"].map { "function \($0):\(signature.name)(" }
                let field = "---@field \(signature.name) fun("
                #expect(
                    (own + bases).contains { $0.contains(field) } || names.contains { text.contains($0) },
                    "\(hostClass.name):\(signature.name)")
            }
        }
    }

    @Test func theFileIsSmall() {
        #expect(LuaAnnotations.text().utf8.count < 100_000)
    }
}
