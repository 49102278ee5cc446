import Foundation

/// Where the files of the project are, for tests that read them.
enum Project {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Whether expectations are to be written instead of compared: `MOONFLOW_RECORD=1`.
    static let isRecording = ProcessInfo.processInfo.environment["MOONFLOW_RECORD"] == "1"

    /// The names of the files in a folder that end in this, without it, in order.
    static func names(in folder: String, ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
            .filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
    }

    static func bytes(of file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: file)))
    }
}
