/// What a host call gives back to the script.
public enum HostAnswer: Sendable {
    /// Nothing at all.
    case nothing
    /// The object that the method was called on, so that calls can be chained.
    case receiver
    /// One value.
    case value(HostValue)
    /// Several values, to be assigned at once: `local a, b = this:get("a", "b")`.
    case values([HostValue])
    /// A catchable error table `{type, message, traceback}`.
    case failure(FlowError)
    /// The script is unwound: no `pcall` stops it, `<close>` variables run.
    ///
    /// The text comes back in the step that ends the script.
    case end(String)
}

/// An answer as the bytes that the journal keeps and the sandbox reads.
///
/// A run and its replay hand over the same bytes, so that both allocate alike.
public struct EncodedAnswer: Sendable, Equatable {
    /// How the bytes are to be read; the numbers stand in journals and never change.
    public enum Kind: UInt8, Sendable {
        /// No bytes; the call returns nothing.
        case nothing = 0
        /// No bytes; the call returns the object it was made on.
        case receiver = 1
        /// JSON text of one value.
        case value = 2
        /// Eight bytes in the order of the machine: an integer.
        case integer = 3
        /// JSON text of an array whose elements are the values.
        case values = 4
        /// JSON text of an object `{type, message, details}`.
        case failure = 5
        /// Text that the end of the script gives back.
        case end = 6
    }

    /// How to read the bytes.
    public let kind: Kind
    /// The answer itself.
    public let bytes: [UInt8]

    /// Takes over bytes of a journal.
    public init(kind: Kind, bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
    }

    /// Encodes an answer.
    public init(_ answer: HostAnswer) {
        var bytes: [UInt8] = []
        kind = answer.encode(into: &bytes)
        self.bytes = bytes
    }

    /// The answer that returns the object it was made on.
    public static let receiver = EncodedAnswer(kind: .receiver, bytes: [])
}

extension HostAnswer {
    /// Appends the bytes of the answer, and returns how they are to be read.
    public func encode(into bytes: inout [UInt8]) -> EncodedAnswer.Kind {
        switch self {
        case .nothing: return .nothing
        case .receiver: return .receiver
        case .value(.integer(let integer)):
            withUnsafeBytes(of: integer) { bytes.append(contentsOf: $0) }
            return .integer
        case .value(let value):
            value.write(into: &bytes)
            return .value
        case .values(let values):
            HostValue.array(values).write(into: &bytes)
            return .values
        case .failure(let error):
            var fields: JSONObject = ["message": .string(error.message), "type": .string(error.type)]
            if let details = error.details { fields["details"] = details }
            JSONWriter.write(.object(fields), into: &bytes)
            return .failure
        case .end(let text):
            bytes.append(contentsOf: text.utf8)
            return .end
        }
    }
}
