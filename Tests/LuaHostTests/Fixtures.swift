import Foundation
import LuaHost

/// Files beside the tests.
enum Fixtures {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    /// The module `flow` of the standard library, which makes tasks.
    static func tasks() throws -> Script {
        let file = folder.appendingPathComponent("../../stdlib/flow.lua")
        return try Script.module(source: [UInt8](try Data(contentsOf: file)), name: "flow")
    }

    static func names(in subfolder: String) -> [String] {
        let path = folder.appendingPathComponent(subfolder).path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".lua") }.sorted()
    }

    static func text(_ subfolder: String, _ name: String) throws -> String {
        let url = folder.appendingPathComponent(subfolder).appendingPathComponent(name)
        return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
}
