import FlowModel
import Testing

extension StoredRun {
    /// Runs the script on every store, and with replays: it must end with success each time, and with that output.
    func comesTo(_ output: JSONValue, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for mode in Mode.allCases {
            let row = try await outcome(mode).row
            #expect(
                row.record.status == .endedSuccess, "\(mode): \(row.divergence ?? row.record.message ?? "")",
                sourceLocation: sourceLocation)
            #expect(
                row.record.output == output, "\(mode): \(JSONWriter.text(row.record.output))",
                sourceLocation: sourceLocation)
        }
    }
}
