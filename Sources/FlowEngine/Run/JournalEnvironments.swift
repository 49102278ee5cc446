import FlowModel
import FlowStore
import LuaHost
import Synchronization

/// What scripts can reach, for each journal what it began with: a program that was rebuilt with other modules goes on with
/// the old ones where they were in use.
final class JournalEnvironments: Sendable {
    /// What a script is loaded with.
    struct Circumstances {
        let environment: SandboxEnvironment
        let limits: SandboxLimits
        /// What is otherwise than when the journal was written, in words.
        let differences: [String]
    }

    private struct Older {
        let number: Int64
        let header: JournalHeader
        let environment: SandboxEnvironment
    }

    /// Environments of older programs that are kept; the one that was made longest ago goes first.
    private static let capacity = 16

    private let environment: SandboxEnvironment
    /// What journals that begin now are written with, but for their limits.
    let header: JournalHeader
    private let older = Mutex<[Older]>([])

    init(_ environment: SandboxEnvironment) {
        self.environment = environment
        header = JournalHeader(environment, .init(SandboxLimits()))
    }

    /// What the script of a journal is loaded with.
    ///
    /// - Parameters:
    ///   - number: The number of the journal's header; nil for a journal that begins, or has none.
    ///   - limits: What a script may use here; those of memory hold for journals that begin.
    ///   - transaction: Where headers are.
    /// - Returns: Environment and limits.
    /// - Throws: `StoreError` when there is no such header; `SandboxError` or `ScriptError` when its modules cannot be loaded.
    func circumstances(
        of number: Int64?, _ limits: SandboxLimits, _ transaction: any FlowTransaction
    ) throws -> Circumstances {
        guard let number else { return Circumstances(environment: environment, limits: limits, differences: []) }
        if let known = older.withLock({ $0.first { $0.number == number } }) {
            return circumstances(of: known.header, limits, known.environment)
        }
        guard let header = try transaction.header(number) else {
            throw StoreError(.damaged, "the header \(number) of a journal is missing")
        }
        let environment = try environment(of: header)
        older.withLock { older in
            older.append(Older(number: number, header: header, environment: environment))
            if older.count > Self.capacity { older.removeFirst() }
        }
        return circumstances(of: header, limits, environment)
    }

    /// What the script of a journal with that header is loaded with.
    ///
    /// - Returns: Environment and limits.
    /// - Throws: `SandboxError` or `ScriptError` when its modules cannot be loaded.
    func circumstances(of header: JournalHeader?, _ limits: SandboxLimits) throws -> Circumstances {
        guard let header else { return Circumstances(environment: environment, limits: limits, differences: []) }
        return circumstances(of: header, limits, try environment(of: header))
    }

    private func environment(of header: JournalHeader) throws -> SandboxEnvironment {
        header.modules == self.header.modules ? environment : try environment.replacingModules(by: header.modules)
    }

    private func circumstances(
        of header: JournalHeader, _ limits: SandboxLimits, _ environment: SandboxEnvironment
    ) -> Circumstances {
        var limits = limits
        limits.memory = Int(header.limits.memory)
        limits.stacks = Int(header.limits.stacks)
        limits.string = Int(header.limits.string)
        return Circumstances(
            environment: environment, limits: limits, differences: self.header.differences(from: header))
    }
}

extension JournalHeader.Limits {
    /// The limits that a replay must keep to.
    init(_ limits: SandboxLimits) {
        self.init(memory: Int64(limits.memory), stacks: Int64(limits.stacks), string: Int64(limits.string))
    }
}

extension JournalHeader {
    /// Describes what is in force here.
    init(_ environment: SandboxEnvironment, _ limits: Limits) {
        func modules(_ scripts: [Script], _ role: Module.Role) -> [Module] {
            scripts.map { Module(name: $0.name, role: role, source: String(decoding: $0.source, as: UTF8.self)) }
        }
        self.init(
            luaIdentity: SelfTest.luaIdentity, hostVersion: SandboxEnvironment.hostVersion,
            mathFingerprint: SelfTest.mathFingerprint, limits: limits,
            modules: modules(environment.preludes, .prelude) + modules(environment.modules, .library)
                + modules(environment.tasks.map { [$0] } ?? [], .tasks))
    }
}

extension SandboxEnvironment {
    fileprivate func replacingModules(by modules: [JournalHeader.Module]) throws -> SandboxEnvironment {
        func scripts(_ role: JournalHeader.Module.Role) throws -> [Script] {
            try modules.filter { $0.role == role }.map { module in
                try Script.module(source: Array(module.source.utf8), name: module.name)
            }
        }
        return try SandboxEnvironment(
            interface: interface, modules: scripts(.library), preludes: scripts(.prelude),
            tasks: scripts(.tasks).first)
    }
}
