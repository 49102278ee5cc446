/// One function of a Lua 5.4 binary chunk, as far as the checker needs it.
struct BytecodeFunction {
    /// A constant; numbers have no part in names.
    enum Constant: Equatable {
        case string(String)
        case other
    }

    struct Upvalue {
        /// The captured variable is a register of the enclosing function, else one of its upvalues.
        let isLocalOfParent: Bool
        let index: Int
        let name: String
    }

    struct LocalVariable {
        let name: String
        /// The instructions in which the variable lives.
        let range: Range<Int>
    }

    /// The line of its first word; 0 for a chunk.
    let firstLine: Int
    let parameterCount: Int
    let code: [BytecodeInstruction]
    let constants: [Constant]
    let upvalues: [Upvalue]
    let functions: [BytecodeFunction]
    /// The line of each instruction.
    let lines: [Int]
    let locals: [LocalVariable]

    func text(constant index: Int) -> String? {
        guard constants.indices.contains(index), case .string(let text) = constants[index] else { return nil }
        return text
    }

    func line(_ instruction: Int) -> Int {
        lines.indices.contains(instruction) ? lines[instruction] : firstLine
    }

    /// The local variable that a register holds while an instruction runs: registers are given to the living
    /// variables in the order of their declaration.
    func local(inRegister register: Int, at instruction: Int) -> LocalVariable? {
        let living = locals.lazy.filter { $0.range.contains(instruction) }
        return living.dropFirst(register).first
    }
}

/// One instruction of the Lua 5.4 virtual machine, in the fields of the format iABC.
struct BytecodeInstruction {
    /// The instructions that the checker looks at, by their numbers in Lua 5.4.
    enum Opcode: UInt8 {
        case move = 0
        case loadConstant = 3
        case getUpvalue = 9
        case getGlobal = 11
        case getTable = 12
        case getField = 14
        case setGlobal = 15
        case setTable = 16
        case setField = 18
        case callMethod = 20
        case call = 68
        case returnOne = 72
        case makeFunction = 79
    }

    let word: UInt32

    var opcode: Opcode? { Opcode(rawValue: UInt8(word & 0x7F)) }
    var a: Int { Int(word >> 7 & 0xFF) }
    /// C, or in `setGlobal` and `setField` the value, is a constant.
    var k: Bool { word >> 15 & 1 == 1 }
    var b: Int { Int(word >> 16 & 0xFF) }
    var c: Int { Int(word >> 24) }
    /// The long index of format iABx.
    var bx: Int { Int(word >> 15) }

    /// Passes on the value in the register as it is: copies, stores or returns it.
    func reads(_ register: Int) -> Bool {
        switch opcode {
        case .move: b == register
        case .setGlobal, .setTable, .setField: !k && c == register
        case .returnOne: a == register
        default: false
        }
    }
}
