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
        for hostClass in HostCatalogue.current.classes {
            let name = hostClass.name == "Listing" ? "Listing<T>" : hostClass.name
            #expect(text.contains("---@class \(name)\n"))
            for signature in hostClass.signatures where signature.name != "end" {
                #expect(text.contains("function \(hostClass.name):\(signature.name)("))
            }
        }
    }
}
