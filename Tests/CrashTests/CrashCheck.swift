import FlowModel
import Foundation

/// Kills a process that runs a flow, lets the next one go on, and compares what came of it with a run that nobody killed.
///
/// Blocks: for the threads of ``KitProcess``.
struct CrashCheck: Sendable {
    /// What a flow came to.
    struct Outcome {
        /// The kinds of the crash points that were passed, in order.
        let points: [String]
        /// All executions, with fields, logs and journals.
        let executions: JSONValue
        /// How often the far side saw each idempotency key.
        let effects: JSONObject
        /// What the far side saw with each idempotency key.
        let requests: JSONValue
        /// What there is in files, by their paths.
        let files: JSONValue
        /// The bytes of all journals, turn by turn.
        let turns: JSONValue
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let isComplete = ProcessInfo.processInfo.environment["MOONFLOW_TEST_ALL"] != nil

    /// The folder of the flows, from the root of the project.
    let folder: String
    let flow: String
    var commitsEachCall = false
    /// What the engine does wrong.
    var fault: String?
    /// How many points are tried unless all are.
    var sample = 6

    /// The names of the flows in a folder.
    static func flows(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? [])
            .filter { $0.hasSuffix(".lua") && !$0.hasSuffix(".spec.lua") }.map { String($0.dropLast(4)) }.sorted()
    }

    /// Tells whether a file is there, from the root of the project.
    static func isThere(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: file).path)
    }

    /// Runs `body` in a folder that is gone afterwards.
    static func inFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "moonflow-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// What is not as it should be, every difference that a kill makes: at every point or at some, until so many problems
    /// are found.
    func problems(isComplete: Bool = Self.isComplete, limit: Int = .max) throws -> [String] {
        try Self.inFolder { folder in
            let untouched = try outcome(of: start("untouched", in: folder).end())
            var problems = Self.problems(untouched, killsAt: nil)
            for point in points(of: untouched, isComplete: isComplete) where problems.count < limit {
                let name = "killed-\(point)"
                let killed = try start(name, in: folder, ["--crash-at", "\(point)"]).end()
                let place = "killed at \(point) of \(untouched.points.count) (\(untouched.points[point - 1]))"
                // How calls fall into commits varies a little, and with it how many points there are.
                guard killed.status == -SIGKILL || (killed.status == 0 && point > untouched.points.count * 3 / 4) else {
                    problems.append("\(flow), \(place): status \(killed.status) \(killed.errors)")
                    continue
                }
                let resumed = try outcome(of: start(name, in: folder).end())
                problems += differences(resumed, untouched).map { "\(flow), \(place): \($0)" }
                problems += Self.problems(resumed, killsAt: point).map { "\(flow), \(place): \($0)" }
                try? FileManager.default.removeItem(at: folder.appending(path: name))
            }
            return problems
        }
    }

    // MARK: - Runs

    /// Begins a run on the store of that name.
    func start(_ store: String, in folder: URL, _ options: [String] = []) throws -> KitProcess {
        let place = folder.appending(path: store)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        var arguments = [
            "run", "--store", place.appending(path: "store.db").path, "--folder",
            Self.root.appending(path: self.folder).path, "--flow", flow, "--far-side",
            try FarSideProcess.running().socket, "--space", place.path,
        ]
        if commitsEachCall { arguments.append("--commit-each-call") }
        if let fault { arguments += ["--fault", fault] }
        return try KitProcess(arguments + options, in: place)
    }

    /// Reads what a run printed that came to its end.
    func outcome(of end: KitProcess.End) throws -> Outcome {
        guard end.status == 0, let fields = (try JSONParser.parse(end.output) as JSONValue).object,
            case .array(let points)? = fields["points"]
        else { throw Failure(description: "\(flow): status \(end.status) \(end.output) \(end.errors)") }
        return Outcome(
            points: points.compactMap(\.text), executions: fields["executions"] ?? .null,
            effects: fields["effects"]?.object?["counts"]?.object ?? [:],
            requests: fields["effects"]?.object?["requests"] ?? [:], files: fields["files"] ?? [:],
            turns: fields["turns"] ?? .null)
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    // MARK: - Comparing

    /// What a killed and resumed run has otherwise than one that was left alone.
    func differences(_ resumed: Outcome, _ untouched: Outcome) -> [String] {
        var differences: [String] = []
        if let difference = Self.difference(untouched.executions, resumed.executions, at: "executions") {
            differences.append(difference)
        }
        let (keys, expected) = (Set(resumed.effects.entries.map(\.key)), Set(untouched.effects.entries.map(\.key)))
        if keys != expected {
            differences.append("\(keys.count) distinct effects instead of \(expected.count): \(keys) for \(expected)")
        } else if let difference = Self.difference(untouched.requests, resumed.requests, at: "requests") {
            differences.append(difference)
        }
        if let difference = Self.difference(untouched.files, resumed.files, at: "files") {
            differences.append(difference)
        }
        return differences
    }

    /// An effect is made once, and once more at most when a kill leaves open whether it was.
    private static func problems(_ outcome: Outcome, killsAt point: Int?) -> [String] {
        let most: Int64 = point == nil ? 1 : 2
        return outcome.effects.entries.compactMap { effect in
            (1...most).contains(effect.value.integer ?? 0)
                ? nil : "the effect \(effect.key) was made \(effect.value) times"
        }
    }

    /// The first difference of two values, with its path.
    private static func difference(_ expected: JSONValue, _ found: JSONValue, at path: String) -> String? {
        switch (expected, found) {
        case _ where expected == found: return nil
        case (.array(let first), .array(let second)) where first.count == second.count:
            for (index, pair) in zip(first, second).enumerated() {
                if let difference = difference(pair.0, pair.1, at: "\(path)[\(index)]") { return difference }
            }
            return nil
        case (.object(let first), .object(let second)):
            for key in Set(first.entries.map(\.key)).union(second.entries.map(\.key)).sorted() {
                let (left, right) = (first[key] ?? .null, second[key] ?? .null)
                if let difference = difference(left, right, at: "\(path).\(key)") { return difference }
            }
            return nil
        default: return "\(path) is \(found) instead of \(expected)"
        }
    }

    // MARK: - Points

    /// All points, or a few of them with every kind among them: the same each time.
    private func points(of untouched: Outcome, isComplete: Bool) -> [Int] {
        let count = untouched.points.count
        guard !isComplete, count > sample else { return Array(1...max(1, count)) }
        var state = UInt64(truncatingIfNeeded: flow.utf8.reduce(7) { $0 &* 31 &+ Int($1) }) | 1
        func random(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var chosen: Set<Int> = []
        let kinds = Dictionary(grouping: 1...count) { untouched.points[$0 - 1] }
        for kind in kinds.keys.sorted() where chosen.count < sample {
            if let places = kinds[kind] { chosen.insert(places[random(below: places.count)]) }
        }
        while chosen.count < sample { chosen.insert(random(below: count) + 1) }
        return chosen.sorted()
    }
}
