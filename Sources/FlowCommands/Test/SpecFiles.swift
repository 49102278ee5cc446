import FlowTestKit
import Foundation

/// Finds the specs that a command line names.
enum SpecFiles {
    /// What a spec looks like, for those who have none.
    static let example = """
          -- order.spec.lua, beside order.lua
          test("ships the order", function(t)
              t:stub_flow("ship", {parcel = 7})
              local run = t:run("order", {address = "Here"})
              t:equal(run.status, "ENDED_SUCCESS")
          end)
        """

    /// The specs of files and folders, each once, in the order of their paths.
    ///
    /// - Throws: `CommandFailure` for a path that is not there, is no spec, or has none.
    static func find(_ paths: [String]) throws(CommandFailure) -> [String] {
        var found: [String] = []
        for path in paths {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            found += isFolder.boolValue ? specs(in: path) : [try spec(of: path, isThere)]
        }
        guard !found.isEmpty else {
            throw CommandFailure(
                "no spec found in \(paths.joined(separator: ", ")): a spec is a file NAME.spec.lua beside the flow, "
                    + "such as\n\n\(example)\n\nmoonflow help test tells more")
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }
    }

    /// Reads a spec and the flows beside it.
    static func read(_ path: String) throws(CommandFailure) -> Spec {
        let source = try FileContents.read(path, role: "spec", limit: ScriptFile.limit)
        let flows = FlowFolder.scripts(besides: path).map { ($0.name, $0.script) }
        return Spec(path: path, source: source, flows: Dictionary(flows) { first, _ in first })
    }

    private static func specs(in folder: String) -> [String] {
        let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
        var found: [String] = []
        let files = FileManager.default.enumerator(atPath: folder)
        while let file = files?.nextObject() as? String {
            if ScriptFile.fileName(file).hasPrefix(".") {
                files?.skipDescendants()
            } else if file.hasSuffix(Spec.suffix) {
                found.append(prefix + file)
            }
        }
        return found.sorted()
    }

    /// The spec that a file is, or that lies beside a flow.
    private static func spec(of path: String, _ isThere: Bool) throws(CommandFailure) -> String {
        if isThere, path.hasSuffix(Spec.suffix) { return path }
        let beside = (path.hasSuffix(".lua") ? String(path.dropLast(4)) : path) + Spec.suffix
        if FileManager.default.fileExists(atPath: beside) { return beside }
        guard isThere else {
            throw CommandFailure("\(path): there is no such file or folder; check the path of the spec")
        }
        throw CommandFailure("\(path) is no spec, and has none: write \(beside), such as\n\n\(example)")
    }
}
