import FlowStore
import FlowTestKit
import Foundation

/// The scripts that lie beside the one that is run: the flows that it can call by name.
enum FlowFolder {
    /// The scripts of the folder of `path`, by the names of their flows; specs, and files that are no scripts, are left out.
    static func scripts(besides path: String) -> [(name: String, script: String)] {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.sorted().compactMap { file in
            guard file.hasSuffix(".lua"), !file.hasSuffix(Spec.suffix),
                let bytes = FileManager.default.contents(atPath: "\(folder)/\(file)"),
                bytes.count <= ScriptFile.limit
            else { return nil }
            return (ScriptFile.flowName(file), String(decoding: bytes, as: UTF8.self))
        }
    }
}
