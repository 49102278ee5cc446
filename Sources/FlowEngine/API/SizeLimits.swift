import FlowModel

/// How much a script may hand over: the host keeps it outside of the memory that the sandbox limits.
struct SizeLimits {
    /// Bytes of all arguments of one call, as JSON.
    static let arguments = 16 << 20
    /// Bytes of an `output_value` that `set_output` adds to, as JSON.
    static let output = 64 << 20

    /// What the output has at most; nil when it is to be measured.
    private var outputSize: Int?

    /// Checks a call, and takes note of what it adds.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - isOwn: It is called on the execution itself.
    ///   - size: Bytes of the arguments.
    ///   - output: The output so far.
    /// - Returns: The error for the script; nil when all is well.
    mutating func fault(
        of method: String, isOwn: Bool, size: Int, output: @autoclosure () -> JSONValue
    ) -> FlowError? {
        guard size <= Self.arguments else {
            return FlowError(
                .invalidInput,
                "\(method): the arguments have \(Self.text(size)); a call takes at most \(Self.text(Self.arguments))")
        }
        guard isOwn else { return nil }
        switch method {
        case "set_output":
            var sum = (outputSize ?? Self.size(of: output())) + size
            // Values that were replaced are counted still.
            if sum > Self.output { sum = Self.size(of: output()) + size }
            guard sum <= Self.output else {
                outputSize = sum - size
                return FlowError(
                    .invalidInput,
                    "set_output: the output would have \(Self.text(sum)); it has at most \(Self.text(Self.output))")
            }
            outputSize = sum
        case "save": outputSize = nil
        default: break
        }
        return nil
    }

    private static func size(of value: JSONValue) -> Int { JSONWriter.text(value).utf8.count }

    private static func text(_ size: Int) -> String { "\((size + (1 << 20) - 1) >> 20) MiB" }
}
