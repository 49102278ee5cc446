import FlowModel

/// A page of a list of objects.
struct S3Listing: Sendable, Equatable {
    var entries: [JSONValue] = []
    var folders: [String] = []
    /// Where the next page goes on; nil when this is the last.
    var continuation: String?

    /// Reads what a store sends.
    ///
    /// - Throws: `XMLFault`.
    init(_ body: [UInt8]) throws(XMLFault) {
        let root = try XMLReader.read(body)
        guard root.localName == "ListBucketResult" else { throw XMLFault(reason: "is no list of objects") }
        let isEncoded = root["EncodingType"]?.text == "url"
        func name(_ text: String) -> String { isEncoded ? PercentCoding.decoded(text, plus: true) : text }
        for item in root.all("Contents") {
            guard let key = item["Key"]?.text else { throw XMLFault(reason: "has an object without a key") }
            var entry: JSONObject = ["key": .string(name(key))]
            entry["bytes"] = item["Size"].flatMap { Int64($0.text) }.map { .integer($0) }
            entry["etag"] = item["ETag"].map { .string(Self.unquoted($0.text)) }
            entry["last_modified"] = item["LastModified"].map { .string($0.text) }
            entries.append(.object(entry))
        }
        folders = root.all("CommonPrefixes").compactMap { $0["Prefix"].map { name($0.text) } }
        guard root["IsTruncated"]?.text == "true" else { return }
        guard let token = root["NextContinuationToken"]?.text, !token.isEmpty else {
            throw XMLFault(reason: "says that there are more objects, and not where")
        }
        continuation = token
    }

    /// A name of content without the quotes it comes in.
    static func unquoted(_ text: String) -> String {
        text.hasPrefix("\"") && text.hasSuffix("\"") && text.utf8.count >= 2
            ? String(text.dropFirst().dropLast()) : text
    }
}
