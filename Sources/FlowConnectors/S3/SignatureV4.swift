import Crypto
import FlowModel
import Glibc

/// Signs requests by the algorithm AWS4-HMAC-SHA256.
struct SignatureV4: Sendable {
    let accessKey: String
    let secretKey: String
    let sessionToken: String?
    let region: String
    let service: String

    /// The hash of no bytes.
    static let emptyHash = hash([])
    /// Stands for the hash of a body that nobody knows yet.
    static let unsigned = "UNSIGNED-PAYLOAD"

    /// The hash of bytes as the algorithm has it.
    static func hash(_ bytes: [UInt8]) -> String { Hexadecimal.text(SHA256.hash(data: bytes)) }

    /// The headers that sign a request.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - address: The address; its path and the names and values of its query are written as ``PercentCoding`` writes them.
    ///   - headers: Those that are signed, beside Host and those that are returned.
    ///   - payload: The hash of the body.
    ///   - time: Seconds since 1970.
    /// - Returns: Headers to be sent with the others.
    func headers(
        _ method: String, _ address: WebAddress, _ headers: [(name: String, value: String)], payload: String,
        at time: Int
    ) -> [(name: String, value: String)] {
        let moment = Moment(time)
        var added = [("x-amz-content-sha256", payload), ("x-amz-date", moment.text)]
        if let sessionToken { added.append(("x-amz-security-token", sessionToken)) }
        let signed = Self.canonical(headers + added + [("host", address.authority)])
        let names = signed.map(\.name).joined(separator: ";")
        let signature = signature(
            of: Self.request(method, address, Self.pairs(address.query), signed, payload: payload), at: moment)
        added.append(
            (
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=\(accessKey)/\(scope(moment)),SignedHeaders=\(names),Signature=\(signature)"
            ))
        return added
    }

    /// The address with a signature in its query, which holds for so many seconds.
    func presigned(_ method: String, _ address: WebAddress, seconds: Int, at time: Int) -> WebAddress {
        let moment = Moment(time)
        var pairs = Self.pairs(address.query)
        pairs += [
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", "\(accessKey)/\(scope(moment))"),
            ("X-Amz-Date", moment.text), ("X-Amz-Expires", "\(seconds)"), ("X-Amz-SignedHeaders", "host"),
        ].map { (PercentCoding.encoded($0), PercentCoding.encoded($1)) }
        if let sessionToken { pairs.append(("X-Amz-Security-Token", PercentCoding.encoded(sessionToken))) }
        let request = Self.request(method, address, pairs, [("host", address.authority)], payload: Self.unsigned)
        pairs.append(("X-Amz-Signature", signature(of: request, at: moment)))
        var signed = address
        signed.query = pairs.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        return signed
    }

    /// A point in time as signatures have it.
    private struct Moment {
        let text: String
        var day: String { String(text.prefix(8)) }

        init(_ time: Int) {
            var (time, fields) = (time_t(time), tm())
            gmtime_r(&time, &fields)
            func digits(_ number: Int32, _ count: Int) -> String {
                let text = "\(number)"
                return String(repeating: "0", count: max(0, count - text.count)) + text
            }
            text =
                digits(fields.tm_year + 1900, 4) + digits(fields.tm_mon + 1, 2) + digits(fields.tm_mday, 2) + "T"
                + digits(fields.tm_hour, 2) + digits(fields.tm_min, 2) + digits(fields.tm_sec, 2) + "Z"
        }
    }

    private func scope(_ moment: Moment) -> String { "\(moment.day)/\(region)/\(service)/aws4_request" }

    private func signature(of request: String, at moment: Moment) -> String {
        let text = "AWS4-HMAC-SHA256\n\(moment.text)\n\(scope(moment))\n\(Self.hash(Array(request.utf8)))"
        let key = [moment.day, region, service, "aws4_request"].reduce(
            SymmetricKey(data: Array("AWS4\(secretKey)".utf8))
        ) {
            SymmetricKey(data: Self.code(of: $1, with: $0))
        }
        return Hexadecimal.text(Self.code(of: text, with: key))
    }

    private static func code(of text: String, with key: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }

    private static func request(
        _ method: String, _ address: WebAddress, _ query: [(name: String, value: String)],
        _ headers: [(name: String, value: String)], payload: String
    ) -> String {
        let query = query.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        return [
            method, address.path, query.map { "\($0.name)=\($0.value)" }.joined(separator: "&"),
            headers.map { "\($0.name):\($0.value)\n" }.joined(), headers.map(\.name).joined(separator: ";"), payload,
        ].joined(separator: "\n")
    }

    /// Names in lower case and in order, values without the blanks that do not count.
    private static func canonical(
        _ headers: [(name: String, value: String)]
    ) -> [(name: String, value: String)] {
        headers.map { name, value in
            (name.lowercased(), value.split { $0 == " " || $0 == "\t" }.joined(separator: " "))
        }
        .sorted { $0.name < $1.name }
    }

    private static func pairs(_ query: String?) -> [(name: String, value: String)] {
        (query ?? "").split(separator: "&").map { part in
            (String(part.prefix { $0 != "=" }), String(part.drop { $0 != "=" }.dropFirst()))
        }
    }
}
