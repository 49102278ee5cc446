import ArgumentParser
import FlowEngine
import FlowModel
import Glibc
import LuaHost

/// `moonflow doctor`: whether this machine can run scripts safely, and how a store is.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Tests whether scripts can run safely on this machine, and how a store is.",
        discussion: """
            Runs the tests that moonflow makes before it trusts the Lua library of the machine, and says what \
            to do about each that fails. Where there is a store, or --store names one, it is looked at as well: whether it \
            is sound, its size, what is in it, and what would be removed because it ended long ago. Nothing is changed, \
            and another process may hold the store.

            Exit code 70 when a test fails or the store is damaged. JSON when piped.

            Examples:

              moonflow doctor
              moonflow doctor --store /var/lib/moonflow/store.db --retention-days 7
            """
    )

    @OptionGroup
    var storage: StoreOptions

    @OptionGroup
    var retention: RetentionOptions

    @Flag(name: .long, help: "Print the report as JSON.")
    var json = false

    func run() throws {
        let checks = SelfTest.run()
        let passed = !checks.isEmpty && checks.allSatisfy(\.passed)
        var store: StoreDiagnosis?
        var failure: (any Error)?
        do {
            try reporting {
                guard storage.store != nil || access(storage.path, F_OK) == 0 else { return }
                store = try StoreDiagnosis(storage, retentionDays: try retention.chosenDays())
            }
        } catch {
            failure = error
        }
        let isSound = store?.isSound ?? true
        if json || !Console.isTerminal(.output) {
            let value = record(checks, passed: passed && isSound, store)
            try Console.print(json ? JSONWriter.prettyText(value) : JSONWriter.text(value))
        } else {
            try writeTable(checks, passed: passed, store)
        }
        if let failure { throw failure }
        if !passed || !isSound { throw ExitStatus.internal.code }
    }

    private func writeTable(_ checks: [SelfTest.Check], passed: Bool, _ store: StoreDiagnosis?) throws {
        let stored = store?.facts ?? []
        let width = (checks.map(\.name.count) + (facts + stored).map(\.0.count)).max() ?? 0
        for (name, value) in facts { try Console.print("  \(name.padded(to: width))  \(value)") }
        try Console.print("")
        for check in checks {
            let mark = check.passed ? "ok    " : "FAILED"
            try Console.print("  \(check.name.padded(to: width))  \(mark)  \(check.detail)")
        }
        try Console.print("")
        for (name, value) in stored { try Console.print("  \(name.padded(to: width))  \(value)") }
        if let store, !store.isSound {
            return try Console.print("\nThe store is damaged: go back to a backup of it.")
        }
        try Console.print(
            (stored.isEmpty ? "" : "\n") + (passed ? "Scripts can run." : "Scripts cannot run safely here."))
    }

    private func record(_ checks: [SelfTest.Check], passed: Bool, _ store: StoreDiagnosis?) -> JSONValue {
        let list = checks.map { check -> JSONValue in
            ["name": .string(check.name), "passed": .bool(check.passed), "detail": .string(check.detail)]
        }
        let machine = JSONObject(facts.map { .init(key: $0.0, value: .string($0.1)) })
        return [
            "passed": .bool(passed), "checks": .array(list), "machine": .object(machine),
            "store": store?.record ?? .null,
        ]
    }

    private var facts: [(String, String)] {
        let pages = Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
        return [
            ("lua", SelfTest.luaIdentity),
            ("math fingerprint", String(SelfTest.mathFingerprint, radix: 16)),
            ("system", system),
            ("c library", cLibrary),
            ("processors", "\(sysconf(Int32(_SC_NPROCESSORS_ONLN)))"),
            ("memory", "\(pages >> 20) MiB"),
            ("page size", "\(sysconf(Int32(_SC_PAGESIZE))) bytes"),
        ]
    }

    private var cLibrary: String {
        var text = [UInt8](repeating: 0, count: 64)
        let length = text.withUnsafeMutableBytes { buffer in
            confstr(Int32(_CS_GNU_LIBC_VERSION), buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        return length == 0 ? "unknown" : String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }

    private var system: String {
        var names = utsname()
        guard uname(&names) == 0 else { return "unknown" }
        func text<Field>(_ field: Field) -> String {
            withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        return "\(text(names.sysname)) \(text(names.release)) \(text(names.machine))"
    }
}
