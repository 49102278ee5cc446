import FlowConnectors
import FlowModel
import Foundation

/// A gigabyte that is streamed to a file: how much memory it takes.
enum Download {
    static func measure(_ place: Place, _ url: String) async throws {
        let rest = RESTConnector(files: place.file("files"))
        _ = try await rest.perform(Calls.request("\(url)/", 0, ["save_to": "small"]))
        let memory = Line.residentMemory()
        let watch = Task {
            var most = 0
            while !Task.isCancelled {
                most = max(most, Line.residentMemory())
                try? await Task.sleep(for: .milliseconds(5))
            }
            return most
        }
        var output: JSONValue = .null
        let time = try await ContinuousClock().measure {
            output = try await rest.perform(
                Calls.request("\(url)/large", 1, ["save_to": "large", "timeout_sec": 600]))
        }
        watch.cancel()
        let most = await watch.value
        await rest.shutdown()
        let bytes = output.object?["file"]?.object?["bytes"]?.integer ?? 0
        precondition(bytes == Int64(BenchmarkServer.largeSize))
        Line.write(
            "C3 \(bytes >> 20) MiB to a file", "\(String(format: "%.1f", Double(most - memory) / 1e6)) MB more memory",
            "\(Int(Double(bytes) / 1e6 / Line.seconds(time))) MB/s with its hash and a sync; flat memory")
    }
}
