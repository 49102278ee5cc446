import FlowModel
import Foundation
import LuaHost
import Testing

/// Every script in `Hostile` attacks the host; its first line says what must come of it:
/// `-- expect: killed time or killed memory or error PATTERN or returned JSON`.
@Suite struct HostileTests {
    static let budget: Duration = .milliseconds(isSanitized ? 2000 : 250)

    static let limits: SandboxLimits = {
        var limits = SandboxLimits()
        limits.memory = 32 << 20
        limits.stacks = 32 << 20
        limits.string = 16 << 20
        limits.processorTime = budget
        return limits
    }()

    @Test(.timeLimit(.minutes(10)), arguments: Fixtures.names(in: "Hostile"))
    func anAttackEndsAsItMust(_ name: String) throws {
        let source = try Fixtures.text("Hostile", name)
        let first = source.prefix { $0 != "\n" }
        guard let marker = first.range(of: "-- expect: ") else {
            Issue.record("\(name): the first line says no expectation")
            return
        }
        let expectations = first[marker.upperBound...].components(separatedBy: " or ")
        let (ending, spent) = try attack(source, name: name)
        #expect(expectations.contains { matches(ending, String($0)) }, "\(name): \(ending), expected \(expectations)")
        // Processor time, not that of a clock; a busy machine delays the watchdog.
        #expect(spent <= Self.budget * 10, "\(name) ran for \(spent)")
        // The process goes on as if nothing had happened.
        #expect(try run("return 1") == .returned(1))
    }

    private func attack(_ source: String, name: String) throws -> (Ending, Duration) {
        do {
            let outcome = try runScript(source, name: name, limits: Self.limits)
            return (outcome.ending, outcome.usage.processorTime)
        } catch let error as ScriptError {
            return (.failed(error.description), .zero)
        }
    }

    private func matches(_ ending: Ending, _ expectation: String) -> Bool {
        let (kind, rest) = split(expectation)
        switch (ending, kind) {
        case (.killed(let reason), "killed"): return reason.rawValue == rest
        case (.failed(let message), "error"): return message.range(of: rest, options: .regularExpression) != nil
        case (.returned(let value), "returned"):
            if rest.isEmpty { return true }
            let expected: JSONValue? = try? JSONParser.parse(rest)
            return value == expected
        case (.nothing, "returned"): return rest.isEmpty || rest == "nothing"
        default: return false
        }
    }

    private func split(_ text: String) -> (String, String) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
    }

    @Test func thereIsAFixtureForEveryKnownAttack() {
        let numbers = Set(Fixtures.names(in: "Hostile").compactMap { Int($0.prefix(2)) })
        #expect(numbers.isSuperset(of: Array(1...26) + Array(31...44)))
    }
}
