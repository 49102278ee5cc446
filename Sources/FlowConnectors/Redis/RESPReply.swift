import FlowModel

/// What Redis answers, as its protocol has it (RESP2).
indirect enum RESPReply: Sendable, Equatable {
    case status([UInt8])
    case error([UInt8])
    case integer(Int64)
    case bulk([UInt8])
    case none
    case array([RESPReply])

    /// What a script gets: an error inside of an array becomes a table `{error = "..."}`.
    var value: JSONValue {
        switch self {
        case .status(let bytes), .bulk(let bytes): ScriptBytes.value(bytes)
        case .error(let bytes): ["error": ScriptBytes.value(bytes)]
        case .integer(let integer): .integer(integer)
        case .none: .null
        case .array(let replies): .array(replies.map(\.value))
        }
    }

    /// The text of an error; nil for any other reply.
    var errorText: String? {
        guard case .error(let bytes) = self else { return nil }
        return String(validating: bytes, as: UTF8.self) ?? "an error that is no text"
    }
}
