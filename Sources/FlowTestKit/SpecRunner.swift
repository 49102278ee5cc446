import FlowEngine
import FlowModel
public import LuaHost

/// Runs the tests of specs: each in a sandbox of its own, with stores in memory and clocks that do not really wait.
///
/// ```swift
/// let runner = try SpecRunner(options: SpecOptions())
/// let report = await runner.run(Spec(path: "order.spec.lua", source: source, flows: ["order": script]))
/// ```
public struct SpecRunner: Sendable {
    private let options: SpecOptions
    private let environments: TestSession.Environments

    /// Makes a runner.
    ///
    /// - Parameters:
    ///   - options: How tests are run.
    ///   - flows: What the flows under test can reach.
    /// - Throws: `SandboxError` when the Lua library of this machine cannot be made safe.
    public init(options: SpecOptions = SpecOptions(), flows: SandboxEnvironment? = nil) throws(SandboxError) {
        self.options = options
        let own: SandboxEnvironment
        if let flows { own = flows } else { own = try .flow() }
        environments = TestSession.Environments(
            spec: try .spec(TestSession.hostInterface), flow: own, runner: try .spec())
    }

    /// Runs the tests of one spec, one after the other.
    ///
    /// - Parameters:
    ///   - spec: The spec.
    ///   - observe: Learns of each test as soon as it has ended.
    /// - Returns: What came of them.
    public func run(_ spec: Spec, observe: @escaping @Sendable (TestResult) -> Void = { _ in }) async -> SpecReport {
        await Task(executorPreference: ScriptThreads.shared) { await report(spec, observe) }.value
    }

    private func report(_ spec: Spec, _ observe: (TestResult) -> Void) async -> SpecReport {
        var report = SpecReport(spec: spec)
        do throws(ScriptError) {
            _ = try Script(source: spec.source, name: spec.name)
        } catch {
            let advice = SyntaxAdvice.advice(for: error.message, line: error.line, source: spec.source)
            report.failure = TestFailure("\(error)\(advice.map { "; \($0)" } ?? "")")
            return report
        }
        let tests: [JSONValue]
        switch await session(spec).run(test: nil) {
        case .returned(let value): tests = value.object?["tests"]?.items ?? []
        case .failed(let failure):
            report.failure = failure
            return report
        }
        if tests.isEmpty {
            report.failure = TestFailure(
                "\(spec.name) has no tests: write test(\"what it does\", function(t) ... end)")
        }
        for (index, test) in tests.enumerated() {
            let name = test.object?["name"]?.text ?? ""
            if let filter = options.filter, !name.contains(filter) { continue }
            let line = (test.object?["line"]?.integer).map(Int.init)
            let result = await result(of: spec, index + 1, TestResult(name: name, line: line))
            observe(result)
            report.results.append(result)
        }
        return report
    }

    private func session(_ spec: Spec, _ plan: CrashPlan = CrashPlan()) -> TestSession {
        TestSession(spec, environments, options, plan: plan)
    }

    private func result(of spec: Spec, _ number: Int, _ named: TestResult) async -> TestResult {
        var result = named
        let start = ContinuousClock.now
        let plan = CrashPlan()
        let session = session(spec, plan)
        let end = await session.run(test: number)
        result.printed = session.printed
        result.runs = session.summaries()
        if case .failed(let failure) = end {
            result.failure = failure
            result.neverAsked = session.neverAsked()
        } else if options.crashesEverywhere {
            await kill(spec, number, untouched: session.outcome(), commits: plan.commits, &result)
        }
        result.duration = .now - start
        return result
    }

    // MARK: - Kills

    /// Runs the test again for every point at which its engine can be killed, and compares what comes of it.
    private func kill(
        _ spec: Spec, _ number: Int, untouched: JSONValue, commits: Int, _ result: inout TestResult
    ) async {
        let points = CrashPlan.points(upTo: commits)
        let deadline = ContinuousClock.now + options.timeout
        result.kills = TestResult.Kills(tried: 0, all: points.count)
        for point in points where ContinuousClock.now < deadline {
            let session = session(spec, CrashPlan(point))
            let end = await session.run(test: number)
            result.kills?.tried += 1
            let place = session.killedAt().map { " (\($0))" } ?? ""
            let head = "killed \(point.description) of \(commits)\(place), and gone on"
            if case .failed(let failure) = end {
                result.failure = TestFailure("\(failure.message)\n\(head)", trace: failure.trace)
            } else {
                let differences = JSONDifference.all(session.outcome(), untouched)
                guard !differences.isEmpty else { continue }
                let lines = differences.prefix(8).map { "\n  \($0.description)" }.joined()
                let more = differences.count > 8 ? "\n  and \(differences.count - 8) more" : ""
                result.failure = TestFailure("\(head), it came to something else:\(lines)\(more)")
            }
            result.runs = session.summaries()
            return
        }
    }
}

extension SandboxEnvironment {
    /// What the script of a spec can reach.
    fileprivate static func spec(_ interface: HostInterface) throws(SandboxError) -> SandboxEnvironment {
        do {
            return try SandboxEnvironment(
                interface: interface, modules: try StandardLibrary.modules(),
                preludes: [try StandardLibrary.prelude()])
        } catch let error as SandboxError {
            throw error
        } catch {
            throw SandboxError(message: "the standard library does not compile: \(error)")
        }
    }
}

extension Script {
    /// The script that runs specs, `stdlib/spec.lua`.
    fileprivate static func spec() throws(SandboxError) -> Script {
        do throws(ScriptError) {
            return try Script(
                source: StandardLibrary.sources[StandardLibrary.specName] ?? [], name: StandardLibrary.specName)
        } catch {
            throw SandboxError(message: "the standard library does not compile: \(error)")
        }
    }
}
