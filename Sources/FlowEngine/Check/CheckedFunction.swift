/// A function of a script together with the names that it uses: what the checker judges.
struct CheckedFunction {
    /// One use of a name.
    struct Use {
        enum Kind {
            case globalRead(String)
            case globalWrite(String)
            /// `library.name`, where the library is a global.
            case member(library: String, name: String)
            /// `variable:name(...)` on a host object.
            case method(variable: String, name: String)
            /// `variable.name` of a host object.
            case field(variable: String, name: String)
            /// `variable.name = value` of a host object.
            case assignment(variable: String, name: String)
            /// `variable.name`, where the variable is what `require` gave for the module.
            case moduleMember(module: String, name: String)
        }

        let kind: Kind
        let line: Int
        /// The variable is what its name says; false for a parameter `this` of a function other than a handler,
        /// which can be anything.
        let isCertain: Bool
    }

    /// A variable that holds a host object, or a module.
    private struct HostVariable {
        let name: String
        let register: Int
        let isCertain: Bool
        /// The name of the module, and the instructions in which the variable holds it.
        var module: (name: String, range: Range<Int>)?
    }

    /// The names under which scripts know host objects.
    private static let hostVariables: Set<String> = ["system", "this"]

    private(set) var uses: [Use] = []
    private(set) var children: [CheckedFunction] = []

    private let function: BytecodeFunction
    /// The upvalues that are `_ENV` of the chunk, and those that are host objects, by index.
    private let environmentUpvalues: Set<Int>
    private let hostUpvalues: [Int: HostVariable]

    init(_ main: BytecodeFunction) {
        self.init(main, environmentUpvalues: [0], hostUpvalues: [:], isMain: true)
    }

    private init(
        _ function: BytecodeFunction,
        environmentUpvalues: Set<Int>,
        hostUpvalues: [Int: HostVariable],
        isMain: Bool
    ) {
        self.function = function
        self.environmentUpvalues = environmentUpvalues
        self.hostUpvalues = hostUpvalues
        let hostLocals =
            Self.hostLocals(function, isMain: isMain) + Self.moduleLocals(function, environmentUpvalues)
        for position in function.code.indices { note(position, hostLocals) }
        children = function.functions.map { child in
            var environments: Set<Int> = []
            var hosts: [Int: HostVariable] = [:]
            for (index, upvalue) in child.upvalues.enumerated() {
                if upvalue.isLocalOfParent {
                    hosts[index] = hostLocals.first { $0.name == upvalue.name && $0.register == upvalue.index }
                } else {
                    if environmentUpvalues.contains(upvalue.index) { environments.insert(index) }
                    hosts[index] = hostUpvalues[upvalue.index]
                }
            }
            return CheckedFunction(child, environmentUpvalues: environments, hostUpvalues: hosts, isMain: false)
        }
    }

    /// The registers of host objects: parameters called `this` or `system`, and in the main function the variables
    /// that the engine itself puts before the first line.
    private static func hostLocals(_ function: BytecodeFunction, isMain: Bool) -> [HostVariable] {
        let first = function.locals.prefix(isMain ? 3 : function.parameterCount)
        let isCertain = isMain || first.prefix(2).map(\.name) == ["system", "this"]
        return first.enumerated().filter { hostVariables.contains($0.element.name) }.map { register, local in
            HostVariable(name: local.name, register: register, isCertain: isCertain)
        }
    }

    /// Variables that are declared as `local name = require "module"`.
    private static func moduleLocals(_ function: BytecodeFunction, _ environments: Set<Int>) -> [HostVariable] {
        function.code.indices.dropFirst(2).compactMap { position in
            let (find, load, call) = (function.code[position - 2], function.code[position - 1], function.code[position])
            guard call.opcode == .call, load.opcode == .loadConstant, load.a == call.a + 1, find.opcode == .getGlobal,
                find.a == call.a, environments.contains(find.b), function.text(constant: find.c) == "require",
                let module = function.text(constant: load.bx),
                let local = function.local(inRegister: call.a, at: position + 1),
                local.range.lowerBound == position + 1
            else { return nil }
            return HostVariable(
                name: local.name, register: call.a, isCertain: true, module: (name: module, range: local.range))
        }
    }

    private mutating func note(_ position: Int, _ hostLocals: [HostVariable]) {
        let instruction = function.code[position]
        switch instruction.opcode {
        case .getGlobal where environmentUpvalues.contains(instruction.b):
            guard let name = function.text(constant: instruction.c) else { return }
            add(.globalRead(name), position)
            noteMember(of: name, in: instruction.a, after: position)
        case .setGlobal where environmentUpvalues.contains(instruction.a):
            guard let name = function.text(constant: instruction.b) else { return }
            add(.globalWrite(name), position)
        case .getGlobal:  // the same instruction reads a field of any other upvalue
            guard let variable = hostUpvalues[instruction.b], let name = function.text(constant: instruction.c) else {
                return
            }
            note(variable, field: name, position)
        case .getTable, .setTable: noteLongName(position)
        case .callMethod:
            guard let variable = hostVariable(in: instruction.b, at: position, hostLocals), variable.module == nil,
                let name = key(instruction.c, isConstant: instruction.k, before: position)
            else { return }
            add(.method(variable: variable.name, name: name), position, variable.isCertain)
        case .getField:
            guard let variable = hostVariable(in: instruction.b, at: position, hostLocals),
                let name = function.text(constant: instruction.c)
            else { return }
            note(variable, field: name, position)
        case .setField:
            guard let variable = hostVariable(in: instruction.a, at: position, hostLocals), variable.module == nil,
                let name = function.text(constant: instruction.b)
            else { return }
            add(.assignment(variable: variable.name, name: name), position, variable.isCertain)
        default: break
        }
    }

    private mutating func note(_ variable: HostVariable, field name: String, _ position: Int) {
        if let module = variable.module { return add(.moduleMember(module: module.name, name: name), position) }
        add(.field(variable: variable.name, name: name), position, variable.isCertain)
    }

    /// `string.dump` reads the global and, in the next instruction, its field.
    private mutating func noteMember(of library: String, in register: Int, after position: Int) {
        guard position + 1 < function.code.count else { return }
        let next = function.code[position + 1]
        guard next.opcode == .getField, next.b == register, let name = function.text(constant: next.c) else { return }
        add(.member(library: library, name: name), position + 1)
    }

    /// A chunk with more than 256 constants reads globals in three steps: `_ENV` and the name go to registers first.
    private mutating func noteLongName(_ position: Int) {
        let instruction = function.code[position]
        let isRead = instruction.opcode == .getTable
        let (table, nameAt) = isRead ? (instruction.b, instruction.c) : (instruction.a, instruction.b)
        guard let source = lastWrite(to: table, before: position), source.opcode == .getUpvalue,
            environmentUpvalues.contains(source.b), let name = key(nameAt, isConstant: false, before: position)
        else { return }
        add(isRead ? .globalRead(name) : .globalWrite(name), position)
    }

    private func key(_ index: Int, isConstant: Bool, before position: Int) -> String? {
        if isConstant { return function.text(constant: index) }
        guard let load = lastWrite(to: index, before: position), load.opcode == .loadConstant else { return nil }
        return function.text(constant: load.bx)
    }

    /// The name of the host object in a register: a variable itself, or an upvalue fetched just before.
    private func hostVariable(in register: Int, at position: Int, _ hostLocals: [HostVariable]) -> HostVariable? {
        if let local = function.local(inRegister: register, at: position) {
            return hostLocals.first {
                $0.name == local.name && $0.register == register
                    && ($0.module == nil || $0.module?.range == local.range)
            }
        }
        guard let source = lastWrite(to: register, before: position), source.opcode == .getUpvalue else { return nil }
        return hostUpvalues[source.b]
    }

    /// The nearest of the few instructions before that sets a register, as far as the checker knows them.
    private func lastWrite(to register: Int, before position: Int) -> BytecodeInstruction? {
        for index in stride(from: position - 1, through: max(0, position - 3), by: -1) {
            let instruction = function.code[index]
            if instruction.a == register, [.getUpvalue, .loadConstant].contains(instruction.opcode) {
                return instruction
            }
        }
        return nil
    }

    private mutating func add(_ kind: Use.Kind, _ position: Int, _ isCertain: Bool = true) {
        uses.append(Use(kind: kind, line: function.line(position), isCertain: isCertain))
    }
}
