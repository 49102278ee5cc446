private import CSchema
public import FlowModel

/// A JSON Schema of draft 7, compiled.
///
/// Neither compiling nor validating opens a file or a connection, and both are bounded in time, stack and memory, whatever
/// the schema and the value.
public final class JSONSchema: Sendable {
    /// How much work one validation may take, in steps of about a comparison each: so many, and four for each byte of the
    /// value.
    public static let stepLimit: UInt64 = 1_000_000

    // The C++ side only reads a compiled schema, so that several threads may use it at once.
    private nonisolated(unsafe) let schema: OpaquePointer

    /// Compiles a schema.
    ///
    /// - Throws: `SchemaError` whose message names the place of what is wrong as a JSON pointer, and whose `details` are
    ///   `{pointer, message}`.
    public init(_ schema: JSONValue) throws(FlowError) {
        let form = try SchemaCompiler.compile(schema, checkPattern: Self.reasonAgainst(pattern:))
        let bytes = FlatValue.bytes(form)
        let (compiled, reason) = Self.withMessage { message, capacity in
            cschema_compile(bytes, bytes.count, message, capacity)
        }
        guard let compiled else { throw FlowError(.schema, "the schema cannot be compiled: \(reason)") }
        self.schema = compiled
    }

    deinit {
        cschema_free(schema)
    }

    /// Checks a value.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - name: What the value is, in the words of the message.
    /// - Throws: `SchemaValidationError` whose message names the first faults, and whose `details` are `{faults}`: a list
    ///   of at most 20 `{pointer, message}`. `SchemaError` when the schema takes more work for the value than ``stepLimit``
    ///   allows.
    public func validate(_ value: JSONValue, as name: String = "the value") throws(FlowError) {
        let bytes = FlatValue.bytes(value)
        let faults = Faults()
        let outcome = withExtendedLifetime(faults) {
            cschema_validate(
                schema, bytes, bytes.count, Self.stepLimit + 4 * UInt64(bytes.count),
                Unmanaged.passUnretained(faults).toOpaque()
            ) { context, pointer, pointerCount, message, messageCount in
                Unmanaged<Faults>.fromOpaque(context).takeUnretainedValue().list.append(
                    SchemaViolation(
                        pointer: JSONSchema.text(pointer, pointerCount), message: JSONSchema.text(message, messageCount)
                    ))
            }
        }
        switch outcome {
        case .fits: return
        case .hasFaults: throw SchemaViolation.error(faults.list, of: name)
        case .tooComplex:
            throw FlowError(
                .schema,
                "it takes too much work to check \(name): look for nested anyOf and oneOf, long patterns, and values of millions of parts"
            )
        case .failed:
            throw FlowError(.internalError, "\(name) could not be checked against its schema")
        }
    }

    private final class Faults {
        var list: [SchemaViolation] = []
    }

    private static func text(_ start: UnsafePointer<CChar>, _ count: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }

    private static func reasonAgainst(pattern: String) -> String? {
        let bytes = Array(pattern.utf8).map(CChar.init(bitPattern:))
        let (isUsable, reason) = withMessage { message, capacity in
            cschema_check_pattern(bytes, bytes.count, message, capacity)
        }
        return isUsable ? nil : reason
    }

    private static func withMessage<Result>(
        _ body: (UnsafeMutablePointer<CChar>, Int) -> Result
    ) -> (Result, String) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
            guard let start = buffer.baseAddress else { fatalError("there is no memory for a message") }
            start.initialize(repeating: 0, count: buffer.count)
            let result = body(start, buffer.count)
            return (result, String(cString: start))
        }
    }
}
