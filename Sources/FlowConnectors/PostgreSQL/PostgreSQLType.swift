/// The types of PostgreSQL that values are read and written by, under the numbers that every server has for them.
enum PostgreSQLType: UInt32, Sendable {
    case bool = 16
    case bytea = 17
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case oid = 26
    case json = 114
    case float4 = 700
    case float8 = 701
    case unknown = 705
    case bpchar = 1042
    case varchar = 1043
    case date = 1082
    case time = 1083
    case timestamp = 1114
    case timestamptz = 1184
    case numeric = 1700
    case uuid = 2950
    case jsonb = 3802

    /// The type of the elements of an array type; nil for a type that is none, or one that is not known here.
    static func element(ofArray oid: UInt32) -> PostgreSQLType? { elements[oid] }

    private static let elements: [UInt32: PostgreSQLType] = [
        199: .json, 1000: .bool, 1001: .bytea, 1005: .int2, 1007: .int4, 1009: .text, 1014: .bpchar, 1015: .varchar,
        1016: .int8, 1021: .float4, 1022: .float8, 1028: .oid, 1115: .timestamp, 1182: .date, 1183: .time,
        1185: .timestamptz, 1231: .numeric, 2951: .uuid, 3807: .jsonb,
    ]

    var isInteger: Bool { self == .int2 || self == .int4 || self == .int8 || self == .oid }

    /// A text is what it takes as it is, or JSON.
    var takesText: Bool {
        switch self {
        case .text, .varchar, .bpchar, .json, .jsonb, .unknown: true
        default: false
        }
    }
}
