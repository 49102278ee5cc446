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
        var limits: SandboxLimits
        /// What is otherwise than when the journal was written, in words.
        let differences: [String]
    }

    /// Environments of older programs that are kept; the one that was made longest ago goes first.
    private static let capacity = 16

    private let environment: SandboxEnvironment
    private let limits: SandboxLimits
    private let treeLimits: [ExecutionID: SandboxLimits]
    /// What journals that begin now are written with.
    let header: JournalHeader
    private let older = Mutex<[(number: Int64, circumstances: Circumstances)]>([])

    init(
        _ environment: SandboxEnvironment, limits: SandboxLimits, treeLimits: [ExecutionID: SandboxLimits] = [:]
    ) {
        self.environment = environment
        self.limits = limits
        self.treeLimits = treeLimits
        header = JournalHeader(environment, limits)
    }

    /// The numbers of the headers of journals that begin now.
    struct HeaderNumbers {
        let usual: Int64
        /// Those of trees with limits of their own, by root.
        let trees: [ExecutionID: Int64]
    }

    /// Stores the headers of journals that begin now, where they are not there yet.
    func headerNumbers(_ transaction: any FlowTransaction) throws(StoreError) -> HeaderNumbers {
        var trees: [ExecutionID: Int64] = [:]
        for (root, limits) in treeLimits {
            trees[root] = try transaction.number(of: JournalHeader(environment, limits))
        }
        return HeaderNumbers(usual: try transaction.number(of: header), trees: trees)
    }

    /// What the script of an execution is loaded with.
    ///
    /// - Parameters:
    ///   - row: The execution; its journal may have no header, as one that begins.
    ///   - transaction: Where headers are.
    /// - Returns: Environment and limits.
    /// - Throws: `StoreError` when there is no such header; `SandboxError` or `ScriptError` when its modules cannot be loaded.
    func circumstances(of row: StoredExecution, _ transaction: any FlowTransaction) throws -> Circumstances {
        let limits = treeLimits.isEmpty ? limits : treeLimits[row.record.topID] ?? limits
        guard let number = row.header else {
            return Circumstances(environment: environment, limits: limits, differences: [])
        }
        var circumstances = try circumstances(of: number, transaction)
        circumstances.limits.processorTime = limits.processorTime
        return circumstances
    }

    private func circumstances(of number: Int64, _ transaction: any FlowTransaction) throws -> Circumstances {
        if let known = older.withLock({ $0.first { $0.number == number } }) { return known.circumstances }
        guard let header = try transaction.header(number) else {
            throw StoreError(.damaged, "the header \(number) of a journal is missing")
        }
        let circumstances = try circumstances(of: header)
        older.withLock { older in
            older.append((number, circumstances))
            if older.count > Self.capacity { older.removeFirst() }
        }
        return circumstances
    }

    /// What the script of a journal with that header is loaded with.
    ///
    /// - Returns: Environment and limits.
    /// - Throws: `SandboxError` or `ScriptError` when its modules cannot be loaded.
    func circumstances(of header: JournalHeader) throws -> Circumstances {
        var limits = limits
        limits.memory = Int(header.memoryLimit)
        limits.stacks = Int(header.stackLimit)
        limits.string = Int(header.stringLimit)
        return Circumstances(
            environment: header.modules == self.header.modules
                ? environment : try environment.replacingModules(by: header.modules),
            limits: limits, differences: self.header.differences(from: header))
    }
}

extension JournalHeader {
    /// Describes what is in force here.
    init(_ environment: SandboxEnvironment, _ limits: SandboxLimits) {
        func modules(_ scripts: [Script], isPrelude: Bool) -> [Module] {
            scripts.map {
                Module(name: $0.name, isPrelude: isPrelude, source: String(decoding: $0.source, as: UTF8.self))
            }
        }
        self.init(
            luaIdentity: SelfTest.luaIdentity, hostVersion: SandboxEnvironment.hostVersion,
            mathFingerprint: SelfTest.mathFingerprint, memoryLimit: Int64(limits.memory),
            stackLimit: Int64(limits.stacks), stringLimit: Int64(limits.string),
            modules: modules(environment.preludes, isPrelude: true) + modules(environment.modules, isPrelude: false))
    }
}

extension SandboxEnvironment {
    fileprivate func replacingModules(by modules: [JournalHeader.Module]) throws -> SandboxEnvironment {
        func scripts(isPrelude: Bool) throws -> [Script] {
            try modules.filter { $0.isPrelude == isPrelude }.map { module in
                try Script.module(source: Array(module.source.utf8), name: module.name)
            }
        }
        return try SandboxEnvironment(
            interface: interface, modules: scripts(isPrelude: false), preludes: scripts(isPrelude: true))
    }
}
