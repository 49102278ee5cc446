import FlowModel
import FoundationEssentials
import Glibc

/// What is made of the end of a program: an output, or an error.
struct ProcessReport: Sendable {
    /// Exit codes that are no error; nil for all, and for signals.
    let expected: Set<Int64>?
    /// What it wrote comes back as base64 even where it is text.
    let asBase64: Bool

    /// The input that says which exit codes are no error.
    static let expectedInput = ConnectorInput(
        "expected_exit_code", .either([.integer(0...255), .list(.integer(0...255)), .choice(["any"])]),
        "Exit codes that are no error, as in 1 or {0, 1}; \"any\" takes every end.", fallback: .integer(0))

    /// The input that says how outputs come back.
    static let encodingInput = ConnectorInput(
        "encoding", .choice(["text", "base64"]),
        "How stdout and stderr come back; what is not UTF-8 comes back as base64 in any case.", fallback: "text")

    /// What comes back, for the documentation.
    static let outputs: [ConnectorInterface.Output] = [
        .init("exit_code", "The exit code, unless a signal ended the program."),
        .init("stdout", "What was written to standard output, as text."),
        .init("stdout_base64", "The same as base64, when that was asked for or it is not UTF-8."),
        .init("stderr", "What was written to standard error, as text."),
        .init("stderr_base64", "The same as base64, when that was asked for or it is not UTF-8."),
    ]

    /// Reads inputs that fit ``expectedInput`` and ``encodingInput``.
    init(_ inputs: JSONObject) {
        let codes = inputs["expected_exit_code"] ?? .integer(0)
        expected = codes == "any" ? nil : Set((codes.items ?? [codes]).compactMap(\.integer))
        asBase64 = inputs["encoding"] == "base64"
    }

    /// The output of a connection.
    ///
    /// - Parameters:
    ///   - ending: How the program ended.
    ///   - target: Connector and program, for messages.
    ///   - redactor: What no message may hold.
    /// - Returns: Exit code and outputs.
    /// - Throws: `ConnectionFailedError` for an end that is not expected.
    func output(
        _ ending: BoundedProcess.Ending, target: String, redactor: Redactor
    ) throws(FlowError) -> JSONValue {
        var output = JSONObject()
        let end: String
        var isExpected = expected == nil
        switch ending.status {
        case .exited(let code):
            output["exit_code"] = .integer(Int64(code))
            end = "ended with the exit code \(code)"
            isExpected = isExpected || expected?.contains(Int64(code)) == true
        case .signaled(let signal):
            output["signal"] = .integer(Int64(signal))
            end = "was ended by the signal \(signal) (\(String(cString: strsignal(signal))))"
        }
        add(ending.output, as: "stdout", to: &output)
        add(ending.errors, as: "stderr", to: &output)
        guard isExpected else {
            let beginning = Self.beginning(ending.errors, redactor).map { "; stderr begins: \($0)" } ?? ""
            let status = output["exit_code"].map { ("exit_code", $0) } ?? ("signal", output["signal"] ?? .null)
            throw FlowError(
                .connectionFailed, "\(target): \(end)\(beginning)", details: .object([status.0: status.1]))
        }
        return .object(output)
    }

    /// The beginning of a text for people.
    static func beginning(_ bytes: [UInt8], _ redactor: Redactor) -> String? {
        // Redacted before it is cut: a secret that is cut in two would not be found.
        let text = redactor.redacted(String(decoding: bytes.prefix(8000), as: UTF8.self))
        let trimmed = text.drop { $0.isWhitespace }.prefix(500)
        return trimmed.isEmpty ? nil : String(trimmed.reversed().drop { $0.isWhitespace }.reversed())
    }

    private func add(_ bytes: [UInt8], as name: String, to output: inout JSONObject) {
        if !asBase64, let text = String(validating: bytes, as: UTF8.self) {
            output[name] = .string(text)
        } else {
            output["\(name)_base64"] = .string(Data(bytes).base64EncodedString())
        }
    }
}

extension BoundedProcess.Fault {
    /// The error for a script.
    ///
    /// - Parameters:
    ///   - target: Connector and program.
    ///   - seconds: How long it may take.
    ///   - limit: Bytes that each output may have.
    /// - Returns: The error, which begins with the target.
    func error(target: String, seconds: Double, limit: Int) -> FlowError {
        switch self {
        case .notStarted(let reason): FlowError(.connectionFailed, "\(target): \(reason)")
        case .timedOut: FlowError(.timeoutExceeded, "\(target): not done within \(seconds) s (timeout_sec)")
        case .cancelled: FlowError(.connectionFailed, "\(target): cancelled")
        case .tooMuchOutput:
            FlowError(.connectionFailed, "\(target): there are more than \(limit) bytes of output (max_response_bytes)")
        }
    }
}
